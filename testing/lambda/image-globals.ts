import { Console } from 'node:console';
import { Writable } from 'node:stream';
import { fetchOf } from './image-network';
import type { ImageRun } from './image-run';
import type { ImageTimers } from './image-timers';

/** The parts of the outside world that a function's image uses. */
export interface GlobalsOptions {
  readonly timers: ImageTimers;
  readonly environment: Readonly<Record<string, string>>;
  readonly random: () => number;
  readonly write: (text: string) => void;
}

/** The globals that replace this process's globals in a function's image. */
export function globalsOf(run: ImageRun, options: GlobalsOptions): Record<string, unknown> {
  const { clock } = run.invocation;
  const { globals: timers } = options.timers;
  const output = () =>
    new Writable({
      write(chunk, _encoding, done) {
        options.write(String(chunk));
        done();
      },
    });
  const [stdout, stderr] = [output(), output()];
  const own: Record<string, unknown> = {
    ...timers,
    fetch: fetchOf(run),
    console: new Console({ stdout, stderr }),
    process: processOf(run, {
      env: { ...options.environment },
      stdout,
      stderr,
      emitWarning: (warning: unknown) => stderr.write(`Warning: ${warning}`),
    }),
    Math: Object.create(Math, { random: { value: options.random } }),
    Date: new Proxy(Date, {
      construct: (target, values, newTarget) =>
        Reflect.construct(target, values.length > 0 ? values : [clock.now()], newTarget),
      apply: () => new Date(clock.now()).toString(),
      get: (target, name, receiver) => (name === 'now' ? () => clock.now() : Reflect.get(target, name, receiver)),
    }),
    AbortSignal: new Proxy(AbortSignal, {
      get: (target, name, receiver) => (name === 'timeout' ? timeout : Reflect.get(target, name, receiver)),
    }),
  };
  const timeout = (milliseconds: number) => {
    const controller = new AbortController();
    const late = new DOMException('The operation was aborted due to timeout', 'TimeoutError');
    timers.setTimeout(() => controller.abort(late), milliseconds);
    return controller.signal;
  };
  // A global that the function sets stays inside its image.
  const global = new Proxy(own, {
    has: (target, name) => name in target || name in globalThis,
    get: (target, name) => (name in target ? Reflect.get(target, name) : Reflect.get(globalThis, name)),
  });
  return Object.assign(own, { global, globalThis: global });
}

/** The members of `process` that each image has for itself. */
function processOf(run: ImageRun, own: Record<string, unknown>): NodeJS.Process {
  const listen = (event: string, hear: (error: unknown) => void) => {
    if (event === 'uncaughtException') {
      run.hearers.push(hear);
    }
    return made;
  };
  const unlisten = (event: string, hear: (error: unknown) => void) => {
    const index = event === 'uncaughtException' ? run.hearers.indexOf(hear) : -1;
    if (index >= 0) {
      run.hearers.splice(index, 1);
    }
    return made;
  };
  const members: Record<string | symbol, unknown> = {
    ...own,
    on: listen,
    once: listen,
    addListener: listen,
    off: unlisten,
    removeListener: unlisten,
    exit: (code: unknown) => {
      run.hearers.length = 0;
      run.fail(new Error(`The process exited with ${code ?? 0}`));
      throw new Error('The process has exited');
    },
  };
  const made = new Proxy(process, {
    get: (target, name) => (name in members ? members[name] : Reflect.get(target, name)),
  });
  return made;
}
