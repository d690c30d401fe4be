import type { ExportWire } from '../../lib/vendors/bitmovin/exports/export-contract';
import { type Ended, type Entry, type Ledger, withEntry } from './ledger';
import { keyOf, oldestStart, type Window, windowsDue } from './window';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** A claim as old as this belongs to a run that is over: no run lasts a third of it, whatever its clock says. */
export const CLAIM_LASTS = 15 * MINUTE;

/** The second attempt waits so long after the first has ended in ERROR, the third twice as long, and so on. */
export const RETRY_AFTER = HOUR;

/** No more tasks are begun at once: what has piled up is worked off over the next ticks. */
export const CLAIMS_AT_ONCE = 10;

/** What is to be exported, and how often it is tried. */
export type Plan = Pick<ExportWire, 'windows' | 'attempts'>;

/** What is known of one tick beside the ledger. */
export interface Tick {
  readonly now: number;
  /** This run's name, which no other has. */
  readonly run: string;
  /** How the tasks ended of which that is known, by id. */
  readonly ended: ReadonlyMap<string, Ended['state']>;
}

/** What a tick makes of a ledger. */
export interface Advanced {
  readonly ledger: Ledger;
  /** The windows that this run has taken, to be looked for and posted. */
  readonly claims: readonly Claim[];
  /** What happened to windows, for the log and the metrics. */
  readonly events: readonly WindowEvent[];
}

export interface Claim {
  readonly window: Window;
  readonly key: string;
  readonly attempt: number;
}

/** `givenUp`: it was not finished in time, or in as many attempts as there may be. */
export interface WindowEvent {
  readonly kind: 'finished' | 'error' | 'givenUp';
  readonly key: string;
  readonly attempt: number;
}

/**
 * Moves a ledger on: notes what has ended, gives up what is too old, forgets what is finished, and takes what is to be
 * exported now. It decides and does nothing; what it says holds once its ledger is written in place of the one it was
 * given, and nobody has written in between.
 */
export function advance(before: Ledger, plan: Plan, tick: Tick): Advanced {
  const noted = noteEnds(before, plan.attempts, tick);
  const aged = giveUpOld(noted.ledger, plan, tick.now);
  const ledger = forgetFinished(aged.ledger, plan.windows, tick.now);
  const claims = windowsDue(plan.windows, ledger.from, tick.now)
    .map((window) => ({ window, key: keyOf(window) }))
    .map((due) => ({ ...due, attempt: attemptNow(ledger.windows[due.key], plan.attempts, tick) }))
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

/** What is too long ago will not be exported any more, whether it was begun or not. */
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

/** The finished windows from the beginning on need no entry each: where the ledger begins says as much. */
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

/** Which attempt is to be made of a window now; 0: none. */
function attemptNow(entry: Entry | undefined, attempts: number, { now, run }: Tick): number {
  switch (entry?.state) {
    case undefined:
      return 1;
    case 'POSTING':
      // Whether its run has posted is not known: the same attempt, so that the look finds its task.
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

/** What came of a claim: the vendor has the task; it certainly has none; or nobody knows. */
export type Posting =
  | { readonly kind: 'posted'; readonly attempt: number; readonly id: string }
  | { readonly kind: 'notPosted' }
  | { readonly kind: 'unknown' };

/** Notes what came of this run's claims. One of which nothing is known stays claimed, until a look is due. */
export function noteClaims(before: Ledger, came: ReadonlyMap<string, Posting>, { now, run }: Tick): Ledger {
  let ledger = before;
  for (const [key, posting] of came) {
    const entry = before.windows[key];
    if (entry?.state !== 'POSTING' || entry.run !== run || posting.kind === 'unknown') {
      continue;
    }
    ledger = withEntry(
      ledger,
      key,
      posting.kind === 'posted' ? { state: 'POSTED', at: now, attempt: posting.attempt, id: posting.id } : entry.before,
    );
  }
  return ledger;
}
