import type { LagFault } from './fault';
import type { UpstreamAnswer } from './upstream';

/** When something was asked: the number of the request, and the time in milliseconds. */
export interface Moment {
  readonly number: number;
  readonly time: number;
}

/** Remembers what was answered to each GET, and when something was written, to answer as it was before. */
export class ListMemory {
  readonly #writes: Moment[] = [];
  readonly #answers = new Map<string, { readonly number: number; readonly answer: UpstreamAnswer }[]>();

  /** Notes a request that may have changed something. */
  wrote(moment: Moment): void {
    this.#writes.push(moment);
  }

  /** @param key tells this GET from others */
  answered(key: string, { number }: Moment, answer: UpstreamAnswer): void {
    this.#answers.set(key, [...(this.#answers.get(key) ?? []), { number, answer }]);
  }

  /** The answer from before the first write that is still too young to be seen; undefined where there is none. */
  before(key: string, { requests = 0, milliseconds = 0 }: LagFault, now: Moment): UpstreamAnswer | undefined {
    const unseen = this.#writes.find(
      ({ number, time }) => number >= now.number - requests || now.time - time < milliseconds,
    );
    const known = unseen ? this.#answers.get(key)?.filter(({ number }) => number < unseen.number) : undefined;
    return known?.at(-1)?.answer;
  }
}
