import { createServer as createHttpServer, type RequestListener } from 'node:http';
import { createServer as createHttpsServer } from 'node:https';
import { type AddressInfo, createServer as createTcpServer, type Server, type Socket } from 'node:net';
import type { SecureVersion } from 'node:tls';
import { type FakeVendorTls, LOOPBACK } from '../fake-vendor/loopback-server';

/** How the proxy serves HTTPS. The certificate may be as bad as the test needs it. */
export interface FaultProxyTls extends FakeVendorTls {
  /** The one version of TLS that is spoken. Default: those of Node. */
  readonly only?: SecureVersion;
}

/** Something that holds a port. */
export interface Listener {
  /** Closes the port and every connection. */
  close(): Promise<void>;
}

/** A port that is served, with its open connections by the port that they come from. */
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

/** Accepts connections and says nothing: a TLS handshake, or a request, is never answered. */
export function listenMute(port: number): Promise<ServedListener> {
  return listen(
    createTcpServer((socket) => socket.resume()),
    port,
  );
}

function tlsOptions({ key, cert, only }: FaultProxyTls) {
  // OpenSSL 3 speaks nothing below 1.2 unless its security level says so.
  const old = only === 'TLSv1' || only === 'TLSv1.1' ? { ciphers: 'DEFAULT@SECLEVEL=0' } : {};
  return { key, cert, ...(only && { minVersion: only, maxVersion: only }), ...old };
}

async function listen(server: Server, port: number): Promise<ServedListener> {
  const sockets = new Map<number | undefined, Socket>();
  server.on('connection', (socket: Socket) => {
    const { remotePort } = socket;
    sockets.set(remotePort, socket);
    // A client that goes away in the middle is what a test wants to see.
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
  // The address of a server that listens on TCP is always this one of the types that Node gives it.
  return { port: (server.address() as AddressInfo).port, sockets, close };
}
