import type { FromChild, ToChild } from './child-messages';

/**
 * Runs one event through a handler, as Lambda's runtime does. The parent process tells the time.
 *
 * A child process executes the *text* of this function, so the function works in compiled and in other modules. For
 * this reason it uses only its parameter, globals and types.
 *
 * @param load the `require` of the process
 */
export function childRuntime(load: NodeJS.Require): void {
  /** After so many idle looks at the event loop, nothing more can happen. */
  const QUIET_LOOKS = 3;

  const globals = globalThis;
  const { Date: RealDate, setTimeout: realSetTimeout, clearTimeout: realClearTimeout, setImmediate: soon } = globals;
  const timers = new Map<number, () => void>();
  let lastTimer = 0;
  let now = 0;
  let looking = false;

  const tell = (message: FromChild) => {
    // Without the parent process, this process has no reason to run.
    process.send?.(message, undefined, undefined, (error) => error && process.exit());
  };

  /** The open resources without the pipes to the parent: sockets, look-ups, files. Each look is itself an Immediate. */
  const busy = () => process.getActiveResourcesInfo().some((type) => !/^(Pipe|TTY|Immediate|Timeout)/.test(type));

  const lookUntilIdle = () => {
    let quiet = 0;
    const look = () => {
      quiet = busy() ? 0 : quiet + 1;
      if (quiet === QUIET_LOOKS) {
        looking = false;
        tell({ kind: 'idle' });
      } else if (quiet === 0) {
        realSetTimeout(look, 1);
      } else {
        soon(look);
      }
    };
    if (!looking) {
      looking = true;
      soon(look);
    }
  };

  class FakeTimeout {
    readonly #act: () => void;
    readonly #milliseconds: number;
    #timer = 0;

    constructor(act: () => void, milliseconds: unknown) {
      this.#act = act;
      // Node turns an invalid or too large number of milliseconds into one millisecond.
      const given = Number(milliseconds);
      this.#milliseconds = given >= 1 && given < 2 ** 31 ? given : 1;
      this.refresh();
    }

    refresh(): this {
      this.close();
      this.#timer = ++lastTimer;
      timers.set(this.#timer, this.#act);
      tell({ kind: 'set', timer: this.#timer, milliseconds: this.#milliseconds });
      return this;
    }

    close(): this {
      if (timers.delete(this.#timer)) {
        tell({ kind: 'clear', timer: this.#timer });
      }
      return this;
    }

    ref(): this {
      return this;
    }

    unref(): this {
      return this;
    }

    hasRef(): boolean {
      return true;
    }

    [Symbol.toPrimitive](): number {
      return this.#timer;
    }
  }

  const wait = (milliseconds?: number, value?: unknown, { signal }: { signal?: AbortSignal } = {}) =>
    new Promise((resolve, reject) => {
      const refuse = () => {
        timeout.close();
        reject(signal?.reason);
      };
      const timeout = new FakeTimeout(() => {
        signal?.removeEventListener('abort', refuse);
        resolve(value);
      }, milliseconds);
      if (signal?.aborted) {
        refuse();
      }
      signal?.addEventListener('abort', refuse);
    });

  const fakeSetTimeout = Object.assign(
    (act: (...values: unknown[]) => void, milliseconds?: number, ...values: unknown[]) =>
      new FakeTimeout(() => act(...values), milliseconds),
    { [Symbol.for('nodejs.util.promisify.custom')]: wait },
  );
  const fakeClearTimeout = (timeout: unknown) => {
    if (timeout instanceof FakeTimeout) {
      timeout.close();
    } else if (typeof timeout === 'object') {
      realClearTimeout(Object(timeout));
    }
  };
  const FakeDate = new Proxy(RealDate, {
    construct: (target, values, newTarget) => Reflect.construct(target, values.length > 0 ? values : [now], newTarget),
    apply: () => new RealDate(now).toString(),
    get: (target, name, receiver) => (name === 'now' ? () => now : Reflect.get(target, name, receiver)),
  });
  Object.assign(globals, { Date: FakeDate, setTimeout: fakeSetTimeout, clearTimeout: fakeClearTimeout });
  Object.assign(load('node:timers'), { setTimeout: fakeSetTimeout, clearTimeout: fakeClearTimeout });
  Object.assign(load('node:timers/promises'), { setTimeout: wait });

  const start = async ({ file, handler, event, awsRequestId, deadline }: Extract<ToChild, { kind: 'start' }>) => {
    const context = { awsRequestId, getRemainingTimeInMillis: () => Math.max(0, deadline - now) };
    try {
      await load(file)[handler](event, context);
      tell({ kind: 'over' });
    } catch (error) {
      tell({ kind: 'over', error: String(error) });
    }
  };

  process.on('disconnect', () => process.exit());
  process.on('message', (message: ToChild) => {
    now = message.now;
    if (message.kind === 'start') {
      start(message);
    } else {
      const act = timers.get(message.timer);
      timers.delete(message.timer);
      act?.();
    }
    lookUntilIdle();
  });
}
