import type { Fault } from './fault';
import type { ProxiedRequest } from './fault-plan';

/** A request and what came of it. Neither headers nor body are kept: the key is in one, and may be in the other. */
export interface FaultJournalEntry extends ProxiedRequest {
  /** Absent: it was passed through. */
  readonly fault?: Fault;
  /** The upstream's status; absent where the upstream did not act, or has not answered yet. */
  readonly status?: number;
  /** The bytes of the answer that have been handed to the connection, headers included. */
  readonly sent: number;
}

/** One request, while it is being answered. */
export interface OpenEntry {
  readonly request: ProxiedRequest;
  readonly fault: Fault | undefined;
  /** The upstream's status, once it has answered. */
  status?: number;
  /** The bytes that have been handed to the connection so far. */
  sent(): number;
}

/** The requests that a proxy received, in the order in which they came. */
export class FaultJournal {
  readonly #entries: OpenEntry[] = [];

  /** As they are now: a copy. */
  get entries(): readonly FaultJournalEntry[] {
    return this.#entries.map(({ request, fault, status, sent }) => ({
      ...request,
      ...(fault && { fault }),
      ...(status !== undefined && { status }),
      sent: sent(),
    }));
  }

  add(entry: OpenEntry): void {
    this.#entries.push(entry);
  }
}
