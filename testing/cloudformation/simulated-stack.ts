import { Interruption } from './interruption';
import { PAUSE, ResourceOperations, type StackProps, type Step } from './resource-operations';
import { type ResourceEntry, ResourceTable, type StackEvent } from './resource-table';
import type { OperationOptions, StackStatus, Template } from './template';

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
  readonly #resources: ResourceOperations;
  #status: StackStatus | undefined;
  #lastUpdated: number | undefined;
  #unfinished: Rollback = { changed: [], created: [], replaced: [] };

  constructor(props: StackProps) {
    this.#props = props;
    this.id = props.id;
    this.#table = new ResourceTable(props);
    this.#resources = new ResourceOperations(props, this.#table);
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
    await this.#resources.forward(template, interruption);
    if (!interruption.happened) {
      this.#become('CREATE_COMPLETE');
    } else if (interruption.deletes) {
      await this.#delete();
    } else {
      this.#become('ROLLBACK_IN_PROGRESS');
      const undone = await this.#resources.deleteAll(this.#table.entries, 'RetainExceptOnCreate');
      this.#become(undone ? 'ROLLBACK_COMPLETE' : 'ROLLBACK_FAILED');
    }
  }

  async #update(template: Template, interruption: Interruption): Promise<void> {
    this.#become('UPDATE_IN_PROGRESS');
    this.#lastUpdated = this.#props.clock.now();
    const steps = await this.#resources.forward(template, interruption);
    const changed = steps.flatMap(({ before, wanted }) => (before ? [{ before, wanted }] : []));
    if (interruption.happened) {
      const created = steps.filter(({ before }) => !before).map(({ wanted }) => wanted.logicalId);
      await this.#rollBack({ changed, created, replaced: [] });
      return;
    }
    this.#become('UPDATE_COMPLETE_CLEANUP_IN_PROGRESS');
    const removed = this.#table.entries.filter(({ logicalId }) => !template[logicalId]);
    await Promise.all([
      this.#resources.deleteAll(removed),
      this.#resources.deleteReplaced(changed.map(({ before }) => before)),
    ]);
    this.#resources.giveUp(removed);
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
        if (await this.#resources.request(asked)) {
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
    await Promise.all([
      this.#resources.deleteAll(entries, 'RetainExceptOnCreate'),
      this.#resources.deleteReplaced(former),
    ]);
    this.#resources.giveUp(entries);
    this.#become('UPDATE_ROLLBACK_COMPLETE');
  }

  async #delete(): Promise<void> {
    this.#become('DELETE_IN_PROGRESS');
    const gone = await this.#resources.deleteAll(this.#table.entries);
    this.#become(gone ? 'DELETE_COMPLETE' : 'DELETE_FAILED');
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
