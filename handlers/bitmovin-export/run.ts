import type { ExportWire } from '../../lib/vendors/bitmovin/exports/export-contract';
import { Unsettled } from '../runtime/errors';
import { advance, type Claim, type ClaimResult, noteClaims, type Tick, type WindowEvent } from './advance';
import type { ExportEffects } from './effects';
import { checked, type Ledger } from './ledger';
import { Store } from './store';
import { Tasks, taskFor } from './tasks';

/** The age from which an open task counts as an error, in milliseconds. A task may take hours (vendor's guide). */
const LATE = 24 * 3_600_000;

/** The time that one more request and the note of its result need, in milliseconds. */
const TO_END = 25_000;

/** The result of a tick. */
export interface Report {
  readonly events: readonly WindowEvent[];
  /** The keys of the windows whose task is open for too long. */
  readonly late: readonly string[];
}

/**
 * One tick of one schedule. It asks for the state of the open tasks, and claims the due windows. Where an earlier run
 * may have posted one, it lists the vendor's tasks. It then posts the tasks that the vendor does not have.
 */
export class Run {
  /** The errors of windows so far. The ledger says that they were reported, so they count even if the tick fails. */
  public errors = 0;
  private readonly store: Store;
  private readonly tasks: Tasks;

  /** @param deadline milliseconds since the epoch, after which no request or wait begins */
  public constructor(
    private readonly wire: ExportWire,
    private readonly effects: ExportEffects,
    private readonly deadline: number,
  ) {
    this.store = new Store(wire, effects, deadline);
    this.tasks = new Tasks(wire, effects, deadline);
  }

  /** @throws Unsettled where the next tick may succeed; another error where the user should look */
  public async tick(): Promise<Report> {
    const { run } = this.effects;
    const { ledger } = await this.store.change((found) => ({ ledger: found }));
    const tick: Tick = { run, ended: await this.endsIn(ledger), now: this.effects.now() };
    const { claims, events } = await this.store.change((found) => advance(found, this.wire, tick));
    for (const { kind, ...window } of events) {
      this.effects.log(CHANGES[kind].message, window, CHANGES[kind].level);
    }
    const late = lateIn(ledger, tick);
    this.errors += late.length + events.filter(({ kind }) => kind !== 'finished').length;
    for (const window of late) {
      this.effects.log('an export is under way for more than a day', { window }, 'ERROR');
    }
    if (claims.length > 0) {
      await this.carryOut(claims, tick, ledger.unchecked === true);
    }
    return { events, late };
  }

  /** The end states of the open tasks that have ended. Where the vendor does not answer, the next tick asks again. */
  private async endsIn({ windows }: Ledger): Promise<Tick['ended']> {
    const ended = new Map<string, 'FINISHED' | 'ERROR'>();
    for (const entry of Object.values(windows)) {
      if (entry.state !== 'POSTED' || !this.hasTime()) {
        continue;
      }
      try {
        const end = await this.tasks.endOf(entry.id);
        if (end !== undefined) {
          ended.set(entry.id, end);
        }
      } catch (error) {
        if (!(error instanceof Unsettled)) {
          throw error;
        }
        this.effects.log('how a task is was not to be had', { id: entry.id, reason: error.message }, 'WARN');
      }
    }
    return ended;
  }

  /** Notes the result of each claim, even after an error: a window that was not posted then need not wait. */
  private async carryOut(claims: readonly Claim[], tick: Tick, unchecked: boolean): Promise<void> {
    const results = new Map<string, ClaimResult>(claims.map(({ key }) => [key, { kind: 'notPosted' }]));
    // The vendor never removes a task. After a year of hours its list has 88 pages, and most claims need none of them.
    const looks = unchecked || claims.some(({ isFirst }) => !isFirst);
    let looked = false;
    try {
      const found = looks ? await this.tasks.look() : [];
      looked = looks;
      for (const claim of claims) {
        if (!this.hasTime()) {
          this.effects.log('no time was left to begin more: the next tick does', { window: claim.key }, 'WARN');
          return;
        }
        const task = taskFor(claim, found);
        results.set(claim.key, task ? { kind: 'posted', attempt: task.attempt, id: task.id } : { kind: 'unknown' });
        if (!task) {
          const { result, failure } = await this.tasks.post(claim);
          results.set(claim.key, result);
          if (failure) {
            throw failure;
          }
        }
      }
    } finally {
      await this.store.change((ledger) => ({
        ledger: noteClaims(looked ? checked(ledger) : ledger, results, { ...tick, now: this.effects.now() }),
      }));
    }
  }

  private hasTime(): boolean {
    return this.effects.now() + TO_END < this.deadline;
  }
}

const CHANGES = {
  finished: { message: 'a window is exported', level: 'INFO' },
  error: { message: "an export ended in ERROR: may Bitmovin still write to the output's bucket?", level: 'ERROR' },
  givenUp: { message: 'a window is not exported, and will not be tried again', level: 'ERROR' },
} as const;

function lateIn({ windows }: Ledger, { now, ended }: Tick): string[] {
  return Object.entries(windows)
    .filter(([, entry]) => entry.state === 'POSTED' && entry.at + LATE <= now && !ended.has(entry.id))
    .map(([key]) => key);
}
