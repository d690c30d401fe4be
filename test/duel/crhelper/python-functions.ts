import { type ChildProcess, spawn } from 'node:child_process';
import { type AddressInfo, createServer, type Server } from 'node:net';
import type { Invocation } from '../../../testing';
import { LOOPBACK } from '../../../testing/fake-vendor/loopback-server';
import { PythonLine } from './python-line';
import { PythonRun } from './python-run';

export interface PythonFunctionsOptions {
  /** The interpreter. */
  readonly python: string;
  /** The driver's file. */
  readonly driver: string;
  /** The handler's module, in the same folder. */
  readonly module: string;
  readonly environment: Readonly<Record<string, string>>;
}

/** What a run has of its own. */
export interface PythonRunOptions {
  /** Where a host really is. */
  readonly dial: Readonly<Record<string, readonly [string, number]>>;
  readonly onLine: (line: string) => void;
}

/** A Python function, warm in a process from which each of its runs is forked. */
export class PythonFunctions {
  static async start(options: PythonFunctionsOptions): Promise<PythonFunctions> {
    const functions = new PythonFunctions(options);
    await new Promise<void>((resolve) => functions.#server.listen(0, LOOPBACK, resolve));
    return functions;
  }

  readonly #process: ChildProcess;
  readonly #server: Server;
  readonly #runs = new Map<string, PythonRun>();
  #count = 0;
  #failed: Error | undefined;

  private constructor({ python, driver, module, environment }: PythonFunctionsOptions) {
    this.#process = spawn(python, [driver, module], { env: environment, stdio: ['pipe', 'inherit', 'inherit'] });
    const fail = (why: string) => {
      this.#failed = new Error(`${module} does not run: ${why}`);
      for (const run of this.#runs.values()) {
        run.fail(this.#failed.message);
      }
    };
    this.#process.on('error', ({ message }) => fail(message));
    this.#process.on('exit', (code) => fail(`its process has ended (${code})`));
    this.#server = createServer((socket) => {
      let run: PythonRun | undefined;
      const line = new PythonLine(socket, (message) => {
        run = 'line' in message ? this.#runs.get(message.run) : run;
        if (run) {
          run.hear(line, message);
        } else {
          line.close(); // Its run was stopped before it had begun.
        }
      });
      socket.on('close', () => run?.lost(line));
    });
  }

  /** @throws if nothing can be run any more */
  check(): void {
    if (this.#failed) {
      throw this.#failed;
    }
  }

  async call(invocation: Invocation, { dial, onLine }: PythonRunOptions): Promise<void> {
    this.check();
    const { event, awsRequestId, delivery, began } = invocation;
    const run = new PythonRun(invocation, onLine);
    const name = String(++this.#count);
    this.#runs.set(name, run);
    const forget = () => this.#runs.delete(name);
    invocation.stopped.addEventListener('abort', forget);
    const context = {
      aws_request_id: awsRequestId,
      function_name: 'crhelper',
      invoked_function_arn: event.ServiceToken,
      log_stream_name: `2026/01/01/[$LATEST]${awsRequestId}-${delivery}`,
    };
    // The address of a server that listens on TCP is always this one of the types that Node gives it.
    const { port } = this.#server.address() as AddressInfo;
    const task = { run: name, port, event, context, dial, seed: `${awsRequestId} ${delivery} ${began}` };
    this.#process.stdin?.write(`${JSON.stringify(task)}\n`);
    await run.over.finally(forget);
  }

  async stop(): Promise<void> {
    const ended = new Promise((resolve) => this.#process.once('exit', resolve));
    this.#process.stdin?.end();
    await Promise.all([ended, new Promise((resolve) => this.#server.close(resolve))]);
  }
}
