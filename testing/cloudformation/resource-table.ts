import type { DeletionPolicy } from './template';

/** A resource as CloudFormation knows it. */
export interface ResourceEntry {
  readonly logicalId: string;
  readonly physicalId: string;
  /** As they were sent: every leaf text. */
  readonly properties: Readonly<Record<string, unknown>>;
  /** What `Fn::GetAtt` gives. */
  readonly data: Readonly<Record<string, unknown>>;
  readonly deletionPolicy: DeletionPolicy;
  readonly updateReplacePolicy: 'Delete' | 'Retain';
  /** False for one whose creation failed: it only waits to be deleted. */
  readonly stands: boolean;
}

/** One line of a stack's history, as `DescribeStackEvents` has it. */
export interface StackEvent {
  /** Milliseconds since the epoch. */
  readonly at: number;
  /** Absent: the stack itself. */
  readonly logicalId?: string;
  readonly physicalId: string;
  readonly status: string;
  readonly reason: string;
}

/** CloudFormation's own table of a stack's resources, and its history. */
export class ResourceTable {
  /** Oldest first. */
  readonly events: StackEvent[] = [];
  readonly #now: () => number;
  readonly #entries = new Map<string, ResourceEntry>();
  readonly #described = new Map<string, { status: string; physicalId: string }>();

  constructor(now: () => number) {
    this.#now = now;
  }

  /** Everything that CloudFormation would delete with the stack. */
  get entries(): readonly ResourceEntry[] {
    return [...this.#entries.values()];
  }

  entry(logicalId: string): ResourceEntry | undefined {
    return this.#entries.get(logicalId);
  }

  put(entry: ResourceEntry): void {
    this.#entries.set(entry.logicalId, entry);
  }

  drop(logicalId: string): void {
    this.#entries.delete(logicalId);
  }

  /** What `DescribeStackResource` says; undefined where it knows of no such resource. */
  describe(logicalId: string): { status: string; physicalId: string } | undefined {
    return this.#described.get(logicalId);
  }

  /** Writes a line of history, and what is described from now on. */
  note(logicalId: string, status: string, physicalId: string, reason = ''): void {
    this.#described.set(logicalId, { status, physicalId });
    this.events.push({ at: this.#now(), logicalId, physicalId, status, reason });
  }

  /** Writes a line about what is not the present resource of that name: one that was replaced. */
  noteFormer(logicalId: string, status: string, physicalId: string, reason = ''): void {
    this.events.push({ at: this.#now(), logicalId, physicalId, status, reason });
  }

  /** Writes a line about the stack itself. */
  noteStack(stackId: string, status: string): void {
    this.events.push({ at: this.#now(), physicalId: stackId, status, reason: '' });
  }
}
