/**
 * The state of each window of one schedule: a small object in the bucket that the vendor exports to. Times are in
 * milliseconds since the epoch.
 */
export interface Ledger {
  readonly format: string;
  /** Every window that starts earlier is finished or given up, and has no entry. */
  readonly from: number;
  /** The entries, by the window's key. A due window without an entry waits for its export. */
  readonly windows: Readonly<Record<string, Entry>>;
  /** Present until a run has listed the vendor's tasks, which an earlier ledger may have known. */
  readonly unchecked?: true;
}

/** The state of one window. */
export type Entry = Posting | Posted | Ended;

/**
 * A run has claimed the window, and may have posted its task. The claim is written before the request. No other run
 * posts this window until the claim is so old that its run has ended, and then only after a look for the task.
 */
export interface Posting {
  readonly state: 'POSTING';
  readonly attempt: number;
  /** When the run claimed it. */
  readonly at: number;
  /** The name of that run. */
  readonly run: string;
  /** The previous attempt, which ended in ERROR. */
  readonly before?: Ended;
}

/** The vendor has the task. */
export interface Posted {
  readonly state: 'POSTED';
  readonly attempt: number;
  /** When a run learned it. */
  readonly at: number;
  /** The task's id at the vendor. */
  readonly id: string;
}

/** The vendor has ended the task. */
export interface Ended {
  readonly state: 'FINISHED' | 'ERROR';
  readonly attempt: number;
  /** When a run learned it. */
  readonly at: number;
  readonly id: string;
}

const FORMAT = '1';

/** A ledger without entries. */
export function newLedger(from: number): Ledger {
  return { format: FORMAT, from, windows: {}, unchecked: true };
}

/** The ledger after a look at the vendor's tasks. */
export function checked({ unchecked: _, ...ledger }: Ledger): Ledger {
  return ledger;
}

/** Copies a ledger with another entry for one window; undefined removes its entry. */
export function withEntry(ledger: Ledger, key: string, entry: Entry | undefined): Ledger {
  const { [key]: _, ...others } = ledger.windows;
  return { ...ledger, windows: entry === undefined ? others : { ...others, [key]: entry } };
}

/**
 * Reads a ledger's text.
 *
 * @throws if its format is not known, because this version would overwrite members that it does not know
 */
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
