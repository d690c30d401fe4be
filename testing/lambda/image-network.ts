import http from 'node:http';
import https from 'node:https';
import { connect } from 'node:net';
import { connect as connectSecurely } from 'node:tls';
import { urlToHttpOptions } from 'node:url';
import type { ImageRun } from './image-run';
import type { Invocation } from './invocation';

/** The destination that a function gives to its request. */
export interface Destination {
  readonly host: string;
  readonly port: number;
}

/** The real destination of a request, and how to reach it. */
export interface Dialled {
  readonly host?: string;
  readonly port?: number;
  /** The certificate to trust, in PEM. */
  readonly ca?: string;
  /**
   * Holds the clock during the request. Default: the clock stands until the whole answer has arrived. Replace it where
   * the server uses the same clock.
   */
  readonly during?: (request: () => Promise<void>) => Promise<void>;
}

/** Chooses the real destination of a request. */
export type Dial = (to: Destination, invocation: Invocation) => Dialled;

/** The events of a request that the image delays until the latency is over. */
const RESULTS: ReadonlySet<string | symbol> = new Set(['response', 'error', 'close']);

/**
 * A request is one effect of the invocation. It takes its latency. The function may die before it and after it. A run
 * that is over sends no request and receives no result.
 */
async function carry(run: ImageRun, { during }: Dialled, request: () => Promise<void>): Promise<void> {
  const { invocation } = run;
  const act = async () => {
    if (!run.over) {
      await request();
    }
  };
  if (during) {
    await invocation.sleep(0);
    await during(act);
    await invocation.sleep(0);
  } else {
    await invocation.effect(act);
  }
  if (run.over) {
    await new Promise<never>(() => undefined);
  }
}

/** `node:http` or `node:https` for a function's image. Each request uses a connection of its own. */
export function networkOf(run: ImageRun, secure: boolean, dial: Dial = () => ({})) {
  const real = secure ? https : http;
  const request = (...given: unknown[]): http.ClientRequest => {
    const { options, heard } = readArguments(given);
    const made = real.request({
      ...options,
      agent: undefined,
      defaultPort: secure ? 443 : 80,
      createConnection: (to, connected) => {
        const destination = { host: to.host ?? 'localhost', port: Number(to.port) };
        const dialled = dial(destination, run.invocation);
        const { host, port, ca } = { ...trustOf(options), ...destination, ...dialled };
        const goThere = () =>
          connected(null, secure ? connectSecurely({ ...trustOf(options), host, port, ca }) : connect({ host, port }));
        // The request must exist before its passage begins.
        queueMicrotask(() => passage.begin(dialled, goThere));
        return undefined;
      },
    });
    const passage = new Passage(run, made);
    return heard ? made.once('response', heard) : made;
  };
  const get = (...given: unknown[]) => request(...given).end();
  return { ...real, request, get };
}

/** The TLS options of a request, or of the agent that would send it. */
function trustOf({ agent, ...options }: https.RequestOptions) {
  const all = { ...(agent instanceof https.Agent && agent.options), ...options };
  const { ca, cert, key, passphrase, rejectUnauthorized, servername, minVersion, maxVersion } = all;
  return { ca, cert, key, passphrase, rejectUnauthorized, servername, minVersion, maxVersion };
}

/** `fetch` for a function's image. It always uses the destination of the request. */
export function fetchOf(run: ImageRun): typeof fetch {
  return async (...request) => {
    let settle: () => Promise<Response> = () => Promise.reject();
    await carry(run, {}, async () => {
      const answer = fetchWhole(...request);
      settle = () => answer;
      await answer.catch(() => undefined);
    });
    return settle();
  };
}

/** Fetches the whole answer, so that no part of it is under way when the clock moves on. */
async function fetchWhole(...request: Parameters<typeof fetch>): Promise<Response> {
  const answer = await fetch(...request);
  const { status, statusText } = answer;
  const body = await answer.arrayBuffer();
  // The body is decoded already, so these headers are no longer true.
  const headers = [...answer.headers].filter(([name]) => name !== 'content-encoding');
  return new Response(body.byteLength > 0 ? body : null, { status, statusText, headers });
}

/** The way of one request to the server and back. */
class Passage {
  readonly #run: ImageRun;
  readonly #request: http.ClientRequest;
  readonly #emit: (event: string | symbol, ...values: unknown[]) => boolean;
  readonly #results: (readonly [string | symbol, ...unknown[]])[] = [];
  #open = false;
  #answering = false;
  #arrived: () => void = () => undefined;

  constructor(run: ImageRun, request: http.ClientRequest) {
    this.#run = run;
    this.#request = request;
    this.#emit = request.emit.bind(request);
    request.emit = (event: string | symbol, ...values: unknown[]) => {
      if (!this.#open || !RESULTS.has(event)) {
        return this.#emit(event, ...values);
      }
      this.#hear(event, values);
      return true;
    };
  }

  /** @param connect called when the request leaves; never called if the function is dead by then */
  begin(dialled: Dialled, connect: () => void): void {
    const request = async () => {
      if (!this.#request.destroyed) {
        const arrived = new Promise<void>((resolve) => {
          this.#arrived = resolve;
        });
        this.#open = true;
        connect();
        await arrived;
      }
    };
    carry(this.#run, dialled, request).then(() => {
      this.#open = false;
      for (const [event, ...values] of this.#results) {
        this.#run.enter(() => this.#emit(event, ...values));
      }
    });
  }

  #hear(event: string | symbol, values: readonly unknown[]): void {
    const [answer] = values;
    if (event === 'response' && answer instanceof http.IncomingMessage) {
      this.#answering = true;
      this.#collect(answer);
      return;
    }
    this.#results.push([event, ...values]);
    if (!this.#answering) {
      this.#arrived();
    }
  }

  /** Collects the whole answer, so that no part of it is under way when the clock moves on. */
  #collect(answer: http.IncomingMessage): void {
    const chunks: Buffer[] = [];
    let failure: Error | undefined;
    answer.on('data', (chunk: Buffer) => chunks.push(chunk));
    answer.on('error', (error) => {
      failure = error;
    });
    answer.on('close', () => {
      const copy = new http.IncomingMessage(answer.socket);
      const { statusCode, statusMessage, httpVersion, headers, rawHeaders, complete } = answer;
      Object.assign(copy, { statusCode, statusMessage, httpVersion, headers, rawHeaders, complete });
      for (const chunk of chunks) {
        copy.push(chunk);
      }
      if (failure) {
        copy.destroy(failure);
      } else {
        copy.push(null);
      }
      this.#results.unshift(['response', copy]);
      this.#arrived();
    });
  }
}

interface Arguments {
  readonly options: https.RequestOptions;
  readonly heard?: (answer: http.IncomingMessage) => void;
}

function readArguments(given: readonly unknown[]): Arguments {
  let options: https.RequestOptions = {};
  let heard: Arguments['heard'];
  for (const value of given) {
    if (isListener(value)) {
      heard = value;
    } else if (typeof value === 'string' || value instanceof URL) {
      options = { ...options, ...urlToHttpOptions(new URL(value)) };
    } else if (typeof value === 'object') {
      options = { ...options, ...value };
    }
  }
  return { options, heard };
}

function isListener(value: unknown): value is (answer: http.IncomingMessage) => void {
  return typeof value === 'function';
}
