import { promisify } from 'node:util';
import type { ImageRun } from './image-run';

type Act = (...values: unknown[]) => void;

/** The object that `setTimeout` returns. */
class ImageTimeout {
  readonly number: number;
  readonly #run: ImageRun;
  readonly #act: () => void;
  readonly #milliseconds: number;
  readonly #repeats: boolean;
  #takeBack: () => void = () => undefined;

  constructor(run: ImageRun, number: number, act: () => void, milliseconds: unknown, repeats: boolean) {
    this.#run = run;
    this.number = number;
    this.#act = act;
    // Node turns an invalid number of milliseconds into one millisecond.
    this.#milliseconds = Math.max(1, Number(milliseconds) || 1);
    this.#repeats = repeats;
    this.refresh();
  }

  refresh(): this {
    this.close();
    this.#takeBack = this.#run.invocation.clock.schedule(this.#milliseconds, () => {
      if (this.#repeats && !this.#run.over) {
        this.refresh();
      }
      this.#run.enter(this.#act);
    });
    return this;
  }

  close(): this {
    this.#takeBack();
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
    return this.number;
  }
}

/** Node's timers by the invocation's clock: the globals, and the modules `timers` and `timers/promises`. */
export function timersOf(run: ImageRun) {
  const timeouts: ImageTimeout[] = [];
  const begin =
    (repeats: boolean) =>
    (act: Act, milliseconds?: unknown, ...values: unknown[]) => {
      const timeout = new ImageTimeout(run, timeouts.length, () => act(...values), milliseconds, repeats);
      timeouts.push(timeout);
      return timeout;
    };
  const clear = (timeout: unknown) => {
    const number = timeout instanceof ImageTimeout ? timeout.number : Number(timeout);
    timeouts[number]?.close();
  };
  const wait = <T>(milliseconds?: number, value?: T, { signal }: { signal?: AbortSignal } = {}) =>
    new Promise<T | undefined>((resolve, reject) => {
      const refuse = () => {
        timeout.close();
        reject(signal?.reason);
      };
      const timeout = begin(false)(() => {
        signal?.removeEventListener('abort', refuse);
        resolve(value);
      }, milliseconds);
      signal?.addEventListener('abort', refuse);
      if (signal?.aborted) {
        refuse();
      }
    });
  const globals = {
    setTimeout: Object.assign(begin(false), { [promisify.custom]: wait }),
    clearTimeout: clear,
    setInterval: begin(true),
    clearInterval: clear,
  };
  return {
    globals,
    module: { ...globals, setImmediate, clearImmediate, promises: { setTimeout: wait } },
    promises: { setTimeout: wait, scheduler: { wait: (milliseconds: number) => wait(milliseconds) } },
  };
}

/** The timers of one run. */
export type ImageTimers = ReturnType<typeof timersOf>;
