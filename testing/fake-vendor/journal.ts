import type { Outcome, VendorRequest } from './exchange';

/** A request and its result. */
export interface JournalEntry extends VendorRequest {
  /**
   * The status of the performed request, also where its answer was lost; absent where the request was not performed.
   */
  readonly status?: number;
  /** False where the fake closed the connection in place of an answer. */
  readonly answered: boolean;
}

/** The requests that a fake vendor received, in the order in which it performed them. */
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
