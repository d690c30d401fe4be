import type { HttpRequest, HttpResponse } from '../../handlers/runtime/effects';
import { exchange } from '../../handlers/runtime/http-exchange';

/** A time-out that the exchange has set. */
interface TimeOut {
  readonly milliseconds: number;
  readonly act: () => void;
}

/**
 * An exchange over real sockets whose time-outs do not pass: a test ends one when it knows that nothing more comes. So a
 * busy machine is never too slow, and nothing is waited for.
 */
export class HeldExchange {
  readonly answer: Promise<HttpResponse>;
  #isOver = false;
  readonly #timeOuts: TimeOut[] = [];

  constructor(request: HttpRequest) {
    const set = jest.spyOn(globalThis, 'setTimeout').mockImplementation((act, milliseconds = 0) => {
      this.#timeOuts.push({ milliseconds, act });
      // Never started: what clears it finds a timer that is none.
      return Object.create(null);
    });
    try {
      // It sets both at once.
      this.answer = exchange(request);
    } finally {
      set.mockRestore();
    }
    const over = () => {
      this.#isOver = true;
    };
    this.answer.then(over, over);
  }

  /**
   * Waits for the exchange's end, or for a time-out to be all that can end it.
   *
   * @param hangs whether nothing more comes of the connection, or of the answer
   * @returns how many milliseconds it took by its own time-outs: 0 where it ended by itself
   */
  async end(hangs: () => 'connection' | 'answer' | undefined): Promise<number> {
    const [connection, whole] = this.#timeOuts;
    while (!this.#isOver) {
      const what = hangs();
      const timeOut = what === 'connection' ? connection : whole;
      if (what && timeOut) {
        timeOut.act();
        return timeOut.milliseconds;
      }
      await new Promise(setImmediate);
    }
    return 0;
  }
}
