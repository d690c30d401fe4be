import type { HttpRequest, HttpResponse } from '../../handlers/runtime/effects';
import { exchange } from '../../handlers/runtime/http-exchange';

/** A time-out that the exchange has set. */
interface TimeOut {
  readonly milliseconds: number;
  readonly act: () => void;
}

/**
 * An exchange over real sockets, whose time-outs do not pass by the wall clock. A test lets one pass when it knows that
 * nothing more comes. So a busy machine is never too slow, and no test waits.
 */
export class HeldExchange {
  readonly answer: Promise<HttpResponse>;
  #isOver = false;
  readonly #timeOuts: TimeOut[] = [];

  constructor(request: HttpRequest) {
    const set = jest.spyOn(globalThis, 'setTimeout').mockImplementation((act, milliseconds = 0) => {
      this.#timeOuts.push({ milliseconds, act });
      // clearTimeout ignores an object that is no timer.
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
   * Waits until the exchange ends, or until only a time-out can end it; then that time-out passes.
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
