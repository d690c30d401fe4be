import {
  createServer as createHttpServer,
  type IncomingHttpHeaders,
  type IncomingMessage,
  type Server,
  type ServerResponse,
} from 'node:http';
import { createServer as createHttpsServer } from 'node:https';
import type { AddressInfo, Socket } from 'node:net';
import type { VendorReply } from './exchange';

/** The only address that a fake vendor listens on. */
export const LOOPBACK = '127.0.0.1';

/** The longest body that the server reads, in bytes (1 MiB). A longer body gets a 413. */
export const MAX_BODY_BYTES = 1024 * 1024;

/** A certificate and its key for HTTPS, both as PEM. */
export interface FakeVendorTls {
  readonly key: string | Buffer;
  readonly cert: string | Buffer;
}

/** A request as the client sent it, with its secrets. */
export interface WireRequest {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: IncomingHttpHeaders;
  /** The body as it was sent. */
  readonly bytes: Buffer;
  /** The body as UTF-8. */
  readonly body: string;
}

/** Answers a request, or closes its connection, at once or later. */
export type WireHandler = (request: WireRequest) => VendorReply | 'drop' | Promise<VendorReply | 'drop'>;

export interface LoopbackServerOptions {
  /** 0 or absent: a free port. */
  readonly port?: number;
  /** Absent: plain HTTP. */
  readonly tls?: FakeVendorTls;
  readonly handler: WireHandler;
}

/** An HTTP or HTTPS server on 127.0.0.1 that answers from one function. */
export class LoopbackServer {
  /**
   * Resolves once the server listens.
   *
   * @throws the error of `listen`: `EADDRINUSE` for a port that is taken, `EACCES` for one that needs privileges
   */
  static async start(options: LoopbackServerOptions): Promise<LoopbackServer> {
    const listener = (request: IncomingMessage, response: ServerResponse) => {
      serve(request, response, options.handler);
    };
    const server = options.tls ? createHttpsServer({ ...options.tls }, listener) : createHttpServer(listener);
    const sockets = new Set<Socket>();
    server.on('connection', (socket: Socket) => {
      sockets.add(socket);
      socket.once('close', () => sockets.delete(socket));
    });
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen(options.port ?? 0, LOOPBACK, resolve);
    });
    // Node's type has other cases too, but a TCP server always has this one.
    const { port } = server.address() as AddressInfo;
    return new LoopbackServer(server, sockets, `${options.tls ? 'https' : 'http'}://${LOOPBACK}:${port}`);
  }

  /** Scheme, address and port, without a slash at the end. */
  readonly origin: string;
  readonly #server: Server;
  readonly #sockets: ReadonlySet<Socket>;

  private constructor(server: Server, sockets: ReadonlySet<Socket>, origin: string) {
    this.#server = server;
    this.#sockets = sockets;
    this.origin = origin;
  }

  /** Closes the port and every open connection, also during an answer. */
  async stop(): Promise<void> {
    if (!this.#server.listening) {
      return;
    }
    const closed = new Promise((resolve) => this.#server.once('close', resolve));
    this.#server.close();
    for (const socket of this.#sockets) {
      socket.destroy();
    }
    await closed;
  }
}

function serve(request: IncomingMessage, response: ServerResponse, handler: WireHandler): void {
  const chunks: Buffer[] = [];
  let bytes = 0;
  request.on('data', (chunk: Buffer) => {
    bytes += chunk.length;
    if (bytes <= MAX_BODY_BYTES) {
      chunks.push(chunk);
    }
  });
  // The client has closed the connection during its body, so the request is not performed.
  request.on('error', () => response.destroy());
  request.on('end', async () => {
    try {
      send(response, bytes > MAX_BODY_BYTES ? { status: 413 } : await handler(read(request, Buffer.concat(chunks))));
    } catch (error) {
      // Probably a test's hook threw. The client must get an answer, or the test waits for ever.
      send(response, {
        status: 500,
        body: `The fake failed: ${error instanceof Error ? error.message : String(error)}`,
      });
    }
  });
}

function read(request: IncomingMessage, body: Buffer): WireRequest {
  const url = new URL(`http://${LOOPBACK}${request.url ?? '/'}`);
  return {
    method: request.method ?? 'GET',
    path: url.pathname,
    query: url.searchParams,
    headers: request.headers,
    bytes: body,
    body: body.toString('utf8'),
  };
}

function send(response: ServerResponse, reply: VendorReply | 'drop'): void {
  if (reply === 'drop') {
    response.socket?.destroy();
    return;
  }
  const isText = typeof reply.body === 'string';
  const body = reply.body === undefined ? '' : isText ? String(reply.body) : JSON.stringify(reply.body);
  if (body !== '') {
    response.setHeader('content-type', isText ? 'text/plain; charset=utf-8' : 'application/json');
  }
  response.setHeader('content-length', Buffer.byteLength(body));
  // Set one by one: a header of the reply replaces our header, whatever its letters' case.
  for (const [name, value] of Object.entries(reply.headers ?? {})) {
    response.setHeader(name, value);
  }
  response.writeHead(reply.status);
  response.end(body);
}
