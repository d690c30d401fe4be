import { type ChildProcess, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import type { FromChild, ToChild } from './child-messages';
import { childRuntime } from './child-runtime';
import type { Invocation, SimulatedFunction } from './invocation';

export interface ChildProcessFunctionOptions {
  /** The absolute path of the handler's file: CommonJS, bundled for Lambda. */
  readonly file: string;
  /** The name of the exported handler. Default: `handler`. */
  readonly handler?: string;
  /** The origin of an AwsEndpoint, which receives the calls of the AWS SDK. Default: an address without a server. */
  readonly awsEndpoint?: string;
  /** Further environment variables of the process. From this process it inherits only PATH. */
  readonly environment?: Readonly<Record<string, string>>;
  /** Called with each line that the function writes to its standard output or standard error. */
  readonly onLine?: (line: string, invocation: Invocation) => void;
}

/** These credentials give no access to AWS. An AwsEndpoint accepts them. */
const CREDENTIALS = {
  AWS_REGION: 'eu-west-1',
  AWS_ACCESS_KEY_ID: 'AKIAIOSFODNN7EXAMPLE',
  AWS_SECRET_ACCESS_KEY: 'fake-secret-access-key',
  AWS_SESSION_TOKEN: 'fake-session-token',
};

/** The code of the process. Code that esbuild compiled calls the helper `__name`. */
const SCRIPT = `const __name = (named) => named; (${childRuntime})(require);`;

/**
 * Runs a real handler's file as the simulator's function. Each run is a process of its own. The simulator stops a run
 * with `SIGKILL`, so that a crash is real.
 *
 * To crash a run at a chosen moment, call {@link Invocation.kill} from a server that receives the run's requests.
 * `Weather.dies` and `Weather.latency` have no effect inside a process.
 *
 * The process uses the simulator's clock for `Date`, `setTimeout`, and `setTimeout` of `timers/promises`. The clock
 * stands while the process computes or has an open request. So a request that never ends holds the clock for ever: test
 * that case elsewhere. `setInterval` and `AbortSignal.timeout` use real time.
 */
export function childProcessFunction(options: ChildProcessFunctionOptions): SimulatedFunction {
  return (invocation) => new Run(invocation, options).over;
}

/** One run in its process. */
class Run {
  /** Settles like the handler; never settles if the simulator stops the run. */
  readonly over: Promise<void>;

  readonly #child: ChildProcess;
  readonly #invocation: Invocation;
  /** Functions that cancel a timer, by the child's number of the timer. */
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
        // Lambda freezes the process, so it does nothing more. The clock stands until the process is gone.
        this.#child.kill('SIGKILL');
        this.#hold();
      } else if (last === undefined && !stopped.aborted) {
        this.#hear(message);
      }
    });
    const how = await new Promise<string>((resolve) => {
      this.#child.on('error', ({ message }) => resolve(message));
      // Waits until the reader has read the last line.
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

  /** Holds the clock; a second call changes nothing. */
  #hold(): void {
    const before = this.#release;
    this.#release = this.#invocation.clock.hold();
    before();
  }

  #tell(message: ToChild): void {
    if (this.#child.connected) {
      // An error means that the process is gone, and then it needs no message.
      this.#child.send(message, () => undefined);
    }
  }
}
