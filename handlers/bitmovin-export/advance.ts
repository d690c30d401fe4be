import type { ExportWire } from '../../lib/vendors/bitmovin/exports/export-contract';
import { type Ended, type Entry, type Ledger, withEntry } from './ledger';
import { keyOf, oldestStart, type Window, windowsDue } from './window';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** A claim of this age belongs to a run that has ended, because no run lasts a third of it, even with a wrong clock. */
export const CLAIM_LASTS = 15 * MINUTE;

/** The wait after the first attempt ended in ERROR. After the second attempt it is twice as long, and so on. */
export const RETRY_AFTER = HOUR;

/** The most tasks that a tick begins. The next ticks begin the others. */
export const CLAIMS_AT_ONCE = 10;

/** The windows to export, and the most attempts of each. */
export type Plan = Pick<ExportWire, 'windows' | 'attempts'>;

/** The facts of one tick that are not in the ledger. */
export interface Tick {
  readonly now: number;
  /** This run's unique name. */
  readonly run: string;
  /** The end states of those tasks that have ended, by id. */
  readonly ended: ReadonlyMap<string, Ended['state']>;
}

/** The next ledger, and the work that follows from it. */
export interface Advanced {
  readonly ledger: Ledger;
  /** The windows that this run claims, to look for their tasks and to post them. */
  readonly claims: readonly Claim[];
  /** The changes of windows, for the log and the metrics. */
  readonly events: readonly WindowEvent[];
}

export interface Claim {
  readonly window: Window;
  readonly key: string;
  readonly attempt: number;
  /** Whether no run has claimed the window before, so that the vendor can have no task for it. */
  readonly isFirst: boolean;
}

/** A change of a window. `givenUp`: it was not finished in time, or not in the allowed attempts. */
export interface WindowEvent {
  readonly kind: 'finished' | 'error' | 'givenUp';
  readonly key: string;
  readonly attempt: number;
}

/**
 * Decides the next ledger, without effects. It notes the tasks that have ended, gives up windows that are too old,
 * forgets finished windows, and claims windows to export now. The decision holds once the next ledger has replaced the
 * given ledger, if no other run has written in between.
 */
export function advance(before: Ledger, plan: Plan, tick: Tick): Advanced {
  const noted = noteEnds(before, plan.attempts, tick);
  const aged = giveUpOld(noted.ledger, plan, tick.now);
  const ledger = forgetFinished(aged.ledger, plan.windows, tick.now);
  const claims = windowsDue(plan.windows, ledger.from, tick.now)
    .map((window) => ({ window, key: keyOf(window) }))
    .map((due) => ({
      ...due,
      attempt: attemptNow(ledger.windows[due.key], plan.attempts, tick),
      isFirst: ledger.windows[due.key] === undefined,
    }))
    .filter((due) => due.attempt > 0)
    .slice(0, CLAIMS_AT_ONCE);
  return {
    ledger: claims.reduce((taken, claim) => take(taken, claim, tick), ledger),
    claims,
    events: [...noted.events, ...aged.events],
  };
}

type Moved = Omit<Advanced, 'claims'>;

function noteEnds(before: Ledger, attempts: number, { now, ended }: Tick): Moved {
  let ledger = before;
  const events: WindowEvent[] = [];
  for (const [key, entry] of Object.entries(before.windows)) {
    const state = entry.state === 'POSTED' ? ended.get(entry.id) : undefined;
    if (entry.state === 'POSTED' && state !== undefined) {
      const { attempt, id } = entry;
      ledger = withEntry(ledger, key, { state, attempt, at: now, id });
      events.push({ kind: state === 'FINISHED' ? 'finished' : 'error', key, attempt });
      if (state === 'ERROR' && attempt >= attempts) {
        events.push({ kind: 'givenUp', key, attempt });
      }
    }
  }
  return { ledger, events };
}

/** Gives up the windows that are too old, whether they were begun or not. */
function giveUpOld(before: Ledger, { windows, attempts }: Plan, now: number): Moved {
  const oldest = oldestStart(windows, now) ?? before.from;
  if (oldest <= before.from) {
    return { ledger: before, events: [] };
  }
  const gone = windowsDue(windows, before.from, now)
    .filter(({ start }) => start < oldest)
    .map(keyOf);
  const attemptOf = (key: string) => before.windows[key]?.attempt ?? 0;
  const isNews = (key: string) => {
    const state = before.windows[key]?.state;
    return state !== 'FINISHED' && !(state === 'ERROR' && attemptOf(key) >= attempts);
  };
  return {
    ledger: { ...gone.reduce((ledger, key) => withEntry(ledger, key, undefined), before), from: oldest },
    events: gone.filter(isNews).map((key) => ({ kind: 'givenUp', key, attempt: attemptOf(key) })),
  };
}

/** Removes the entries of finished windows at the ledger's beginning, and moves the beginning past them. */
function forgetFinished(before: Ledger, windows: Plan['windows'], now: number): Ledger {
  let ledger = before;
  for (const window of windowsDue(windows, before.from, now)) {
    const key = keyOf(window);
    if (ledger.windows[key]?.state !== 'FINISHED') {
      break;
    }
    ledger = { ...withEntry(ledger, key, undefined), from: window.end };
  }
  return ledger;
}

/** The number of the attempt to make now; 0 for none. */
function attemptNow(entry: Entry | undefined, attempts: number, { now, run }: Tick): number {
  switch (entry?.state) {
    case undefined:
      return 1;
    case 'POSTING':
      // Its run may have posted the task. With the same number, the look finds that task.
      return entry.run === run || entry.at + CLAIM_LASTS <= now ? entry.attempt : 0;
    case 'ERROR':
      return entry.attempt < attempts && entry.at + entry.attempt * RETRY_AFTER <= now ? entry.attempt + 1 : 0;
    default:
      return 0;
  }
}

function take(ledger: Ledger, { key, attempt }: Claim, { now, run }: Tick): Ledger {
  const entry = ledger.windows[key];
  const before = entry?.state === 'POSTING' ? entry.before : entry?.state === 'ERROR' ? entry : undefined;
  return withEntry(ledger, key, { state: 'POSTING', attempt, at: now, run, ...(before ? { before } : {}) });
}

/** The result of a claim: the vendor has the task, or it certainly has none, or neither is known. */
export type ClaimResult =
  | { readonly kind: 'posted'; readonly attempt: number; readonly id: string }
  | { readonly kind: 'notPosted' }
  | { readonly kind: 'unknown' };

/** Notes the results of this run's claims. An unknown result leaves the claim, until another run looks for the task. */
export function noteClaims(before: Ledger, results: ReadonlyMap<string, ClaimResult>, { now, run }: Tick): Ledger {
  let ledger = before;
  for (const [key, result] of results) {
    const entry = before.windows[key];
    if (entry?.state !== 'POSTING' || entry.run !== run || result.kind === 'unknown') {
      continue;
    }
    ledger = withEntry(
      ledger,
      key,
      result.kind === 'posted' ? { state: 'POSTED', at: now, attempt: result.attempt, id: result.id } : entry.before,
    );
  }
  return ledger;
}
