import type { FakeClock } from '../lambda/fake-clock';
import type { CustomResourceEvent } from './custom-resource';
import { Interruption } from './interruption';
import type { RequestEnd } from './resource-request';
import { type ResourceEntry, ResourceTable, type StackEvent } from './resource-table';
import type { DeletionPolicy, OperationOptions, StackStatus, Template, TemplateResource } from './template';
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
  /** Sends one request to the function, and waits for its end. */
  readonly request: (asked: Asked, cancelled: Promise<void>) => Promise<RequestEnd>;
}

/** Milliseconds from a failure to CloudFormation's rollback, and from a cancelled resource to its deletion. */
const PAUSE = 2_000;

/** A resource that an operation makes or changes: its former state, and its desired state. */
interface Step {
  readonly before?: ResourceEntry;
  readonly wanted: ResourceEntry;
}

type Change = Required<Step>;

/** The work that a rollback has not done yet. */
interface Rollback {
  /** The resources that the rollback changes back. */
  readonly changed: readonly Change[];
  /** The resources that the rollback deletes, by logical id. */
  readonly created: readonly string[];
  /** The replaced resources that the rollback deletes, unless they are present again. */
  readonly replaced: readonly ResourceEntry[];
}

/**
 * A stack of custom resources, operated as CloudFormation operates a stack. Each resource begins at its own time, and
 * all of them run at once. The first failure cancels the running requests and begins the rollback.
 *
 * CloudFormation deletes a resource at once where the creation was cancelled. It invents the physical id of this Delete
 * (aws-cloudformation/cloudformation-coverage-roadmap#1814).
 */
export class SimulatedStack {
  readonly id: string;
  readonly #props: StackProps;
  readonly #table: ResourceTable;
  #status: StackStatus | undefined;
  #lastUpdated: number | undefined;
  #unfinished: Rollback = { changed: [], created: [], replaced: [] };
  #invented = 0;

  constructor(props: StackProps) {
    this.#props = props;
    this.id = props.id;
    this.#table = new ResourceTable(() => props.clock.now());
  }

  /** Undefined before the first deploy. */
  get status(): StackStatus | undefined {
    return this.#status;
  }

  /** The beginning of the last update, in milliseconds since the epoch; undefined before the first update. */
  get lastUpdated(): number | undefined {
    return this.#lastUpdated;
  }

  /** The stack's events, oldest first. */
  get events(): readonly StackEvent[] {
    return this.#table.events;
  }

  /** CloudFormation's table: the resources that the stack has. */
  get resources(): readonly ResourceEntry[] {
    return this.#table.entries.filter(({ stands }) => stands);
  }

  /** The description by `DescribeStackResource`; undefined for a name that CloudFormation does not know. */
  describeResource(logicalId: string): { status: string; physicalId: string } | undefined {
    return this.#table.describe(logicalId);
  }

  /**
   * Creates or updates the stack, and lets time pass until the operation is over. A deploy under the name of a deleted
   * stack makes another stack.
   *
   * @returns the stack's status after the operation
   * @throws where CloudFormation would refuse both in the stack's present state
   */
  deploy(template: Template, options: OperationOptions = {}): Promise<StackStatus> {
    const interruption = new Interruption(this.#props.clock, options);
    if (this.#status === undefined) {
      return this.#until(this.#create(template, interruption));
    }
    this.#expect(/^(CREATE|UPDATE|UPDATE_ROLLBACK)_COMPLETE$/, 'can not be updated');
    return this.#until(this.#update(template, interruption));
  }

  /**
   * Deletes the stack, and lets time pass until the operation is over.
   *
   * @throws while another operation is under way, and where there is no stack
   */
  delete(): Promise<StackStatus> {
    this.#expect(/^(?!DELETE_COMPLETE).*_(COMPLETE|FAILED)$/, 'can not be deleted');
    return this.#until(this.#delete());
  }

  /**
   * Continues a failed rollback (`ContinueUpdateRollback`).
   *
   * @throws where no rollback has failed
   */
  continueRollback(): Promise<StackStatus> {
    this.#expect(/^UPDATE_ROLLBACK_FAILED$/, 'has no rollback to continue');
    return this.#until(this.#rollBack(this.#unfinished));
  }

  async #create(template: Template, interruption: Interruption): Promise<void> {
    this.#become('CREATE_IN_PROGRESS');
    await this.#forward(template, interruption);
    if (!interruption.happened) {
      this.#become('CREATE_COMPLETE');
    } else if (interruption.deletes) {
      await this.#delete();
    } else {
      this.#become('ROLLBACK_IN_PROGRESS');
      const undone = await this.#deleteAll(this.#table.entries, 'RetainExceptOnCreate');
      this.#become(undone ? 'ROLLBACK_COMPLETE' : 'ROLLBACK_FAILED');
    }
  }

