import { writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { type AddressInfo, connect, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { generate } from 'selfsigned';
import { Scene } from './scene';

/** A name that no resolver knows: only the proxy can say where it is. */
const HOST = 'api.bitmovin.test';

/** A proxy that opens tunnels to one port of loopback, whatever host it is asked for, or refuses them. */
class ConnectProxy {
  static async start(refusal?: string): Promise<ConnectProxy> {
    const proxy = new ConnectProxy(refusal);
    await new Promise<void>((resolve) => proxy.#server.listen(0, '127.0.0.1', resolve));
    return proxy;
  }

  /** The targets of the tunnels, with the credentials of each. */
  readonly asked: string[] = [];
  to = 0;
  readonly #server: Server = createServer();
  readonly #sockets: Socket[] = [];

  private constructor(refusal?: string) {
    this.#server.on('connect', ({ url, headers }, socket: Socket) => {
      this.asked.push(`${url} ${headers['proxy-authorization'] ?? ''}`.trim());
      this.#sockets.push(socket.on('error', () => undefined));
      if (refusal !== undefined) {
        socket.end(`HTTP/1.1 ${refusal}\r\n\r\n`);
        return;
      }
      const upstream = connect(this.to, '127.0.0.1', () => socket.write('HTTP/1.1 200 OK\r\n\r\n'));
      this.#sockets.push(upstream.on('error', () => undefined));
      upstream.pipe(socket).pipe(upstream);
    });
  }

  get port(): number {
    return (this.#server.address() as AddressInfo).port;
  }

  async stop(): Promise<void> {
    for (const socket of this.#sockets) {
      socket.destroy();
    }
    await new Promise((resolve) => this.#server.close(resolve));
  }
}

let proxy: ConnectProxy;
let scene: Scene;
afterEach(async () => {
  await scene.strike();
  await proxy.stop();
});

/** A vendor over TLS whose certificate the company's own authority vouches for, reached only through the proxy. */
async function behindProxy(refusal?: string, more: Readonly<Record<string, string>> = {}): Promise<void> {
  const { private: key, cert } = await generate([{ name: 'commonName', value: HOST }], {
    keyType: 'ec',
    algorithm: 'sha256',
    extensions: [{ name: 'subjectAltName', altNames: [{ type: 2, value: HOST }] }],
  });
  const ca = path.join(tmpdir(), `company-ca-${process.pid}.pem`);
  writeFileSync(ca, cert);
  proxy = await ConnectProxy.start(refusal);
  scene = await Scene.set({
    bitmovin: { tls: { key, cert } },
    environment: {
      HTTPS_PROXY: `http://user:p%40ss@127.0.0.1:${proxy.port}`,
      NODE_EXTRA_CA_CERTS: ca,
      ...more,
    },
  });
  proxy.to = Number(new URL(scene.bitmovin.url).port);
}

const deploy = () => scene.stack.deploy(scene.template({ Main: { api: { baseUrl: `https://${HOST}/v1` } } }));

it('C11 a registration goes through the proxy, and trusts the company’s certificate authority', async () => {
  await behindProxy();

  expect(await deploy()).toBe('CREATE_COMPLETE');
  expect(scene.held()).toHaveLength(1);
  const credentials = Buffer.from('user:p@ss').toString('base64');
  expect(new Set(proxy.asked)).toEqual(new Set([`${HOST}:443 Basic ${credentials}`]));
  scene.expectNoSecretTold();
});

it.each([
  ['refuses', '407 Proxy Authentication Required', {}, 'answered 407 for api.bitmovin.test:443'],
  ['is not there', undefined, { HTTPS_PROXY: 'http://127.0.0.1:9' }, 'the proxy 127.0.0.1:9 could not be used'],
  ['is no URL', undefined, { HTTPS_PROXY: 'proxy' }, "the environment's HTTPS_PROXY is not a URL"],
])('C11 a proxy that %s is named in the reason', async (_, refusal, more, reason) => {
  await behindProxy(refusal, more);

  expect(await deploy()).toBe('ROLLBACK_COMPLETE');
  expect(scene.said()).toContain(reason);
  expect(scene.said()).not.toContain('p@ss');
  expect(scene.held()).toEqual([]);
});

it('C11 NO_PROXY goes past the proxy', async () => {
  await behindProxy(undefined, { NO_PROXY: `.bitmovin.test` });

  expect(await deploy()).toBe('ROLLBACK_COMPLETE');
  expect(proxy.asked).toEqual([]);
});
