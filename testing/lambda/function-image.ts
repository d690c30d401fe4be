import { createHash } from 'node:crypto';
import { devNull } from 'node:os';
import { globalsOf } from './image-globals';
import { ImageModules } from './image-modules';
import type { Dial } from './image-network';
import { ImageRun } from './image-run';
import { timersOf } from './image-timers';
import type { Invocation, SimulatedFunction } from './invocation';

export interface FunctionImageOptions {
  /** What the file exports its handler as. Default: `handler`. */
  readonly handler?: string;
  /** The function's environment, of which it has nothing else but a region and credentials that open nothing. */
  readonly environment?:
    | Readonly<Record<string, string>>
    | ((invocation: Invocation) => Readonly<Record<string, string>>);
  /** What a name that the function requires gives, in place of the module that it would find. Default: none. */
  readonly modules?: Readonly<Record<string, unknown>>;
  /** Says where a request by `node:http` or `node:https` goes really. Default: where the function means it to go. */
  readonly dial?: Dial;
  /** From 0 to 1, for the function's `Math.random`. Default: `Math.random`. */
  readonly random?: () => number;
  /** Called with each line that the function writes to its console, its output or its error output. */
  readonly onLine?: (line: string, invocation: Invocation) => void;
}

/** Credentials that open nothing, and no settings of the user's. */
const ENVIRONMENT = {
  AWS_REGION: 'eu-west-1',
  AWS_ACCESS_KEY_ID: 'AKIAIOSFODNN7EXAMPLE',
  AWS_SECRET_ACCESS_KEY: 'fake-secret-access-key',
  AWS_SESSION_TOKEN: 'fake-session-token',
  AWS_CONFIG_FILE: devNull,
  AWS_SHARED_CREDENTIALS_FILE: devNull,
};

/**
 * A handler's file as the simulator's function, inside this process: every run evaluates it and all that it requires
 * anew, as a fresh Lambda environment does, with a clock, timers, `Math.random`, console, environment and network of its
 * own. So thousands of runs take seconds, and the {@link Weather}'s deaths and latencies reach into them: a request is an
 * effect of the {@link Invocation}, and of what is dead or done nothing goes on.
 *
 * The file is CommonJS, as it is bundled for Lambda. Its time is the simulator's, which stands while a request or a file
 * is under way; a socket's own time-outs stay real. It reaches the network by `node:http`, `node:https` and `fetch`
 * alone; whatever else it uses of Node is this process's. A handler is done when its promise is settled or it calls back;
 * an error that nobody catches ends it, but a rejection that nobody handles is this process's.
 */
export function functionImage(file: string, options: FunctionImageOptions = {}): SimulatedFunction {
  return async (invocation) => {
    await runImage(file, options, invocation, invocation.event);
  };
}

/**
 * As {@link functionImage}, one run, for any event.
 *
 * @returns what the handler returns, or calls back with
 * @throws what it throws, and what nobody caught
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
    // Lambda's runtime writes it to the function's log.
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

/** Calls a handler in whichever of Lambda's ways it answers: by a promise, its callback, or its context. */
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