  async #update(template: Template, interruption: Interruption): Promise<void> {
    this.#become('UPDATE_IN_PROGRESS');
    this.#lastUpdated = this.#props.clock.now();
    const steps = await this.#forward(template, interruption);
    const changed = steps.flatMap(({ before, wanted }) => (before ? [{ before, wanted }] : []));
    if (interruption.happened) {
      const created = steps.filter(({ before }) => !before).map(({ wanted }) => wanted.logicalId);
      await this.#rollBack({ changed, created, replaced: [] });
      return;
    }
    this.#become('UPDATE_COMPLETE_CLEANUP_IN_PROGRESS');
    const removed = this.#table.entries.filter(({ logicalId }) => !template[logicalId]);
    await Promise.all([this.#deleteAll(removed), this.#deleteReplaced(changed.map(({ before }) => before))]);
    this.#giveUp(removed);
    this.#become('UPDATE_COMPLETE');
  }

  /** Changes the updated resources back, then deletes the new resources. */
  async #rollBack({ changed, created, replaced }: Rollback): Promise<void> {
    this.#become('UPDATE_ROLLBACK_IN_PROGRESS');
    await this.#props.clock.sleep(PAUSE);
    const former = [...replaced];
    const failed: Change[] = [];
    await Promise.all(
      changed.map(async (change) => {
        const { before, wanted } = change;
        const current = this.#table.entry(wanted.logicalId) ?? before;
        const asked = { before: { ...wanted, physicalId: current.physicalId }, wanted: before };
        if (await this.#request(asked)) {
          former.push(current);
        } else {
          failed.push(change);
        }
      }),
    );
    this.#unfinished = { changed: failed, created, replaced: former };
    if (failed.length > 0) {
      this.#become('UPDATE_ROLLBACK_FAILED');
      return;
    }
    this.#become('UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS');
    const entries = this.#table.entries.filter(({ logicalId }) => created.includes(logicalId));
    await Promise.all([this.#deleteAll(entries, 'RetainExceptOnCreate'), this.#deleteReplaced(former)]);
    this.#giveUp(entries);
    this.#become('UPDATE_ROLLBACK_COMPLETE');
  }

  async #delete(): Promise<void> {
    this.#become('DELETE_IN_PROGRESS');
    const gone = await this.#deleteAll(this.#table.entries);
    this.#become(gone ? 'DELETE_COMPLETE' : 'DELETE_FAILED');
  }

  /** Creates the new resources and updates the changed ones. Resolves when all requests have ended. */
  async #forward(template: Template, interruption: Interruption): Promise<readonly Step[]> {
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
      if (!(await this.#request({ before, wanted }, interruption))) {
        interruption.happen();
      }
    });
    await Promise.all(work);
    await interruption.takePlace();
    return steps;
  }

  /** Requests the desired state, and records the result. */
  async #request({ before, wanted }: Step, interruption?: Interruption): Promise<boolean> {
    const { logicalId, properties } = wanted;
    const verb = before ? 'UPDATE' : 'CREATE';
    this.#table.note(logicalId, `${verb}_IN_PROGRESS`, before?.physicalId ?? '');
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
      this.#table.note(logicalId, `${verb}_COMPLETE`, physicalId, reason);
      return true;
    }
    if (before) {
      // CloudFormation records the id whatever the status says, and deletes the resource in the rollback. An unexpected
      // id has broken many stacks (aws/aws-cdk#13527, #30012).
      const physicalId = (end.kind === 'answered' && end.answer.physicalId) || before.physicalId;
      if (physicalId !== before.physicalId) {
        this.#table.put({ ...wanted, physicalId, data: before.data, stands: true });
      }
      this.#table.note(logicalId, 'UPDATE_FAILED', physicalId, reasonOf(end, 'update'));
    } else {
      const answered = end.kind === 'answered' ? end.answer.physicalId : '';
      this.#table.note(logicalId, 'CREATE_FAILED', answered, reasonOf(end, 'creation'));
      this.#table.put({ ...wanted, physicalId: answered || this.#invent(logicalId), stands: false });
    }
    return false;
  }

  /**
   * @param released a policy that keeps resources elsewhere, but not in this operation
   * @returns whether every resource is gone
   */
  async #deleteAll(entries: readonly ResourceEntry[], released?: DeletionPolicy): Promise<boolean> {
    await this.#props.clock.sleep(PAUSE);
    const gone = await Promise.all(
      entries.map(async (entry) => {
        const { logicalId, physicalId, deletionPolicy, stands } = entry;
        if (deletionPolicy !== 'Delete' && deletionPolicy !== released && stands) {
          this.#table.note(logicalId, 'DELETE_SKIPPED', physicalId);
          this.#table.drop(logicalId);
          return true;
        }
        this.#table.note(logicalId, 'DELETE_IN_PROGRESS', physicalId);
        const end = await this.#requestDelete(entry);
        const done = end.kind === 'answered' && end.answer.status === 'SUCCESS';
        this.#table.note(logicalId, done ? 'DELETE_COMPLETE' : 'DELETE_FAILED', physicalId, reasonOf(end, 'deletion'));
        if (done) {
          this.#table.drop(logicalId);
        }
        return done;
      }),
    );
    return gone.every(Boolean);
  }

  /** Deletes the replaced resources. A failure does not stop the operation. */
  async #deleteReplaced(former: readonly ResourceEntry[]): Promise<void> {
    await this.#props.clock.sleep(PAUSE);
    await Promise.all(
      former.map(async (entry) => {
        if (this.#table.entry(entry.logicalId)?.physicalId === entry.physicalId) {
          return;
        }
        const { logicalId, physicalId } = entry;
        if (entry.updateReplacePolicy === 'Retain') {
          this.#table.noteFormer(logicalId, 'DELETE_SKIPPED', physicalId);
          return;
        }
        this.#table.noteFormer(logicalId, 'DELETE_IN_PROGRESS', physicalId);
        const end = await this.#requestDelete(entry);
        const done = end.kind === 'answered' && end.answer.status === 'SUCCESS';
        this.#table.noteFormer(
          logicalId,
          done ? 'DELETE_COMPLETE' : 'DELETE_FAILED',
          physicalId,
          reasonOf(end, 'deletion'),
        );
      }),
    );
  }

  /** After a failed deletion, the resource belongs to no stack. */
  #giveUp(entries: readonly ResourceEntry[]): void {
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
    const name = /:stack\/([^/]+)/.exec(this.id)?.[1] ?? 'stack';
    return `${name}-${logicalId}-${(++this.#invented).toString(36).toUpperCase().padStart(12, '1')}`;
  }

  #become(status: StackStatus): void {
    this.#status = status;
    this.#table.noteStack(this.id, status);
  }

  async #until(operation: Promise<void>): Promise<StackStatus> {
    await this.#props.clock.until(operation);
    return this.#status ?? 'DELETE_COMPLETE';
  }

  #expect(status: RegExp, otherwise: string): void {
    if (!status.test(this.#status ?? '')) {
      throw new Error(`Stack ${this.id} is in ${this.#status ?? 'no'} state and ${otherwise}.`);
    }
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
