import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { LOOPBACK } from '../fake-vendor/loopback-server';
import { FaultJournal, type FaultJournalEntry, type OpenEntry } from './fault-journal';
import type { FaultPlan, ProxiedRequest } from './fault-plan';
import { ListMemory } from './list-memory';
import { type FaultProxyTls, type Listener, listenHttp, listenMute, type ServedListener } from './listener';
import { perform } from './perform';
import { listenUnreachable } from './unreachable';
import { passOn, type UpstreamAnswer } from './upstream';
import { sendReply } from './whole-answer';

/**
 * How the proxy treats a new connection, before any request:
 * - `open`: the proxy serves it;
 * - `refuses`: the system refuses it, because no server listens;
 * - `unreachable`: no SYN is answered, so the connection never opens (tried on Linux alone);
 * - `mute`: the proxy accepts it and sends nothing, so a TLS handshake never ends.
 */
export type FaultProxyDoor = 'open' | 'refuses' | 'unreachable' | 'mute';

export interface FaultProxyOptions {
  /** The base URL of the fake behind the proxy, over plain HTTP on loopback. It is never a real vendor. */
  readonly upstream: string;
  /** Serves HTTPS. Default: plain HTTP. */
  readonly tls?: FaultProxyTls;
  /** The faults. Default: none. */
  readonly plan?: FaultPlan;
  /** How the proxy treats connections. Default: `open`. */
  readonly door?: FaultProxyDoor;
  /** The clock of a list that lags by milliseconds. Default: the real one. */
  readonly now?: () => Date;
}

/**
 * Stands on 127.0.0.1 between a client and a fake, and causes the faults of a real network and a real vendor. It
 * refuses, hangs or resets connections. It sends slow, huge, malformed or wrong answers, and lists that lag behind.
 * Each fault says whether the upstream has acted.
 *
 * Give the proxy's `url` to the client in place of the fake's.
 */
export class FaultProxy {
  /**
   * Resolves once the proxy listens on a free port.
   *
   * @throws where the upstream is not plain HTTP on loopback
   */
  static async start(options: FaultProxyOptions): Promise<FaultProxy> {
    const upstream = URL.canParse(options.upstream) ? new URL(options.upstream) : undefined;
    if (upstream?.protocol !== 'http:' || !/^(localhost|127\.\d+\.\d+\.\d+)$/.test(upstream.hostname)) {
      throw new Error(`upstream '${options.upstream}' is not plain HTTP on loopback: give the base URL of a fake.`);
    }
    const proxy = new FaultProxy(options, upstream);
    await proxy.#open(0);
    await proxy.setDoor(options.door ?? 'open');
    return proxy;
  }

  /** The faults; a test may set and unset them while the proxy runs. */
  plan: FaultPlan | undefined;

  readonly #options: FaultProxyOptions;
  readonly #upstream: URL;
  readonly #journal = new FaultJournal();
  readonly #memory = new ListMemory();
  /** The number of each connection and of its requests, by the client's socket. */
  readonly #connections = new WeakMap<object, { readonly number: number; requests: number }>();
  #connectionCount = 0;
  #requestCount = 0;
  #door: FaultProxyDoor = 'open';
  #port = 0;
  #served: ServedListener | undefined;
  #listener: Listener | undefined;

  private constructor(options: FaultProxyOptions, upstream: URL) {
    this.#options = options;
    this.#upstream = upstream;
    this.plan = options.plan;
  }

  /** The upstream's base URL with the proxy's scheme, address and port; no slash at the end. */
  get url(): string {
    const scheme = this.#options.tls ? 'https' : 'http';
    return `${scheme}://${LOOPBACK}:${this.#port}${this.#upstream.pathname.replace(/\/+$/, '')}`;
  }

  /** Every request since the start, with its fault, and whether the upstream acted. */
  get journal(): readonly FaultJournalEntry[] {
    return this.#journal.entries;
  }

  /** Sets how the proxy treats connections from now on, at the same port. Open connections are closed. */
  async setDoor(door: FaultProxyDoor): Promise<void> {
    if (door === this.#door) {
      return;
    }
    await this.stop();
    this.#door = door;
    if (door === 'open') {
      await this.#open(this.#port);
    } else if (door === 'mute') {
      this.#listener = await listenMute(this.#port);
    } else if (door === 'unreachable') {
      this.#listener = await listenUnreachable(this.#port);
    }
  }

  /** Closes the port and every open connection. The journal can still be read. */
  async stop(): Promise<void> {
    const listener = this.#listener;
    this.#listener = undefined;
    await listener?.close();
  }

  async #open(port: number): Promise<void> {
    this.#served = await listenHttp(port, this.#options.tls, (incoming, response) => this.#serve(incoming, response));
    this.#listener = this.#served;
    this.#port = this.#served.port;
  }

  #serve(incoming: IncomingMessage, response: ServerResponse): void {
    const chunks: Buffer[] = [];
    incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
    incoming.on('end', () => {
      this.#answer(incoming, Buffer.concat(chunks), response).catch((error: unknown) => {
        // Probably a test's plan threw, or the upstream is gone. The client must get an answer, or the test waits for
        // ever.
        const body = `The fault proxy failed: ${error instanceof Error ? error.message : String(error)}`;
        if (response.headersSent) {
          response.destroy();
        } else {
          sendReply(response, { kind: 'reply', status: 502, body });
        }
      });
    });
  }

  async #answer(incoming: IncomingMessage, body: Buffer, response: ServerResponse): Promise<void> {
    const request = this.#requestOf(incoming);
    const fault = this.plan?.(request);
    const { socket } = incoming;
    const entry: OpenEntry = { request, fault, sent: meter(socket, response) };
    this.#journal.add(entry);

    const moment = { number: request.number, time: this.#now() };
    const target = incoming.url ?? '/';
    // Two clients may get different answers, so the headers are part of the key.
    const key = JSON.stringify([request.method, target, incoming.headers]);
    const act = async (): Promise<UpstreamAnswer> => {
      if (request.method !== 'GET') {
        this.#memory.wrote(moment);
      }
      const passed = { method: request.method, target, headers: incoming.headers, body };
      const answer = await passOn(this.#upstream.origin, passed);
      entry.status = answer.status;
      if (request.method === 'GET') {
        this.#memory.answered(key, moment, answer);
      }
      return answer;
    };
    await perform(fault, {
      response,
      tcp: this.#served?.sockets.get(socket.remotePort),
      act,
      before: (lag) => this.#memory.before(key, lag, moment),
    });
  }

  #requestOf({ method = 'GET', url = '/', socket }: IncomingMessage): ProxiedRequest {
    const [path = '', query] = url.split(/\?(.*)/s);
    const connection = this.#connections.get(socket) ?? { number: ++this.#connectionCount, requests: 0 };
    this.#connections.set(socket, connection);
    return {
      number: ++this.#requestCount,
      method,
      path,
      query: Object.fromEntries(new URLSearchParams(query)),
      connection: connection.number,
      reused: connection.requests++ > 0,
    };
  }

  #now(): number {
    return (this.#options.now?.() ?? new Date()).getTime();
  }
}

/** Counts the bytes of one answer. The same connection may carry other answers later. */
function meter(socket: Socket, response: ServerResponse): () => number {
  const before = socket.bytesWritten;
  let whole: number | undefined;
  response.once('close', () => {
    whole = socket.bytesWritten - before;
  });
  return () => whole ?? socket.bytesWritten - before;
}
