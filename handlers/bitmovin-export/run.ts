import type { ExportWire } from '../../lib/vendors/bitmovin/exports/export-contract';
import { Unsettled } from '../runtime/errors';
import { advance, type Claim, noteClaims, type Posting, type Tick, type WindowEvent } from './advance';
import type { ExportEffects } from './effects';
import type { Ledger } from './ledger';
import { Store } from './store';
import { Tasks, taskFor } from './tasks';

/** A task that is not done after so long, in milliseconds, is worth a look: it may take hours (vendor's guide). */
const LATE = 24 * 3_600_000;

/** What one more request must have left, in milliseconds, with the note of what came of it. */
const TO_END = 25_000;

/** What a tick has to report. */
export interface Report {
  readonly events: readonly WindowEvent[];
  /** The windows whose task has been under way for too long. */
  readonly late: readonly string[];
}

/**
 * One tick of one schedule: asks how the open tasks are and notes it, takes the windows that are due, looks whether the
 * vendor has their tasks already, and posts those that it has not.
 */
export class Run {
  /** What went wrong with windows by now, and is noted as told: it counts, whatever becomes of the rest of the tick. */
  public errors = 0;
  private readonly store: Store;
  private readonly tasks: Tasks;

  /** @param deadline milliseconds since the epoch: nothing is begun or waited for past it */
  public constructor(
    private readonly wire: ExportWire,
    private readonly effects: ExportEffects,
    private readonly deadline: number,
  ) {
    this.store = new Store(wire, effects, deadline);
    this.tasks = new Tasks(wire, effects, deadline);
  }

  /** @throws Unsettled where the next tick may well do better; another error where somebody should look */
  public async tick(): Promise<Report> {
    const { run } = this.effects;
    const { ledger } = await this.store.change((found) => ({ ledger: found }));
    const tick: Tick = { run, ended: await this.endsIn(ledger), now: this.effects.now() };
    const { claims, events } = await this.store.change((found) => advance(found, this.wire, tick));
    for (const { kind, ...window } of events) {
      this.effects.log(SAYING[kind].message, window, SAYING[kind].level);
    }
    const late = lateIn(ledger, tick);
    this.errors += late.length + events.filter(({ kind }) => kind !== 'finished').length;
    for (const window of late) {
      this.effects.log('an export is under way for more than a day', { window }, 'ERROR');
    }
    if (claims.length > 0) {
      await this.carryOut(claims, tick);
    }
    return { events, late };
  }

  /** The ends of those open tasks that have come to one. A task that cannot be asked about is asked about next time. */
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

  /** What comes of each claim is noted, whatever happens: one that certainly was not posted must not wait for a look. */
  private async carryOut(claims: readonly Claim[], tick: Tick): Promise<void> {
    const came = new Map<string, Posting>(claims.map(({ key }) => [key, { kind: 'notPosted' }]));
    try {
      const found = await this.tasks.look();
      for (const claim of claims) {
        if (!this.hasTime()) {
          this.effects.log('no time was left to begin more: the next tick does', { window: claim.key }, 'WARN');
          return;
        }
        const task = taskFor(claim, found);
        came.set(claim.key, task ? { kind: 'posted', attempt: task.attempt, id: task.id } : { kind: 'unknown' });
        if (!task) {
          const { posting, trouble } = await this.tasks.post(claim);
          came.set(claim.key, posting);
          if (trouble) {
            throw trouble;
          }
        }
      }
    } finally {
      await this.store.change((ledger) => ({ ledger: noteClaims(ledger, came, { ...tick, now: this.effects.now() }) }));
    }
  }

  private hasTime(): boolean {
    return this.effects.now() + TO_END < this.deadline;
  }
}

const SAYING = {
  finished: { message: 'a window is exported', level: 'INFO' },
  error: { message: "an export ended in ERROR: may Bitmovin still write to the output's bucket?", level: 'ERROR' },
  givenUp: { message: 'a window is not exported, and will not be tried again', level: 'ERROR' },
} as const;

function lateIn({ windows }: Ledger, { now, ended }: Tick): string[] {
  return Object.entries(windows)
    .filter(([, entry]) => entry.state === 'POSTED' && entry.at + LATE <= now && !ended.has(entry.id))
    .map(([key]) => key);
}
