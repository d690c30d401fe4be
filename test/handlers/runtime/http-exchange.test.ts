import { execFile } from 'node:child_process';
import { createServer, type RequestListener } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import { type AddressInfo, createServer as createTcpServer, type Socket, type Server as TcpServer } from 'node:net';
import * as path from 'node:path';
import { promisify } from 'node:util';
import * as zlib from 'node:zlib';
import { generate } from 'selfsigned';
import { HttpFailure } from '../../../handlers/runtime/effects';
import { exchange } from '../../../handlers/runtime/http-exchange';
import { HeldExchange } from '../../faults/held-exchange';

const closers: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  await Promise.all(closers.splice(0).map((close) => close()));
});

async function listen(server: TcpServer): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  closers.push(() => new Promise((resolve) => server.close(resolve)));
  return (server.address() as AddressInfo).port;
}

const serve = async (listener: RequestListener) => `http://127.0.0.1:${await listen(createServer(listener))}/`;

/** No busy machine takes so long, in milliseconds. */
const EVER = 600_000;

function get(url: string) {
  return exchange({ method: 'GET', url, headers: { 'x-api-key': 'k' }, timeout: EVER }, EVER);
}

async function failure(promise: Promise<unknown>): Promise<HttpFailure> {
  const error = await promise.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!(error instanceof HttpFailure)) {
    throw new Error('no HttpFailure');
  }
  return error;
}

it.each([301, 302, 303, 307, 308])('V18 V19 a %i is an answer, and is not followed', async (status) => {
  let hits = 0;
  const elsewhere = await serve((_, response) => {
    hits++;
    response.end();
  });
  const url = await serve((_, response) => response.writeHead(status, { location: elsewhere }).end());
  expect((await get(url)).status).toBe(status);
  expect(hits).toBe(0);
});

it('V1 a refused connection was not heard', async () => {
  const server = createServer();
  const port = await listen(server);
  await closers.splice(0)[0]?.();
  expect(await failure(get(`http://127.0.0.1:${port}/`))).toMatchObject({ mayHaveActed: false });
});

it.each([
  ['V3 headers that never come', () => undefined],
  ['V4 a body that never ends', (_: unknown, response: Parameters<RequestListener>[1]) => void response.write('{')],
])('%s end with the time-out, and were heard', async (_, listener) => {
  let hasCome = false;
  const server = createServer((...given) => {
    hasCome = true;
    (listener as RequestListener)(...given);
  });
  const port = await listen(server);
  const held = new HeldExchange({ method: 'GET', url: `http://127.0.0.1:${port}/`, headers: {}, timeout: 100 });
  await held.end(() => (hasCome ? 'answer' : undefined));
  const error = await failure(held.answer);
  expect(error).toMatchObject({ mayHaveActed: true, message: 'no whole answer within 100 ms' });
  server.closeAllConnections();
});

it.each([
  ['less than the whole', EVER, 50],
  ['the whole', 50, EVER],
])('V2 a handshake that never ends, and may take %s, was not heard', async (_, timeout, connectWithin) => {
  const sockets: Socket[] = [];
  const port = await listen(createTcpServer((socket) => sockets.push(socket.resume())));
  const request = { method: 'GET', url: `https://127.0.0.1:${port}/`, headers: {}, timeout };
  const error = await failure(exchange(request, connectWithin));
  expect(error).toMatchObject({ mayHaveActed: false, message: 'no connection within 50 ms' });
  sockets.map((socket) => socket.destroy());
});

it('V5 a connection that is reset was heard', async () => {
  const server = createTcpServer((socket) => socket.once('data', () => socket.resetAndDestroy()));
  const port = await listen(server);
  expect(await failure(get(`http://127.0.0.1:${port}/`))).toMatchObject({ mayHaveActed: true });
});

it('V5 a body that is cut off is no answer', async () => {
  const url = await serve((_, response) => {
    response.writeHead(200, { 'content-length': '100' });
    response.write('half');
    setImmediate(() => response.destroy());
  });
  expect(await failure(get(url))).toMatchObject({ mayHaveActed: true });
});

it('an upgrade that nobody asked for is no answer', async () => {
  const server = createTcpServer((socket) => {
    socket.once('data', () =>
      socket.write('HTTP/1.1 101 Switching Protocols\r\nupgrade: x\r\nconnection: upgrade\r\n\r\n'),
    );
    socket.on('error', () => undefined);
  });
  const port = await listen(server);
  expect(await failure(get(`http://127.0.0.1:${port}/`))).toMatchObject({ mayHaveActed: true });
});

