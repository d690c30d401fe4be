import type { FakeClock } from '../lambda/fake-clock';
import { Interruption } from '../lambda/interruption';
import type { CustomResourceEvent } from './custom-resource';
import type { RequestEnd } from './resource-request';
import { type ResourceEntry, ResourceTable, type StackEvent } from './resource-table';
import type { DeletionPolicy, OperationOptions, StackStatus, Template, TemplateResource } from './template';
import { textOnlyMap } from './text-only';

/** What one request says, beside what every request says. */
export type Asked = Pick<
  CustomResourceEvent,
  'RequestType' | 'LogicalResourceId' | 'PhysicalResourceId' | 'ResourceProperties' | 'OldResourceProperties'
>;

/** What a stack needs of its simulator. */
export interface StackProps {
  /** The stack's ARN. */
  readonly id: string;
  readonly clock: FakeClock;
  /** Sends one request to the function, and waits for what becomes of it. */
  readonly request: (asked: Asked, cancelled: Promise<void>) => Promise<RequestEnd>;
}

/** How long CloudFormation takes from a failure to its rollback, and from cancelling a resource to deleting it. */
const PAUSE = 2_000;

/** A resource that an operation has made or changed, or tried to: what it was, and what it was to be. */
interface Step {
  readonly before?: ResourceEntry;
  readonly wanted: ResourceEntry;
}

type Change = Required<Step>;

/** What a rollback has still to do. */
interface Rollback {
  /** To be brought back. */
  readonly changed: readonly Change[];
  /** To be deleted, by logical id. */
  readonly created: readonly string[];
  /** To be deleted where they are not the present ones of their name. */
  readonly replaced: readonly ResourceEntry[];
}

/**
 * A stack of custom resources, operated as CloudFormation operates one: every resource at its turn, all at once; the
 * first failure cancels what still runs, and begins the rollback. What is cancelled while it is created is deleted at
 * once, under a physical id of CloudFormation's own invention (aws-cloudformation/cloudformation-coverage-roadmap#1814).
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

  /** Undefined before the stack is first deployed. */
  get status(): StackStatus | undefined {
    return this.#status;
  }

  /** When the last update began, in milliseconds since the epoch; undefined before the first. */
  get lastUpdated(): number | undefined {
    return this.#lastUpdated;
  }

  /** The stack's history, oldest first. */
  get events(): readonly StackEvent[] {
    return this.#table.events;
  }

  /** CloudFormation's own table: the resources that stand. */
  get resources(): readonly ResourceEntry[] {
    return this.#table.entries.filter(({ stands }) => stands);
  }

  /** What `DescribeStackResource` says of a resource; undefined where CloudFormation knows of none by that name. */
  describeResource(logicalId: string): { status: string; physicalId: string } | undefined {
    return this.#table.describe(logicalId);
  }

  /**
   * Creates the stack, or updates it, and lets time pass until that is over.
   *
   * @returns the stack's status then
   * @throws if the stack is in a state in which CloudFormation would do neither; one that was deleted is gone, and what is
   *   deployed under its name is another stack
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
   * Deletes the stack, and lets time pass until that is over.
   *
   * @throws if an operation is under way, or there is no stack
   */
  delete(): Promise<StackStatus> {
    this.#expect(/^(?!DELETE_COMPLETE).*_(COMPLETE|FAILED)$/, 'can not be deleted');
    return this.#until(this.#delete());
  }

  /**
   * Goes on with a rollback that failed (`ContinueUpdateRollback`).
   *
   * @throws if none has
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

  /** Brings back what an update changed, then deletes what it made. */
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

  /** Creates what is new and updates what has changed; waits until all of it is over, one way or another. */
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

  /** Asks for what is wanted, and writes down what came of it. */
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
      // The id is recorded whatever the status says, and then rolled back and deleted: one that is not the former id is
      // the ruin of many a stack (aws/aws-cdk#13527, #30012).
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
   * @param released the policy under which a resource would stay, but not here
   * @returns whether everything is gone
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

  /** Deletes what is not the present resource of its name any more; a failure is given up. */
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

  /** What could not be deleted belongs to no stack any more. */
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
