import { createHash } from 'node:crypto';
import { devNull } from 'node:os';
import { globalsOf } from './image-globals';
import { ImageModules } from './image-modules';
import type { Dial } from './image-network';
import { ImageRun } from './image-run';
import { timersOf } from './image-timers';
import type { Invocation, SimulatedFunction } from './invocation';

export interface FunctionImageOptions {
  /** The name of the exported handler. Default: `handler`. */
  readonly handler?: string;
  /** The function's environment. Beside it the function has only a region and credentials that give no access. */
  readonly environment?:
    | Readonly<Record<string, string>>
    | ((invocation: Invocation) => Readonly<Record<string, string>>);
  /** Replacements for modules, by the name that the function requires. Default: none. */
  readonly modules?: Readonly<Record<string, unknown>>;
  /**
   * Chooses the real destination of a request by `node:http` or `node:https`. Default: the destination of the request.
   */
  readonly dial?: Dial;
  /** The function's `Math.random`, from 0 to 1. Default: `Math.random`. */
  readonly random?: () => number;
  /** Called with each line that the function writes to its console, standard output or standard error. */
  readonly onLine?: (line: string, invocation: Invocation) => void;
}

/** Credentials that give no access, and no settings of the user. */
const ENVIRONMENT = {
  AWS_REGION: 'eu-west-1',
  AWS_ACCESS_KEY_ID: 'AKIAIOSFODNN7EXAMPLE',
  AWS_SECRET_ACCESS_KEY: 'fake-secret-access-key',
  AWS_SESSION_TOKEN: 'fake-session-token',
  AWS_CONFIG_FILE: devNull,
  AWS_SHARED_CREDENTIALS_FILE: devNull,
};

/**
 * Runs a handler's file as the simulator's function, inside this process. Each run evaluates the file and its modules
 * anew, as a fresh Lambda environment does. Each run has its own clock, timers, `Math.random`, console, environment and
 * network.
 *
 * So thousands of runs take seconds. The deaths and latencies of the {@link Weather} have their effect inside a run:
 * each request is an effect of the {@link Invocation}. After its death or its end, a run does nothing more.
 *
 * The file is CommonJS, bundled for Lambda. It uses the simulator's time, which stands during a request or a file
 * access. The time-outs of sockets use real time. The file reaches the network by `node:http`, `node:https` and `fetch`
 * only. It shares the rest of Node with this process.
 *
 * A handler is done when its promise is settled or it calls back. An uncaught error ends it. An unhandled rejection
 * reaches this process.
 */
export function functionImage(file: string, options: FunctionImageOptions = {}): SimulatedFunction {
  return async (invocation) => {
    await runImage(file, options, invocation, invocation.event);
  };
}

/**
 * Runs a handler once, for any event, in the way of {@link functionImage}.
 *
 * @returns the value that the handler returns or calls back with
 * @throws the error that the handler throws, or an uncaught error
 */
export async function runImage(
  file: string,
  options: FunctionImageOptions,
  invocation: Invocation,
  event: unknown,
): Promise<unknown> {
  const run = new ImageRun(invocation);
  const { environment, random = Math.random } = options;
  const write = (text: string) => {
    for (const line of text.replace(/\n$/, '').split('\n')) {
      options.onLine?.(line, invocation);
    }
  };
  const own = typeof environment === 'function' ? environment(invocation) : environment;
  const timers = timersOf(run);
  const globals = globalsOf(run, { timers, environment: { ...ENVIRONMENT, ...own }, random, write });
  try {
    const modules = new ImageModules(run, { timers, globals, replaced: options.modules ?? {}, dial: options.dial });
    const handler = member(modules.load(file), options.handler ?? 'handler');
    if (!isHandler(handler)) {
      throw new Error(`${file} exports no function ${options.handler ?? 'handler'}.`);
    }
    const copy: unknown = JSON.parse(JSON.stringify(event));
    return await Promise.race([call(handler, copy, invocation), run.crashed]);
  } catch (error) {
    // Lambda's runtime writes this line to the function's log.
    write(`Invoke Error ${member(error, 'stack') ?? error}`);
    throw error;
  } finally {
    run.end();
  }
}

type Handler = (event: unknown, context: object, done: (error?: unknown, result?: unknown) => void) => unknown;

function isHandler(value: unknown): value is Handler {
  return typeof value === 'function';
}

/** Calls a handler. It answers in one of Lambda's ways: by a promise, its callback, or its context. */
function call(handler: Handler, event: unknown, invocation: Invocation): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const done = (error?: unknown, result?: unknown) =>
      error === undefined || error === null ? resolve(result) : reject(error);
    const context = { ...contextOf(invocation), done, succeed: resolve, fail: reject };
    const returned = handler(event, context, done);
    if (typeof member(returned, 'then') === 'function') {
      resolve(returned);
    }
  });
}

function contextOf(invocation: Invocation) {
  const { awsRequestId, event, delivery, began } = invocation;
  const [, functionName = 'function'] = /([^:]*)$/.exec(event.ServiceToken) ?? [];
  const stream = createHash('sha256').update(`${awsRequestId} ${delivery} ${began}`).digest('hex').slice(0, 32);
  return {
    awsRequestId,
    functionName,
    functionVersion: '$LATEST',
    invokedFunctionArn: event.ServiceToken,
    memoryLimitInMB: '128',
    logGroupName: `/aws/lambda/${functionName}`,
    logStreamName: `${new Date(began).toISOString().slice(0, 10).replaceAll('-', '/')}/[$LATEST]${stream}`,
    callbackWaitsForEmptyEventLoop: true,
    getRemainingTimeInMillis: () => invocation.getRemainingTimeInMillis(),
  };
}

function member(value: unknown, name: string): unknown {
  return (typeof value === 'object' || typeof value === 'function') && value !== null
    ? Reflect.get(value, name)
    : undefined;
}
