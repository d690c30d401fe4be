import type { Outcome, VendorRequest } from './exchange';

/** A request and what came of it. */
export interface JournalEntry extends VendorRequest {
  /** The status it was performed with, also where the answer was then lost; absent if it was never performed. */
  readonly status?: number;
  /** False where the connection was closed instead of answering. */
  readonly answered: boolean;
}

/** The requests that a fake vendor received, in the order in which they were performed. */
export class Journal {
  readonly #entries: JournalEntry[] = [];

  /** A copy: later requests do not change it. */
  get entries(): readonly JournalEntry[] {
    return [...this.#entries];
  }

  add(request: VendorRequest, outcome: Outcome): void {
    const status = outcome.status === undefined ? {} : { status: outcome.status };
    this.#entries.push({ ...request, ...status, answered: outcome.reply !== 'drop' });
  }

  clear(): void {
    this.#entries.length = 0;
  }
}
