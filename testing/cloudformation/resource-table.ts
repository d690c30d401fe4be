import type { DeletionPolicy } from './template';

/** A resource as CloudFormation knows it. */
export interface ResourceEntry {
  readonly logicalId: string;
  readonly physicalId: string;
  /** As CloudFormation sent them: every leaf is text. */
  readonly properties: Readonly<Record<string, unknown>>;
  /** The values of `Fn::GetAtt`. */
  readonly data: Readonly<Record<string, unknown>>;
  readonly deletionPolicy: DeletionPolicy;
  readonly updateReplacePolicy: 'Delete' | 'Retain';
  /** False where the creation failed and CloudFormation is still to delete the resource. */
  readonly stands: boolean;
}

/** One event of a stack, as `DescribeStackEvents` shows it. */
export interface StackEvent {
  /** Milliseconds since the epoch. */
  readonly at: number;
  /** Absent: the event is about the stack itself. */
  readonly logicalId?: string;
  readonly physicalId: string;
  readonly status: string;
  readonly reason: string;
  /** The resource's properties as JSON, as far as the event shows them; absent for the stack itself. */
  readonly properties?: string;
}

/** The resource that an event is about, and its properties in the operation. */
export type EventSubject = Pick<ResourceEntry, 'logicalId' | 'physicalId' | 'properties'>;

/** The parts that the table needs of its stack. */
export interface TableProps {
  readonly clock: { now(): number };
  /** The text of a resource's properties as an event shows it; undefined where the event leaves it out. */
  readonly eventProperties: (text: string) => string | undefined;
}

/** CloudFormation's table of a stack's resources, and the stack's events. */
export class ResourceTable {
  /** Oldest first. */
  readonly events: StackEvent[] = [];
  readonly #props: TableProps;
  readonly #entries = new Map<string, ResourceEntry>();
  readonly #described = new Map<string, { status: string; physicalId: string }>();

  constructor(props: TableProps) {
    this.#props = props;
  }

  /** Every resource that CloudFormation would delete with the stack. */
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

  /** The description by `DescribeStackResource`; undefined for a resource that CloudFormation does not know. */
  describe(logicalId: string): { status: string; physicalId: string } | undefined {
    return this.#described.get(logicalId);
  }

  /** Records an event, and changes the description of the resource. */
  note(resource: EventSubject, status: string, reason = ''): void {
    this.#described.set(resource.logicalId, { status, physicalId: resource.physicalId });
    this.noteFormer(resource, status, reason);
  }

  /** Records an event about a replaced resource: the present resource of that name keeps its description. */
  noteFormer({ logicalId, physicalId, properties }: EventSubject, status: string, reason = ''): void {
    this.events.push({
      at: this.#props.clock.now(),
      logicalId,
      physicalId,
      status,
      reason,
      properties: this.#props.eventProperties(JSON.stringify(properties)),
    });
  }

  /** Records an event about the stack itself. */
  noteStack(stackId: string, status: string): void {
    this.events.push({ at: this.#props.clock.now(), physicalId: stackId, status, reason: '' });
  }
}