it('V25 a body over 1 MiB is not read to its end', async () => {
  const url = await serve((_, response) => response.end('x'.repeat(2_000_000)));
  expect((await failure(get(url))).message).toMatch(/more than 1048576 bytes/);
});

describe('V21 a certificate that nobody vouches for', () => {
  // In a process of its own: jest gives a test a copy of process.env that Node's TLS does not read.
  const script = (port: number) => `
    require('tsx/cjs');
    const { exchange } = require('./handlers/runtime/http-exchange.ts');
    exchange({ method: 'GET', url: 'https://localhost:${port}/', headers: {}, timeout: ${EVER} }, ${EVER}).then(
      () => console.log('answered'),
      (error) => console.log(error.mayHaveActed, error.message),
    );`;

  it.each([{}, { NODE_TLS_REJECT_UNAUTHORIZED: '0' }])('is refused with %j, before the key is sent', async (env) => {
    const { private: key, cert } = await generate([{ name: 'commonName', value: 'localhost' }]);
    let hits = 0;
    const port = await listen(createTlsServer({ key, cert }, () => hits++));
    const { stdout } = await promisify(execFile)(process.execPath, ['-e', script(port)], {
      cwd: path.join(__dirname, '..', '..', '..'),
      env: { ...process.env, ...env },
    });
    expect(stdout).toMatch(/^false .*certificate/);
    expect(hits).toBe(0);
  });
});

describe('A15 a body that comes compressed', () => {
  const TEXT = JSON.stringify({ name: 'ж'.repeat(500) });
  const served = (coding: string, body: Buffer) =>
    serve((_, response) => response.writeHead(200, { 'content-encoding': coding }).end(body));

  it('A15 is not asked for', async () => {
    let asked: unknown;
    const url = await serve((request, response) => {
      asked = request.headers['accept-encoding'];
      response.end();
    });
    await get(url);
    expect(asked).toBe('identity');
  });

  it.each<[string, string, Buffer]>([
    ['gzip', 'gzip', zlib.gzipSync(TEXT)],
    ['gzip, in capitals', 'GZIP', zlib.gzipSync(TEXT)],
    ['x-gzip', 'x-gzip', zlib.gzipSync(TEXT)],
    ['br', 'br', zlib.brotliCompressSync(TEXT)],
    ['deflate', 'deflate', zlib.deflateSync(TEXT)],
    ['deflate without a frame', 'deflate', zlib.deflateRawSync(TEXT)],
    ['two codings', 'deflate, gzip', zlib.gzipSync(zlib.deflateSync(TEXT))],
    ['identity', 'identity', Buffer.from(TEXT)],
    ['no coding', '', Buffer.from(TEXT)],
  ])('A15 is understood: %s', async (_, coding, body) => {
    expect(await get(await served(coding, body))).toMatchObject({ status: 200, body: TEXT });
  });

  it.each(['gzip', 'br', 'zstd'])('A15 may be empty: %s', async (coding) => {
    expect(await get(await served(coding, Buffer.alloc(0)))).toMatchObject({ status: 200, body: '' });
  });

  const BOMB = Buffer.alloc(2_000_000, 0x20);
  it.each<[string, string, Buffer, string]>([
    ['a bomb in gzip', 'gzip', zlib.gzipSync(BOMB), 'an answer of more than 1048576 bytes'],
    ['a bomb in br', 'br', zlib.brotliCompressSync(BOMB), 'an answer of more than 1048576 bytes'],
    ['a bomb in a bomb', 'gzip, gzip', zlib.gzipSync(zlib.gzipSync(BOMB)), 'an answer of more than 1048576 bytes'],
    ['no gzip', 'gzip', Buffer.from(TEXT), "an answer in the coding 'gzip' that cannot be read"],
    ['half of it', 'gzip', zlib.gzipSync(TEXT).subarray(0, 20), "an answer in the coding 'gzip' that cannot be read"],
    ['zstd', 'zstd', Buffer.from('x'), "an answer in the coding 'zstd', which was not asked for"],
  ])('A15 and that is %s may have acted, and the reason names it', async (_, coding, body, message) => {
    const error = await failure(get(await served(coding, body)));
    expect(error).toMatchObject({ message, mayHaveActed: true });
  });
});
