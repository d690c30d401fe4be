import type { Invocation } from './invocation';

/**
 * One run of a function's image, shared by the parts of the image. It stands for a process that ends with its
 * invocation.
 */
export class ImageRun {
  /** Rejects with the error that ends the run; never resolves. */
  readonly crashed: Promise<never>;
  /** The function's own handlers of uncaught errors. With one of them, an uncaught error does not end the run. */
  readonly hearers: ((error: unknown) => void)[] = [];

  readonly #holds = new Set<() => void>();
  #crash: (error: unknown) => void = () => undefined;
  #over = false;

  constructor(readonly invocation: Invocation) {
    this.crashed = new Promise((_, reject) => {
      this.#crash = reject;
    });
    // After the run no caller waits for this promise, and its rejection would be unhandled.
    this.crashed.catch(() => undefined);
    invocation.stopped.addEventListener('abort', () => this.end());
  }

  /** Whether the run is dead, or its handler is done. Then no code of it runs any more. */
  get over(): boolean {
    return this.#over;
  }

  /** Ends the run and lets the clock go. */
  end(): void {
    this.#over = true;
    for (const release of this.#holds) {
      release();
    }
  }

  /** Calls the function's own code from outside. An error of that code ends the run, as no caller can catch it. */
  enter(act: () => void): void {
    if (this.#over) {
      return;
    }
    try {
      act();
    } catch (error) {
      this.fail(error);
    }
  }

  /** Handles an error that the function did not catch. */
  fail(error: unknown): void {
    if (this.hearers.length === 0) {
      this.#crash(error);
    }
    for (const hear of [...this.hearers]) {
      hear(error);
    }
  }

  /** Holds the clock while real work is under way, until the returned function is called or the run is over. */
  hold(): () => void {
    if (this.#over) {
      return () => undefined;
    }
    const letGo = this.invocation.clock.hold();
    const release = () => {
      this.#holds.delete(release);
      letGo();
    };
    this.#holds.add(release);
    return release;
  }
}
