import type { ExportWire } from '../../lib/vendors/bitmovin/exports/export-contract';
import type { Effects } from '../runtime/effects';
import { Failure, Unsettled } from '../runtime/errors';
import { at } from '../runtime/json-pointer';
import { Client } from '../vendor-api/client';
import { listAll } from '../vendor-api/paging';
import { isUsableId } from '../vendor-api/url-template';
import type { Claim, ClaimResult } from './advance';
import { identityOf, type Tag, tagOf, taskName } from './task-name';
import { iso, pathOf } from './window';

/** A task of this schedule, as the vendor lists it. */
export interface FoundTask extends Tag {
  readonly id: string;
  readonly finished: boolean;
}

/** Bitmovin's export tasks. Its API makes, lists and reads them, but neither changes nor removes them (API client). */
export class Tasks {
  private readonly client: Client;
  private readonly path: string;

  /** @param deadline milliseconds since the epoch, after which no request or wait begins */
  public constructor(
    private readonly wire: ExportWire,
    private readonly effects: Effects,
    deadline: number,
  ) {
    this.client = new Client(wire.create.Api, effects, deadline);
    this.path = wire.create.Call.path;
  }

  /**
   * Lists the tasks of this schedule. The vendor's list takes no filter, and has pages of 100 tasks at most (vendor's
   * API client, `AnalyticsExportTaskListQueryParams`).
   *
   * @throws Failure if the vendor does not give the list
   */
  public async look(): Promise<FoundTask[]> {
    const schedule = identityOf(this.wire);
    const list = {
      path: this.path,
      items: `${this.wire.create.Api.envelope}/items`,
      paging: { by: 'offset', parameter: 'offset', sizeParameter: 'limit', size: '100' },
    } as const;
    return (await listAll(this.client, list, [])).flatMap((item) => {
      const tag = tagOf(at(item, '/name'));
      const id = at(item, '/id');
      return tag?.schedule === schedule && typeof id === 'string' && isUsableId(id)
        ? [{ ...tag, id, finished: at(item, '/status') === 'FINISHED' }]
        : [];
    });
  }

  /**
   * Posts a window's task, without a retry. After an unknown result the caller must look for the task first.
   *
   * @returns the result, and why it is no task: Unsettled where the next tick may succeed
   */
  public async post(claim: Claim): Promise<{ readonly result: ClaimResult; readonly failure?: Failure }> {
    const name = taskName(this.wire.task.name, { ...claim, schedule: identityOf(this.wire) });
    const reply = await this.client.once({ method: 'POST', path: this.path, body: this.body(name, claim) });
    if (reply.kind === 'lost') {
      const failure = new Unsettled(`POST ${this.path} got no usable answer: ${reply.text}.`);
      return { result: { kind: reply.mayHaveActed ? 'unknown' : 'notPosted' }, failure };
    }
    if (reply.kind === 'refused') {
      // After a 429 the vendor has no task. After another error of the vendor's, such as a 500, it may have one.
      const passing = reply.meaning === 'RETRY';
      const failure = new (passing ? Unsettled : Failure)(`POST ${this.path} was refused with ${reply.text}.`);
      return { result: { kind: passing && reply.status !== 429 ? 'unknown' : 'notPosted' }, failure };
    }
    const made = at(reply.json, this.wire.create.Api.envelope);
    const id = at(made, '/id');
    if (typeof id !== 'string' || !isUsableId(id)) {
      return { result: { kind: 'unknown' }, failure: new Failure(`POST ${this.path} gave no task.`) };
    }
    if (at(made, '/name') !== name) {
      this.effects.log('the vendor does not give a name back whole: a lost answer may export twice', { name }, 'WARN');
    }
    return { result: { kind: 'posted', attempt: claim.attempt, id } };
  }

  /**
   * The end state of a task; undefined where it is queued or under way, or where the vendor does not know it.
   *
   * @throws Failure if the vendor does not give the state
   */
  public async endOf(id: string): Promise<'FINISHED' | 'ERROR' | undefined> {
    const request = { method: 'GET', path: `${this.path}/${encodeURIComponent(id)}` };
    const reply = await this.client.repeat(request);
    if (reply.kind === 'refused' && reply.meaning === 'GONE') {
      this.effects.log('the vendor does not know a task that it gave us', { id }, 'WARN');
      return undefined;
    }
    const response = this.client.accepted(request, reply);
    const status = at(response, `${this.wire.create.Api.envelope}/status`);
    if (typeof status !== 'string') {
      throw new Unsettled(`GET ${this.client.url(request.path)} gave no status.`);
    }
    return status === 'FINISHED' || status === 'ERROR' ? status : undefined;
  }

  private body(name: string, { window }: Claim): Readonly<Record<string, unknown>> {
    const { windows, task } = this.wire;
    const { description, licenseKey, outputId, outputPath, type, fileFormat, columns } = task;
    return {
      name,
      description,
      startTime: iso(window.start),
      endTime: iso(window.end),
      licenseKey,
      output: { outputId, outputPath: pathOf(windows, outputPath, window) },
      type,
      fileFormat,
      columns,
    };
  }
}

/**
 * The task of a claim, if the vendor has it: the finished task of any attempt, or else the newest task. An unfinished
 * task of an earlier attempt does not count, because that attempt has failed.
 */
export function taskFor({ key, attempt }: Claim, found: readonly FoundTask[]): FoundTask | undefined {
  const ours = found.filter((task) => task.key === key && (task.finished || task.attempt >= attempt));
  return ours.find(({ finished }) => finished) ?? ours.sort((a, b) => b.attempt - a.attempt)[0];
}
