import { once } from 'node:events';
import { request as httpsRequest } from 'node:https';
import { connect } from 'node:net';
import { generate } from 'selfsigned';
import { FakeBitmovin } from '../../../testing';
import { LoopbackServer, MAX_BODY_BYTES, type WireHandler } from '../../../testing/fake-vendor/loopback-server';

let server: LoopbackServer | undefined;

afterEach(() => server?.stop());

async function start(handler: WireHandler = () => ({ status: 204 }), port?: number): Promise<LoopbackServer> {
  server = await LoopbackServer.start({ handler, port });
  return server;
}

const portOf = ({ origin }: LoopbackServer) => Number(new URL(origin).port);

it('listens on 127.0.0.1, on a free port if none is asked for', async () => {
  const { origin } = await start();

  expect(origin).toMatch(/^http:\/\/127\.0\.0\.1:[1-9]\d*$/);
  expect((await fetch(origin)).status).toBe(204);
});

it('a port that is taken is refused as the system says it', async () => {
  const port = portOf(await start());

  await expect(LoopbackServer.start({ handler: () => ({ status: 204 }), port })).rejects.toMatchObject({
    code: 'EADDRINUSE',
  });
});

it('stop closes a connection in the middle of its request, and frees the port', async () => {
  const running = await start();
  const port = portOf(running);
  const socket = connect(port, '127.0.0.1');
  await once(socket, 'connect');
  socket.write('POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 10\r\n\r\nhalf');
  await fetch(running.origin);

  await Promise.all([once(socket, 'close'), running.stop()]);

  await start(undefined, port);
  expect(portOf(server ?? running)).toBe(port);
});

it('stop may be called twice', async () => {
  const running = await start();
  await running.stop();

  await expect(running.stop()).resolves.toBeUndefined();
});

it.each<[number, number]>([
  [MAX_BODY_BYTES, 200],
  [MAX_BODY_BYTES + 1, 413],
])('a body of %i bytes is answered by %i', async (bytes, status) => {
  const { origin } = await start(({ body }) => ({ status: body.length === bytes ? 200 : 400 }));

  expect((await fetch(origin, { method: 'POST', body: 'x'.repeat(bytes) })).status).toBe(status);
});

it('a handler that throws is a 500 that says why, and the next request is served', async () => {
  let requests = 0;
  const { origin } = await start(() => {
    requests += 1;
    if (requests === 1) {
      throw new Error('the hook of a test');
    }
    return { status: 200, body: { ok: true } };
  });

  const failed = await fetch(origin);
  expect(failed.status).toBe(500);
  expect(await failed.text()).toBe('The fake failed: the hook of a test');
  expect(await (await fetch(origin)).json()).toEqual({ ok: true });
});

it.each<[string, WireHandler, number]>([
  ['a reply that comes later is sent', async () => ({ status: 202 }), 202],
  ['one that fails later is a 500', () => Promise.reject(new Error('the hook of a test')), 500],
])('%s', async (_, handler, status) => {
  const { origin } = await start(handler);

  expect((await fetch(origin)).status).toBe(status);
});

it('a reply that HTTP cannot carry is a 500, too', async () => {
  const { origin } = await start(() => ({ status: 9999 }));

  expect((await fetch(origin)).status).toBe(500);
});

it('a body of many bytes a letter arrives whole', async () => {
  const { origin } = await start(({ body }) => ({ status: 200, body: { body } }));

  expect(await (await fetch(origin, { method: 'POST', body: 'ü\u{1f3ac}' })).json()).toEqual({ body: 'ü\u{1f3ac}' });
});

it('serves HTTPS with a given certificate', async () => {
  const { private: key, cert } = await generate([{ name: 'commonName', value: '127.0.0.1' }], {
    extensions: [{ name: 'subjectAltName', altNames: [{ type: 7, ip: '127.0.0.1' }] }],
  });
  const fake = await FakeBitmovin.start({ apiKey: 'k', tls: { key, cert } });
  try {
    const request = httpsRequest(`${fake.url}/analytics/outputs/s3-role-based`, {
      ca: cert,
      headers: { 'X-Api-Key': 'k' },
    });
    request.end();
    const [response] = await once(request, 'response');

    expect(fake.url).toMatch(/^https:\/\/127\.0\.0\.1:\d+\/v1$/);
    expect(response.statusCode).toBe(200);
    response.resume();
  } finally {
    await fake.stop();
  }
});
