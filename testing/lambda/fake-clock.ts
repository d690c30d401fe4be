/** What is to happen at a time. */
interface Timer {
  readonly at: number;
  readonly act: () => void;
}

/** Turns of the event loop without anything under way, after which nothing more can happen at the present time. */
const QUIET_TURNS = 3;

/** How long a clock that nothing holds and nothing waits on may stand, in real milliseconds, before that is an error. */
const STANDSTILL = 10_000;

/**
 * A clock that moves only when nothing else can happen: from one timer to the next, and never while something is under
 * way in the real world (an open request, a process that computes), which whoever begins it says by {@link hold}.
 *
 * So hours pass in milliseconds, and a request over a real socket takes no time at all, however long it really took.
 */
export class FakeClock {
  #now: number;
  #held = 0;
  #activity = 0;
  #lastActive = 0;
  #moving: Promise<void> | undefined;
  #wake: (() => void) | undefined;
  #timers: Timer[] = [];

  /** @param start milliseconds since the epoch. Default: midnight of 1 January 2026, UTC. */
  constructor(start = Date.UTC(2026, 0, 1)) {
    this.#now = start;
  }

  /** Milliseconds since the epoch. */
  now(): number {
    return this.#now;
  }

  /** Waits for so many milliseconds of this clock. */
  sleep(milliseconds: number): Promise<void> {
    return new Promise((resolve) => {
      this.schedule(milliseconds, resolve);
    });
  }

  /**
   * Does something after so many milliseconds. Of several at one time, the one scheduled first is done first.
   *
   * @returns takes it back
   */
  schedule(milliseconds: number, act: () => void): () => void {
    const timer = { at: this.#now + Math.max(0, milliseconds), act };
    const later = this.#timers.findIndex(({ at }) => at > timer.at);
    this.#timers.splice(later < 0 ? this.#timers.length : later, 0, timer);
    this.#touch();
    return () => {
      this.#timers = this.#timers.filter((other) => other !== timer);
    };
  }

  /**
   * Keeps the clock where it is, until what is returned is called.
   *
   * @returns lets it move again; calling it twice is once
   */
  hold(): () => void {
    this.#held++;
    this.#touch();
    let held = true;
    return () => {
      if (held) {
        held = false;
        this.#held--;
        this.#touch();
      }
    };
  }

  /** Keeps the clock where it is while something is under way. */
  async during<T>(work: () => Promise<T>): Promise<T> {
    const release = this.hold();
    try {
      return await work();
    } finally {
      release();
    }
  }

  /**
   * Lets time pass until a promise is settled.
   *
   * @throws what the promise rejects with; and if the promise can never settle, because no timer is left
   */
  async until<T>(promise: Promise<T>): Promise<T> {
    let settled = false;
    const done = () => {
      settled = true;
      this.#touch();
    };
    promise.then(done, done);
    while (!settled) {
      // Several may wait at once: the clock is moved by one of them at a time.
      this.#moving ??= this.#move().finally(() => {
        this.#moving = undefined;
      });
      await this.#moving;
    }
    return promise;
  }

  /** Moves to the next timer once nothing is under way; returns at once when something happens. */
  async #move(): Promise<void> {
    const before = this.#activity;
    if (this.#held > 0) {
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
      return;
    }
    for (let turn = 0; turn < QUIET_TURNS; turn++) {
      await new Promise(setImmediate);
      if (this.#activity !== before) {
        return;
      }
    }
    const next = this.#timers.shift();
    if (next) {
      this.#now = next.at;
      this.#touch();
      next.act();
    } else if (performance.now() - this.#lastActive > STANDSTILL) {
      throw new Error('The clock stands still: nothing holds it, nothing is scheduled, and something still waits.');
    }
  }

  /** Something happened: whoever moves the clock looks again. */
  #touch(): void {
    this.#activity++;
    this.#lastActive = performance.now();
    this.#wake?.();
  }
}
