import type { Invocation } from '../../../testing';
import type { FromPython, PythonLine } from './python-line';

/**
 * One run of a Python function, whose process asks before it does anything to the world. The clock stands while one of
 * its threads computes: while not all of them wait for an answer.
 */
export class PythonRun {
  /** Settles as the handler did; never, if the run is stopped. */
  readonly over: Promise<void>;

  readonly #invocation: Invocation;
  readonly #onLine: (line: string) => void;
  readonly #holds = new Map<PythonLine | 'starting', () => void>();
  #main: PythonLine | undefined;
  #settle: (error: string | null) => void = () => undefined;
  #pid: number | undefined;
  #ended = false;

  constructor(invocation: Invocation, onLine: (line: string) => void) {
    this.#invocation = invocation;
    this.#onLine = onLine;
    this.#holds.set('starting', invocation.clock.hold());
    this.over = new Promise((resolve, reject) => {
      this.#settle = (error) => (error === null ? resolve() : reject(new Error(error)));
    });
    invocation.stopped.addEventListener('abort', () => {
      this.#end();
      this.#kill();
    });
  }

  hear(line: PythonLine, message: FromPython): void {
    if (this.#ended) {
      this.#kill();
      line.close();
      return;
    }
    if ('line' in message) {
      this.#main ??= line;
      this.#hold(line);
      this.#release('starting');
      return;
    }
    switch (message.ask) {
      case 'alive':
        this.#pid = message.pid;
        return;
      case 'log':
        this.#onLine(message.text);
        return;
      case 'remaining':
        line.answer(this.#invocation.getRemainingTimeInMillis());
        return;
      case 'begin':
        this.#request(line);
        return;
      case 'end':
        this.#release(line);
        line.endRequest();
        return;
      case 'timer':
        // Whoever starts it goes on at once; the timer itself is answered when it is due.
        line.answer();
        this.#sleep(line, message.seconds);
        return;
      case 'sleep':
        this.#sleep(line, message.seconds);
        return;
      case 'bye':
        this.#release(line);
        line.close();
        return;
      case 'over':
        this.#end();
        this.#settle(message.error);
    }
  }

  /** A line was hung up. */
  lost(line: PythonLine): void {
    if (line === this.#main) {
      this.fail('Its process has ended.');
    }
  }

  /** Ends a run that cannot go on, unless it has ended. */
  fail(why: string): void {
    if (!this.#ended) {
      this.#end();
      this.#settle(why);
    }
  }

  /** Two answers: that the request may begin, and that it is over. */
  async #request(line: PythonLine): Promise<void> {
    this.#release(line);
    await this.#invocation.effect(async () => {
      const ended = new Promise<void>((resolve) => {
        line.endRequest = resolve;
      });
      this.#goOn(line);
      await ended;
    });
    this.#goOn(line);
  }

  async #sleep(line: PythonLine, seconds: number): Promise<void> {
    this.#release(line);
    await this.#invocation.clock.sleep(seconds * 1000);
    this.#goOn(line);
  }

  #goOn(line: PythonLine): void {
    if (!this.#ended) {
      this.#hold(line);
      line.answer();
    }
  }

  #hold(line: PythonLine): void {
    this.#release(line);
    this.#holds.set(line, this.#invocation.clock.hold());
  }

  #release(line: PythonLine | 'starting'): void {
    this.#holds.get(line)?.();
    this.#holds.delete(line);
  }

  #end(): void {
    this.#ended = true;
    for (const line of [...this.#holds.keys()]) {
      this.#release(line);
    }
  }

  #kill(): void {
    if (this.#pid !== undefined) {
      try {
        process.kill(this.#pid, 'SIGKILL');
      } catch {
        // It is gone already.
      }
      this.#pid = undefined;
    }
  }
}
