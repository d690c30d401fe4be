import type { Invocation } from './invocation';

/** One run of a function's image, as its parts share it: a process that lives as long as its invocation. */
export class ImageRun {
  /** Rejects with the error that ends the process; never resolves. */
  readonly crashed: Promise<never>;
  /** Hear errors that nobody catches, in place of the process's end. */
  readonly hearers: ((error: unknown) => void)[] = [];

  readonly #holds = new Set<() => void>();
  #crash: (error: unknown) => void = () => undefined;
  #over = false;

  constructor(readonly invocation: Invocation) {
    this.crashed = new Promise((_, reject) => {
      this.#crash = reject;
    });
    this.crashed.catch(() => undefined); // Nobody may be waiting any more.
    invocation.stopped.addEventListener('abort', () => this.end());
  }

  /** Whether it is dead, or frozen because its handler is done: nothing of it goes on. */
  get over(): boolean {
    return this.#over;
  }

  /** Ends it: what it holds is let go. */
  end(): void {
    this.#over = true;
    for (const release of this.#holds) {
      release();
    }
  }

  /** Calls the function's own code from outside: what that throws ends the process, as nobody in it catches it. */
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

  /** An error that nobody caught. */
  fail(error: unknown): void {
    if (this.hearers.length === 0) {
      this.#crash(error);
    }
    for (const hear of [...this.hearers]) {
      hear(error);
    }
  }

  /** Something is under way in the real world: the clock stands until what is returned is called, or the run is over. */
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
