import type { LagFault } from './fault';
import type { UpstreamAnswer } from './upstream';

/** The number of a request, and its time in milliseconds. */
export interface Moment {
  readonly number: number;
  readonly time: number;
}

/** Records the answer to each GET and the time of each write, for answers from before a write. */
export class ListMemory {
  readonly #writes: Moment[] = [];
  readonly #answers = new Map<string, { readonly number: number; readonly answer: UpstreamAnswer }[]>();

  /** Records a request that may have changed a record. */
  wrote(moment: Moment): void {
    this.#writes.push(moment);
  }

  /** @param key differs for each GET */
  answered(key: string, { number }: Moment, answer: UpstreamAnswer): void {
    this.#answers.set(key, [...(this.#answers.get(key) ?? []), { number, answer }]);
  }

  /** The answer from before the first write that the list does not show yet; undefined where none was recorded. */
  before(key: string, { requests = 0, milliseconds = 0 }: LagFault, now: Moment): UpstreamAnswer | undefined {
    const unseen = this.#writes.find(
      ({ number, time }) => number >= now.number - requests || now.time - time < milliseconds,
    );
    const known = unseen ? this.#answers.get(key)?.filter(({ number }) => number < unseen.number) : undefined;
    return known?.at(-1)?.answer;
  }
}
