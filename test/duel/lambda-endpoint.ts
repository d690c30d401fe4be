import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import * as path from 'node:path';
import { text } from 'node:stream/consumers';
import { LOOPBACK } from '../../testing/fake-vendor/loopback-server';
import { type FunctionImageOptions, runImage } from '../../testing/lambda/function-image';
import type { Dialled } from '../../testing/lambda/image-network';
import { Invocation } from '../../testing/lambda/invocation';
import type { World } from '../histories/world';
import { fileOf } from './paths';

/** A function that other functions invoke. */
export interface InvokedFunction {
  readonly file: string;
  readonly options: FunctionImageOptions;
  /** In milliseconds. */
  readonly timeout: number;
}

/**
 * Lambda's API on loopback, as far as a function invokes another and waits for it (API reference, "Invoke"). What is
 * invoked is a process of its own: it dies alone, and goes on when its caller dies.
 */
export class LambdaEndpoint {
  static async start(world: World, functions: Readonly<Record<string, InvokedFunction>>): Promise<LambdaEndpoint> {
    const endpoint = new LambdaEndpoint(world, functions);
    await new Promise<void>((resolve) => endpoint.#server.listen(0, LOOPBACK, resolve));
    return endpoint;
  }

  readonly #server: Server;
  /** By the path of the URL that they were given. */
  readonly #callers = new Map<string, Invocation>();
  /** Let the clock go again: once a request has come, once its answer has arrived. */
  readonly #coming: (() => void)[] = [];
  readonly #going: (() => void)[] = [];
  readonly #running = new Set<Promise<unknown>>();

  private constructor(
    private readonly world: World,
    private readonly functions: Readonly<Record<string, InvokedFunction>>,
  ) {
    this.#server = createServer((request, response) => this.#answer(request, response));
  }

  /** What `AWS_ENDPOINT_URL_LAMBDA` is to be for a caller. */
  urlFor(caller: Invocation): string {
    const name = String(this.#callers.size);
    this.#callers.set(name, caller);
    return `http://${LOOPBACK}:${this.#port}/${name}`;
  }

  /** How to dial what may be this endpoint: the clock moves on while the answer is awaited. */
  dial({ port }: { readonly port: number }): Dialled {
    return port === this.#port ? { during: (request) => this.#during(request) } : {};
  }

  /** Resolves once nothing that was invoked is still running. */
  async settled(): Promise<void> {
    await Promise.all(this.#running);
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  get #port(): number {
    // The address of a server that listens on TCP is always this one of the types that Node gives it.
    return (this.#server.address() as AddressInfo).port;
  }

  /** The clock stands while the request is on its way here, and while the answer is on its way back. */
  async #during(request: () => Promise<void>): Promise<void> {
    this.#coming.push(this.world.simulator.clock.hold());
    await request();
    this.#going.shift()?.();
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const [, caller = '', name = ''] =
      /^\/(\w+)\/2015-03-31\/functions\/([^/]+)\/invocations$/.exec(request.url ?? '') ?? [];
    const payload = await text(request);
    const answered = this.#invoke(this.#callers.get(caller), decodeURIComponent(name), payload);
    this.#running.add(answered);
    this.#coming.shift()?.();
    const { status, headers, body } = await answered;
    this.#running.delete(answered);
    this.#going.push(this.world.simulator.clock.hold());
    response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(body);
  }

  async #invoke(caller: Invocation | undefined, arn: string, payload: string): Promise<Answer> {
    const invoked = this.functions[arn.split(':').at(-1) ?? ''];
    const event = parse(payload);
    if (caller === undefined || invoked === undefined) {
      return refusal(404, 'ResourceNotFoundException', `Function not found: ${arn}`);
    }
    if (event === undefined) {
      return refusal(400, 'InvalidRequestContentException', 'Could not parse request body into json');
    }
    return this.#run(caller, invoked, event.value);
  }

  async #run(caller: Invocation, { file, options, timeout }: InvokedFunction, event: unknown): Promise<Answer> {
    const { clock, weather } = this.world.simulator;
    const dies = weather.dies?.(caller.event, caller.delivery);
    const invocation = new Invocation({
      event: caller.event,
      clock,
      timeout,
      delivery: caller.delivery,
      // The delivery's boundaries are counted through both functions, and one of them dies.
      diesAfter: dies === undefined ? undefined : dies - caller.boundaries,
      latency: () => weather.latency?.(caller.event) ?? 0,
    });
    let result: unknown;
    let failure: unknown;
    const end = await invocation.run(async () => {
      try {
        result = await runImage(file, options, invocation, event);
      } catch (error) {
        failure = error;
        throw error;
      }
    });
    caller.boundaries = end === 'killed' ? Number.NEGATIVE_INFINITY : caller.boundaries + invocation.boundaries;
    switch (end) {
      case 'done':
        return { status: 200, headers: {}, body: JSON.stringify(result ?? null) };
      case 'error':
        return unhandled(thrown(failure, path.dirname(file)));
      case 'killed':
        return unhandled({
          errorType: 'Runtime.ExitError',
          errorMessage: `RequestId: ${caller.awsRequestId} Error: Runtime exited with error: signal: killed`,
        });
      case 'timed out':
        return unhandled({
          errorType: 'Sandbox.Timedout',
          errorMessage: `RequestId: ${caller.awsRequestId} Error: Task timed out after ${timeout / 1000}.00 seconds`,
        });
    }
  }
}

interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

function unhandled(error: object): Answer {
  return { status: 200, headers: { 'x-amz-function-error': 'Unhandled' }, body: JSON.stringify(error) };
}

function refusal(status: number, type: string, message: string): Answer {
  return { status, headers: { 'x-amzn-errortype': type }, body: JSON.stringify({ Type: 'User', message }) };
}

/** An error as Lambda's runtime for Node.js gives it back, its code where Lambda has it: the same on every machine. */
function thrown(error: unknown, folder: string): object {
  const { name, message, stack = '' } = error instanceof Error ? error : new Error(String(error));
  const trace = stack.replaceAll(folder, '/var/task').split('\n');
  return { errorType: name, errorMessage: message, trace: trace.filter((line) => !line.includes(fileOf(''))) };
}

function parse(payload: string): { readonly value: unknown } | undefined {
  try {
    return { value: JSON.parse(payload || '{}') };
  } catch {
    return undefined;
  }
}
