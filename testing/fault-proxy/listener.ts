import { createServer as createHttpServer, type RequestListener } from 'node:http';
import { createServer as createHttpsServer } from 'node:https';
import { type AddressInfo, createServer as createTcpServer, type Server, type Socket } from 'node:net';
import type { SecureVersion } from 'node:tls';
import { type FakeVendorTls, LOOPBACK } from '../fake-vendor/loopback-server';

/** How the proxy serves HTTPS. The certificate may be invalid, where the test needs that. */
export interface FaultProxyTls extends FakeVendorTls {
  /** The only version of TLS. Default: the versions of Node. */
  readonly only?: SecureVersion;
}

/** An open port. */
export interface Listener {
  /** Closes the port and every connection. */
  close(): Promise<void>;
}

/** A served port, with its open connections by the client's port. */
export interface ServedListener extends Listener {
  readonly port: number;
  readonly sockets: ReadonlyMap<number | undefined, Socket>;
}

/**
 * Serves HTTP, or HTTPS, on a port of 127.0.0.1.
 *
 * @throws the error of `listen`
 */
export function listenHttp(
  port: number,
  tls: FaultProxyTls | undefined,
  listener: RequestListener,
): Promise<ServedListener> {
  return listen(tls ? createHttpsServer(tlsOptions(tls), listener) : createHttpServer(listener), port);
}

/** Accepts connections and sends nothing, so a TLS handshake or a request gets no answer. */
export function listenMute(port: number): Promise<ServedListener> {
  return listen(
    createTcpServer((socket) => socket.resume()),
    port,
  );
}

function tlsOptions({ key, cert, only }: FaultProxyTls) {
  // OpenSSL 3 allows versions below 1.2 only at security level 0.
  const old = only === 'TLSv1' || only === 'TLSv1.1' ? { ciphers: 'DEFAULT@SECLEVEL=0' } : {};
  return { key, cert, ...(only && { minVersion: only, maxVersion: only }), ...old };
}

async function listen(server: Server, port: number): Promise<ServedListener> {
  const sockets = new Map<number | undefined, Socket>();
  server.on('connection', (socket: Socket) => {
    const { remotePort } = socket;
    sockets.set(remotePort, socket);
    // A test may close its client during an answer.
    socket.on('error', () => undefined);
    socket.once('close', () => sockets.delete(remotePort));
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, LOOPBACK, resolve);
  });
  const close = async () => {
    const closed = new Promise((resolve) => server.once('close', resolve));
    server.close();
    for (const socket of sockets.values()) {
      socket.destroy();
    }
    await closed;
  };
  // Node's type has other cases too, but a TCP server always has this one.
  return { port: (server.address() as AddressInfo).port, sockets, close };
}
