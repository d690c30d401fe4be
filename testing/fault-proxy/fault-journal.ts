import type { Fault } from './fault';
import type { ProxiedRequest } from './fault-plan';

/** A request and its result. The journal keeps neither headers nor body, because they may contain the key. */
export interface FaultJournalEntry extends ProxiedRequest {
  /** Absent: the proxy passed the request on. */
  readonly fault?: Fault;
  /** The upstream's status; absent where the upstream did not act, or has not answered yet. */
  readonly status?: number;
  /** The bytes of the answer that the proxy has given to the connection, with the headers. */
  readonly sent: number;
}

/** One request during its answer. */
export interface OpenEntry {
  readonly request: ProxiedRequest;
  readonly fault: Fault | undefined;
  /** The upstream's status, after its answer. */
  status?: number;
  /** The bytes that the proxy has given to the connection so far. */
  sent(): number;
}

/** The requests that a proxy received, in the order of their arrival. */
export class FaultJournal {
  readonly #entries: OpenEntry[] = [];

  /** A copy: later requests do not change it. */
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
