import type { FakeClock } from '../lambda/fake-clock';
import type { CustomResourceEvent } from './custom-resource';
import type { Interruption } from './interruption';
import type { RequestEnd } from './resource-request';
import type { ResourceEntry, ResourceTable } from './resource-table';
import type { DeletionPolicy, Template, TemplateResource } from './template';
import { textOnlyMap } from './text-only';

/** The members in which requests differ. */
export type Asked = Pick<
  CustomResourceEvent,
  'RequestType' | 'LogicalResourceId' | 'PhysicalResourceId' | 'ResourceProperties' | 'OldResourceProperties'
>;

/** The parts that a stack needs of its simulator. */
export interface StackProps {
  /** The stack's ARN. */
  readonly id: string;
  readonly clock: FakeClock;
  /** The text of a resource's properties as an event shows it; undefined where the event leaves it out. */
  readonly eventProperties: (text: string) => string | undefined;
  /** Sends one request to the function, and waits for its end. */
  readonly request: (asked: Asked, cancelled: Promise<void>) => Promise<RequestEnd>;
}

/** Milliseconds from a failure to CloudFormation's rollback, and from a cancelled resource to its deletion. */
export const PAUSE = 2_000;

/** A resource that an operation makes or changes: its former state, and its desired state. */
export interface Step {
  readonly before?: ResourceEntry;
  readonly wanted: ResourceEntry;
}

/** The requests of a stack's operations, and their results in CloudFormation's table. */
export class ResourceOperations {
  readonly #props: StackProps;
  readonly #table: ResourceTable;
  #invented = 0;

  constructor(props: StackProps, table: ResourceTable) {
    this.#props = props;
    this.#table = table;
  }

