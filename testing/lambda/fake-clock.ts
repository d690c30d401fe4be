/** An action that happens at its time. */
interface Timer {
  readonly at: number;
  readonly act: () => void;
}

/** After so many idle turns of the event loop, nothing more can happen at the present time. */
const QUIET_TURNS = 3;

/** Real milliseconds that a clock may stand without a holder or a timer. After them the clock reports an error. */
const STANDSTILL = 10_000;

/**
 * A clock that moves only when nothing else can happen. It jumps from one timer to the next. It stands while real work
 * is under way, such as an open request or a process that computes. Whoever begins such work calls {@link hold}.
 *
 * So hours pass in milliseconds. A request over a real socket takes no time of this clock.
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

  /** The present time in milliseconds since the epoch. */
  now(): number {
    return this.#now;
  }

  /** Waits for this number of milliseconds of this clock. */
  sleep(milliseconds: number): Promise<void> {
    return new Promise((resolve) => {
      this.schedule(milliseconds, resolve);
    });
  }

  /**
   * Runs an action after this number of milliseconds. Actions of the same time run in the order in which they were
   * scheduled.
   *
   * @returns a function that cancels the action
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
   * Stops the clock until the returned function is called.
   *
   * @returns a function that lets the clock move again; a second call changes nothing
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

  /** Stops the clock while the work is under way. */
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
   * @throws the promise's own error, and an error where no timer is left that could settle it
   */
  async until<T>(promise: Promise<T>): Promise<T> {
    let settled = false;
    const done = () => {
      settled = true;
      this.#touch();
    };
    promise.then(done, done);
    while (!settled) {
      // Several callers may wait at once, but only one move runs.
      this.#moving ??= this.#move().finally(() => {
        this.#moving = undefined;
      });
      await this.#moving;
    }
    return promise;
  }

  /** Moves to the next timer once no real work is under way. It returns at once when a holder or a timer changes. */
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

  /** Makes the running move look again. */
  #touch(): void {
    this.#activity++;
    this.#lastActive = performance.now();
    this.#wake?.();
  }
}
