/**
 * What was done, window by window: one small object a schedule, in the bucket that is exported to. Times are in
 * milliseconds since the epoch.
 */
export interface Ledger {
  readonly format: string;
  /** All that starts before this is done with: finished, or given up. Nothing of it is kept. */
  readonly from: number;
  /** By the window's key. A window that is due and not here waits to be exported. */
  readonly windows: Readonly<Record<string, Entry>>;
}

/** How one window stands. */
export type Entry = Posting | Posted | Ended;

/**
 * A run has taken the window, and is about to post it, or did. Written before the vendor hears anything: nobody else
 * posts this window until the claim is so old that its run is certainly over, and then only after a look for its task.
 */
export interface Posting {
  readonly state: 'POSTING';
  readonly attempt: number;
  /** When it was taken. */
  readonly at: number;
  /** The run that took it. */
  readonly run: string;
  /** The attempt before, which ended in ERROR. */
  readonly before?: Ended;
}

/** The vendor has the task. */
export interface Posted {
  readonly state: 'POSTED';
  readonly attempt: number;
  /** When that became known. */
  readonly at: number;
  /** The task's id at the vendor. */
  readonly id: string;
}

/** The vendor is done with the task. */
export interface Ended {
  readonly state: 'FINISHED' | 'ERROR';
  readonly attempt: number;
  /** When that became known. */
  readonly at: number;
  readonly id: string;
}

const FORMAT = '1';

/** A ledger in which nothing was done yet. */
export function newLedger(from: number): Ledger {
  return { format: FORMAT, from, windows: {} };
}

/** The same ledger with one window changed; undefined lets it wait. */
export function withEntry(ledger: Ledger, key: string, entry: Entry | undefined): Ledger {
  const { [key]: _, ...others } = ledger.windows;
  return { ...ledger, windows: entry === undefined ? others : { ...others, [key]: entry } };
}

/** @throws if this version did not write it: what it does not understand it must not write over */
export function parseLedger(text: string): Ledger {
  const ledger: unknown = JSON.parse(text);
  if (!isLedger(ledger)) {
    throw new Error('The ledger is not one that this version wrote: deploy the version that did.');
  }
  return ledger;
}

function isLedger(value: unknown): value is Ledger {
  const { format, from, windows } = Object(value);
  return format === FORMAT && Number.isSafeInteger(from) && isMap(windows) && Object.values(windows).every(isEntry);
}

function isEntry(value: unknown): value is Entry {
  const { state, attempt, at, id, run } = Object(value);
  const named = state === 'POSTING' ? typeof run === 'string' : STATES.includes(state) && typeof id === 'string';
  return named && Number.isSafeInteger(attempt) && Number.isSafeInteger(at);
}

const STATES = ['POSTED', 'FINISHED', 'ERROR'];

function isMap(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