  /** Creates the new resources and updates the changed ones. Resolves when all requests have ended. */
  async forward(template: Template, interruption: Interruption): Promise<readonly Step[]> {
    const steps: Step[] = [];
    const work = Object.entries(template).map(async ([logicalId, resource]) => {
      const before = this.#table.entry(logicalId);
      const wanted = wantedEntry(logicalId, resource);
      if (before && JSON.stringify(before.properties) === JSON.stringify(wanted.properties)) {
        this.#table.put({ ...before, ...policiesOf(resource) });
        return;
      }
      await Promise.race([this.#props.clock.sleep(resource.startsAfter ?? 0), interruption.cancelled]);
      if (interruption.happened) {
        return;
      }
      steps.push({ before, wanted });
      if (!(await this.request({ before, wanted }, interruption))) {
        interruption.happen();
      }
    });
    await Promise.all(work);
    await interruption.takePlace();
    return steps;
  }

  /** Requests the desired state, and records the result. */
  async request({ before, wanted }: Step, interruption?: Interruption): Promise<boolean> {
    const { logicalId, properties } = wanted;
    const verb = before ? 'UPDATE' : 'CREATE';
    this.#table.note({ logicalId, properties, physicalId: before?.physicalId ?? '' }, `${verb}_IN_PROGRESS`);
    const asked = before
      ? {
          RequestType: 'Update' as const,
          LogicalResourceId: logicalId,
          PhysicalResourceId: before.physicalId,
          ResourceProperties: properties,
          OldResourceProperties: before.properties,
        }
      : { RequestType: 'Create' as const, LogicalResourceId: logicalId, ResourceProperties: properties };
    const end = await this.#props.request(asked, interruption?.cancelled ?? new Promise(() => undefined));
    if (end.kind === 'answered' && end.answer.status === 'SUCCESS') {
      const { physicalId, data, reason } = end.answer;
      this.#table.put({ ...wanted, physicalId, data, stands: true });
      this.#table.note({ logicalId, properties, physicalId }, `${verb}_COMPLETE`, reason);
      return true;
    }
    if (before) {
      // CloudFormation records the id whatever the status says, and deletes the resource in the rollback. An unexpected
      // id has broken many stacks (aws/aws-cdk#13527, #30012).
      const physicalId = (end.kind === 'answered' && end.answer.physicalId) || before.physicalId;
      if (physicalId !== before.physicalId) {
        this.#table.put({ ...wanted, physicalId, data: before.data, stands: true });
      }
      this.#table.note({ logicalId, properties, physicalId }, 'UPDATE_FAILED', reasonOf(end, 'update'));
    } else {
      const answered = end.kind === 'answered' ? end.answer.physicalId : '';
      this.#table.note({ logicalId, properties, physicalId: answered }, 'CREATE_FAILED', reasonOf(end, 'creation'));
      this.#table.put({ ...wanted, physicalId: answered || this.#invent(logicalId), stands: false });
    }
    return false;
  }

  /**
   * @param released a policy that keeps resources elsewhere, but not in this operation
   * @returns whether every resource is gone
   */
  async deleteAll(entries: readonly ResourceEntry[], released?: DeletionPolicy): Promise<boolean> {
    await this.#props.clock.sleep(PAUSE);
    const gone = await Promise.all(
      entries.map(async (entry) => {
        const { logicalId, deletionPolicy, stands } = entry;
        if (deletionPolicy !== 'Delete' && deletionPolicy !== released && stands) {
          this.#table.note(entry, 'DELETE_SKIPPED');
          this.#table.drop(logicalId);
          return true;
        }
        this.#table.note(entry, 'DELETE_IN_PROGRESS');
        const end = await this.#requestDelete(entry);
        const done = end.kind === 'answered' && end.answer.status === 'SUCCESS';
        this.#table.note(entry, done ? 'DELETE_COMPLETE' : 'DELETE_FAILED', reasonOf(end, 'deletion'));
        if (done) {
          this.#table.drop(logicalId);
        }
        return done;
      }),
    );
    return gone.every(Boolean);
  }

  /** Deletes the replaced resources. A failure does not stop the operation. */
  async deleteReplaced(former: readonly ResourceEntry[]): Promise<void> {
    await this.#props.clock.sleep(PAUSE);
    await Promise.all(
      former.map(async (entry) => {
        if (this.#table.entry(entry.logicalId)?.physicalId === entry.physicalId) {
          return;
        }
        if (entry.updateReplacePolicy === 'Retain') {
          this.#table.noteFormer(entry, 'DELETE_SKIPPED');
          return;
        }
        this.#table.noteFormer(entry, 'DELETE_IN_PROGRESS');
        const end = await this.#requestDelete(entry);
        const done = end.kind === 'answered' && end.answer.status === 'SUCCESS';
        this.#table.noteFormer(entry, done ? 'DELETE_COMPLETE' : 'DELETE_FAILED', reasonOf(end, 'deletion'));
      }),
    );
  }

  /** After a failed deletion, the resource belongs to no stack. */
  giveUp(entries: readonly ResourceEntry[]): void {
    for (const { logicalId } of entries) {
      this.#table.drop(logicalId);
    }
  }

  #requestDelete({ logicalId, physicalId, properties }: ResourceEntry): Promise<RequestEnd> {
    const asked = {
      RequestType: 'Delete' as const,
      LogicalResourceId: logicalId,
      PhysicalResourceId: physicalId,
      ResourceProperties: properties,
    };
    return this.#props.request(asked, new Promise(() => undefined));
  }

  #invent(logicalId: string): string {
    const name = /:stack\/([^/]+)/.exec(this.#props.id)?.[1] ?? 'stack';
    return `${name}-${logicalId}-${(++this.#invented).toString(36).toUpperCase().padStart(12, '1')}`;
  }
}

function wantedEntry(logicalId: string, resource: TemplateResource): ResourceEntry {
  const properties = textOnlyMap(resource.properties);
  return { logicalId, physicalId: '', properties, data: {}, stands: false, ...policiesOf(resource) };
}

function policiesOf({ deletionPolicy = 'Delete', updateReplacePolicy = 'Delete' }: TemplateResource) {
  return { deletionPolicy, updateReplacePolicy };
}

function reasonOf(end: RequestEnd, what: string): string {
  switch (end.kind) {
    case 'answered':
      return end.answer.reason;
    case 'timed out':
      return 'CloudFormation did not receive a response from your Custom Resource. Please check your logs.';
    case 'cancelled':
      return `Resource ${what} cancelled`;
  }
}
