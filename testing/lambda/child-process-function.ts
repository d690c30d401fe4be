import { type ChildProcess, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import type { FromChild, ToChild } from './child-messages';
import { childRuntime } from './child-runtime';
import type { Invocation, SimulatedFunction } from './invocation';

export interface ChildProcessFunctionOptions {
  /** The handler's file, absolute: CommonJS, as it is bundled for Lambda. */
  readonly file: string;
  /** What the file exports it as. Default: `handler`. */
  readonly handler?: string;
  /** Where the AWS SDK's calls go: the origin of an AwsEndpoint. Default: nowhere on this machine. */
  readonly awsEndpoint?: string;
  /** More of the process's environment, which has nothing of this one's but its PATH. */
  readonly environment?: Readonly<Record<string, string>>;
  /** Called with each line that the function writes to its output or its error output. */
  readonly onLine?: (line: string, invocation: Invocation) => void;
}

/** Credentials that open nothing: what checks none takes them. */
const CREDENTIALS = {
  AWS_REGION: 'eu-west-1',
  AWS_ACCESS_KEY_ID: 'AKIAIOSFODNN7EXAMPLE',
  AWS_SECRET_ACCESS_KEY: 'fake-secret-access-key',
  AWS_SESSION_TOKEN: 'fake-session-token',
};

/** What the process executes. Where this module was compiled by esbuild, its text calls a helper that names functions. */
const SCRIPT = `const __name = (named) => named; (${childRuntime})(require);`;

/**
 * A real handler's file as the simulator's function: each run is a process of its own, and a run that is stopped is
 * killed (`SIGKILL`), so that a crash is a crash. To crash one at a moment of choice, call {@link Invocation.kill} from
 * whatever server it talks to at that moment; `Weather.dies` and `Weather.latency` do not reach into a process.
 *
 * The process lives by the simulator's clock: `Date`, `setTimeout` and that of `timers/promises` are the clock's, which
 * stands while the process computes or has a request open. So an endless request is one for ever here: what a function
 * does about it is tried elsewhere. `setInterval` and `AbortSignal.timeout` stay real.
 */
export function childProcessFunction(options: ChildProcessFunctionOptions): SimulatedFunction {
  return (invocation) => new Run(invocation, options).over;
}

/** One run in its process. */
class Run {
  /** Settles as the handler did; never, if the run is stopped. */
  readonly over: Promise<void>;

  readonly #child: ChildProcess;
  readonly #invocation: Invocation;
  /** By the child's number of the timer: takes it back. */
  readonly #timers = new Map<number, () => void>();
  #release: () => void;

  constructor(invocation: Invocation, { file, handler = 'handler', ...options }: ChildProcessFunctionOptions) {
    this.#invocation = invocation;
    this.#release = invocation.clock.hold();
    this.#child = spawn(process.execPath, ['-e', SCRIPT], {
      env: {
        PATH: process.env.PATH,
        ...CREDENTIALS,
        AWS_ENDPOINT_URL: options.awsEndpoint ?? 'http://127.0.0.1:9',
        ...options.environment,
      },
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    });
    const { stdout, stderr } = this.#child;
    for (const input of [stdout, stderr].filter((stream) => stream !== null)) {
      createInterface({ input }).on('line', (line) => options.onLine?.(line, invocation));
    }
    invocation.stopped.addEventListener('abort', () => {
      this.#child.kill('SIGKILL');
      this.#hold();
    });
    this.over = this.#toItsEnd();
    const { event, awsRequestId, deadline } = invocation;
    this.#tell({ kind: 'start', now: invocation.clock.now(), file, handler, event, awsRequestId, deadline });
  }

  async #toItsEnd(): Promise<void> {
    const { stopped } = this.#invocation;
    let last: Extract<FromChild, { kind: 'over' }> | undefined;
    this.#child.on('message', (message: FromChild) => {
      if (message.kind === 'over') {
        last = message;
        // Lambda freezes the process. What it would still do, it does not; and no time passes until it is gone.
        this.#child.kill('SIGKILL');
        this.#hold();
      } else if (last === undefined && !stopped.aborted) {
        this.#hear(message);
      }
    });
    const how = await new Promise<string>((resolve) => {
      this.#child.on('error', ({ message }) => resolve(message));
      // Not before its last line has been read.
      this.#child.on('close', (code, signal) => resolve(`the process ended with ${signal ?? code}`));
    });
    for (const takeBack of this.#timers.values()) {
      takeBack();
    }
    this.#release();
    if (stopped.aborted) {
      await new Promise<never>(() => undefined);
    }
    if (last === undefined || last.error !== undefined) {
      throw new Error(last?.error ?? how);
    }
  }

  #hear(message: Exclude<FromChild, { kind: 'over' }>): void {
    const { clock } = this.#invocation;
    switch (message.kind) {
      case 'set': {
        const { timer, milliseconds } = message;
        const takeBack = clock.schedule(milliseconds, () => {
          this.#timers.delete(timer);
          this.#hold();
          this.#tell({ kind: 'due', now: clock.now(), timer });
        });
        this.#timers.set(timer, takeBack);
        return;
      }
      case 'clear':
        this.#timers.get(message.timer)?.();
        this.#timers.delete(message.timer);
        return;
      case 'idle':
        this.#release();
    }
  }

  /** Once, however often it is held. */
  #hold(): void {
    const before = this.#release;
    this.#release = this.#invocation.clock.hold();
    before();
  }

  #tell(message: ToChild): void {
    if (this.#child.connected) {
      this.#child.send(message, () => undefined); // Who is dead by now need not hear it.
    }
  }
}
