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
 * How the proxy meets a connection, before there is any request:
 * - `open`: it is served;
 * - `refuses`: nobody listens, and the connection is refused;
 * - `unreachable`: nobody answers its SYN, and it never comes about (tried on Linux alone);
 * - `mute`: it is accepted, and then nothing is said: a TLS handshake never ends.
 */
export type FaultProxyDoor = 'open' | 'refuses' | 'unreachable' | 'mute';

export interface FaultProxyOptions {
  /** The base URL of what stands behind, over plain HTTP on loopback: a fake, never a vendor. */
  readonly upstream: string;
  /** Serves HTTPS. Default: plain HTTP. */
  readonly tls?: FaultProxyTls;
  /** What goes wrong. Default: nothing. */
  readonly plan?: FaultPlan;
  /** How connections are met. Default: `open`. */
  readonly door?: FaultProxyDoor;
  /** The clock of a list that lags by milliseconds. Default: the real one. */
  readonly now?: () => Date;
}

/**
 * Stands on 127.0.0.1 between a client and a fake, and lets go wrong what goes wrong between a client and a vendor: a
 * connection that is refused, hangs or is reset, answers that are lost, slow, huge, malformed or somebody else's, and
 * lists that lag behind. Each fault says whether the upstream has acted when it strikes.
 *
 * Give its `url` to the client in place of the fake's.
 */
export class FaultProxy {
  /**
   * Resolves once it listens, on a free port.
   *
   * @throws an error that says so, for an upstream that is not plain HTTP on loopback
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

  /** What goes wrong; may be set and unset while the proxy runs. */
  plan: FaultPlan | undefined;

  readonly #options: FaultProxyOptions;
  readonly #upstream: URL;
  readonly #journal = new FaultJournal();
  readonly #memory = new ListMemory();
  /** Connections by their client's socket, and the requests that came over them. */
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

  /** The upstream's base URL, at the proxy's scheme, address and port; without a slash at its end. */
  get url(): string {
    const scheme = this.#options.tls ? 'https' : 'http';
    return `${scheme}://${LOOPBACK}:${this.#port}${this.#upstream.pathname.replace(/\/+$/, '')}`;
  }

  /** Every request since the start, which fault it met, and whether the upstream acted. */
  get journal(): readonly FaultJournalEntry[] {
    return this.#journal.entries;
  }

  /** How connections are met from now on, at the same port. Those that are open are closed. */
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

  /** Closes the port and every open connection; the journal can still be read. */
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
        // Most likely a test's own plan, or an upstream that is gone: say so, or the test waits for an answer for ever.
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
    // Who asks is a part of what is asked.
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

/** Measures the bytes of one answer; on the same connection others may follow. */
function meter(socket: Socket, response: ServerResponse): () => number {
  const before = socket.bytesWritten;
  let whole: number | undefined;
  response.once('close', () => {
    whole = socket.bytesWritten - before;
  });
  return () => whole ?? socket.bytesWritten - before;
}
