import { createServer, type RequestListener } from 'node:http';
import { createServer as createHttpsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import type { FaultProxyTls } from '../../../testing/fault-proxy/listener';

/** A host that is not the vendor's: what comes here should not have been sent. */
export class Elsewhere {
  public static async start(tls?: FaultProxyTls): Promise<Elsewhere> {
    const elsewhere = new Elsewhere(tls);
    await new Promise<void>((resolve) => elsewhere.server.listen(0, '127.0.0.1', resolve));
    return elsewhere;
  }

  /** Each request, as its method, its URL and its headers. */
  public readonly seen: string[] = [];
  /** How many connections were made, whatever came over them. */
  public connections = 0;
  private readonly server: ReturnType<typeof createServer>;

  private constructor(private readonly tls: FaultProxyTls | undefined) {
    const listener: RequestListener = (request, response) => {
      this.seen.push([request.method, request.url, JSON.stringify(request.headers)].join(' '));
      response.end('{}');
    };
    this.server = tls ? createHttpsServer({ key: tls.key, cert: tls.cert }, listener) : createServer(listener);
    this.server.on('connection', () => this.connections++);
  }

  public get url(): string {
    // The address of a server that listens on TCP is always this one of the types that Node gives it.
    const { port } = this.server.address() as AddressInfo;
    return `${this.tls ? 'https' : 'http'}://127.0.0.1:${port}`;
  }

  public async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }
}
