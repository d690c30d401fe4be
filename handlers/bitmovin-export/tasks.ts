import type { ExportWire } from '../../lib/vendors/bitmovin/exports/export-contract';
import type { Effects } from '../runtime/effects';
import { Failure, Unsettled } from '../runtime/errors';
import { at } from '../runtime/json-pointer';
import { Client } from '../vendor-api/client';
import { listAll } from '../vendor-api/paging';
import { isUsableId } from '../vendor-api/url-template';
import type { Claim, Posting } from './advance';
import { identityOf, type Tag, tagOf, taskName } from './task-name';
import { iso, pathOf } from './window';

/** A task of this schedule's, as the vendor lists it. */
export interface FoundTask extends Tag {
  readonly id: string;
  readonly finished: boolean;
}

/** Bitmovin's export tasks, which can be made, listed and read, and neither changed nor removed (vendor's API client). */
export class Tasks {
  private readonly client: Client;
  private readonly path: string;

  /** @param deadline milliseconds since the epoch: nothing is begun or waited for past it */
  public constructor(
    private readonly wire: ExportWire,
    private readonly effects: Effects,
    deadline: number,
  ) {
    this.client = new Client(wire.create.Api, effects, deadline);
    this.path = wire.create.Call.path;
  }

  /**
   * The tasks of this schedule, of all that the vendor has: its list takes no filter, and comes in pages of 100 at most
   * (vendor's API client, `AnalyticsExportTaskListQueryParams`).
   *
   * @throws Failure if it cannot be had
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
   * Asks once for a window's task. Nothing is asked again: who does not know what came of it must look first.
   *
   * @returns what came of it, and where that is no task, why: Unsettled where it is likely to pass
   */
  public async post(claim: Claim): Promise<{ readonly posting: Posting; readonly trouble?: Failure }> {
    const name = taskName(this.wire.task.name, { ...claim, schedule: identityOf(this.wire) });
    const reply = await this.client.once({ method: 'POST', path: this.path, body: this.body(name, claim) });
    if (reply.kind === 'lost') {
      const trouble = new Unsettled(`POST ${this.path} got no usable answer: ${reply.text}.`);
      return { posting: { kind: reply.mayHaveActed ? 'unknown' : 'notPosted' }, trouble };
    }
    if (reply.kind === 'refused') {
      // A 429 is no task. Other trouble of the vendor's, such as a 500, may come after one was made.
      const passing = reply.meaning === 'RETRY';
      const trouble = new (passing ? Unsettled : Failure)(`POST ${this.path} was refused with ${reply.text}.`);
      return { posting: { kind: passing && reply.status !== 429 ? 'unknown' : 'notPosted' }, trouble };
    }
    const made = at(reply.json, this.wire.create.Api.envelope);
    const id = at(made, '/id');
    if (typeof id !== 'string' || !isUsableId(id)) {
      return { posting: { kind: 'unknown' }, trouble: new Failure(`POST ${this.path} gave no task.`) };
    }
    if (at(made, '/name') !== name) {
      this.effects.log('the vendor does not give a name back whole: a lost answer may export twice', { name }, 'WARN');
    }
    return { posting: { kind: 'posted', attempt: claim.attempt, id } };
  }

  /**
   * How a task ended; undefined where it is queued or under way, or where the vendor does not know it.
   *
   * @throws Failure if that cannot be had
   */
  public async endOf(id: string): Promise<'FINISHED' | 'ERROR' | undefined> {
    const request = { method: 'GET', path: `${this.path}/${encodeURIComponent(id)}` };
    const reply = await this.client.repeat(request);
    if (reply.kind === 'refused' && reply.meaning === 'GONE') {
      this.effects.log('the vendor does not know a task that it gave us', { id }, 'WARN');
      return undefined;
    }
    const answer = this.client.accepted(request, reply);
    const status = at(answer, `${this.wire.create.Api.envelope}/status`);
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
 * The task that a claim is for, if the vendor has it already: one that is finished, of whatever attempt, or the last one.
 * An attempt before the claimed one has ended, and is what is to be made good.
 */
export function taskFor({ key, attempt }: Claim, found: readonly FoundTask[]): FoundTask | undefined {
  const ours = found.filter((task) => task.key === key && (task.finished || task.attempt >= attempt));
  return ours.find(({ finished }) => finished) ?? ours.sort((a, b) => b.attempt - a.attempt)[0];
}
