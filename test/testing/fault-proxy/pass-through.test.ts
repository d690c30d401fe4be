import { Agent, createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Fault } from '../../../testing/fault-proxy/fault';
import { FaultProxy } from '../../../testing/fault-proxy/fault-proxy';
import { call } from './call';
import { API_KEY, PATH, Scene } from './scene';

let scene: Scene;
beforeEach(async () => {
  scene = await Scene.set();
});
afterEach(() => scene.strike());

it("has the upstream's path at an address of its own on 127.0.0.1", () => {
  expect(scene.proxy.url).toMatch(/^http:\/\/127\.0\.0\.1:[1-9]\d*\/v1$/);
  expect(scene.proxy.url).not.toBe(scene.fake.url);
});

it('listens on no other address', async () => {
  const elsewhere = scene.proxy.url.replace('127.0.0.1', '127.0.0.2');
  expect(await call(elsewhere, { within: 200 })).not.toHaveProperty('status');
});

it("has a URL without a slash at its end, whether the upstream's has one or not", async () => {
  const proxy = await FaultProxy.start({ upstream: `${scene.fake.url}/` });
  expect(proxy.url).toMatch(/\d\/v1$/);
  await proxy.stop();
});

it('a request without a fault is performed once, and answered as the upstream answers', async () => {
  const { status, body } = await scene.create();

  expect(status).toBe(201);
  expect(JSON.parse(body).data.result.id).toBe(scene.fake.outputs()[0]?.id);
  expect(scene.fake.outputs()).toHaveLength(1);
});

it('passes on method, path, query, headers and body, and brings back status, headers and body', async () => {
  const query = `${PATH}/a%2Fb?x=%20y&x-tenant=1`;
  const [direct, through] = await Promise.all(
    [scene.fake.url, scene.proxy.url].map((url) =>
      call(`${url}${query}`, { method: 'PUT', headers: { 'X-Api-Key': API_KEY } }),
    ),
  );

  expect(through?.status).toBe(405);
  expect(through?.headers).toMatchObject({ allow: 'GET, DELETE' });
  expect(through?.headers?.['content-type']).toBe(direct?.headers?.['content-type']);
  const [first, second] = scene.fake.journal;
  expect(second).toEqual(first);
});

it("keeps to itself what is one connection's own business", async () => {
  const upstream = createServer((request, response) => {
    response.writeHead(200, { 'keep-alive': 'timeout=99', 'x-host': request.headers.host });
    response.write('in ');
    response.end('chunks');
  });
  await new Promise<void>((resolve) => upstream.listen(0, '127.0.0.1', resolve));
  const { port } = upstream.address() as AddressInfo;
  const proxy = await FaultProxy.start({ upstream: `http://127.0.0.1:${port}` });
  const { body, headers } = await call(proxy.url);
  await proxy.stop();
  await new Promise((resolve) => upstream.close(resolve));

  expect(body).toBe('in chunks');
  expect(headers).toMatchObject({ 'content-length': '9', 'x-host': `127.0.0.1:${port}` });
  expect(headers).not.toHaveProperty('transfer-encoding');
  expect(headers).not.toHaveProperty('keep-alive');
});

it('writes down what was asked, which fault it met and what the upstream said, and no header', async () => {
  const fault = Fault.reply(503, { acted: true });
  scene.proxy.plan = ({ number }) => (number === 2 ? fault : number === 3 ? Fault.reply(503) : undefined);
  await call(`${scene.proxy.url}${PATH}?limit=7`, { headers: { 'X-Api-Key': API_KEY } });
  await scene.create();
  await scene.create();

  const path = `/v1${PATH}`;
  expect(scene.proxy.journal).toEqual([
    {
      number: 1,
      method: 'GET',
      path,
      query: { limit: '7' },
      connection: 1,
      reused: false,
      status: 200,
      sent: expect.any(Number),
    },
    {
      number: 2,
      method: 'POST',
      path,
      query: {},
      connection: 2,
      reused: false,
      status: 201,
      fault,
      sent: expect.any(Number),
    },
    {
      number: 3,
      method: 'POST',
      path,
      query: {},
      connection: 3,
      reused: false,
      fault: Fault.reply(503),
      sent: expect.any(Number),
    },
  ]);
  expect(scene.proxy.journal[0]?.sent).toBeGreaterThan(100);
  expect(JSON.stringify(scene.proxy.journal)).not.toContain(API_KEY);
});

it('tells requests over one connection from those over another', async () => {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  await scene.list({ agent });
  await scene.list({ agent });
  await scene.list();
  agent.destroy();

  expect(scene.proxy.journal.map(({ connection, reused }) => [connection, reused])).toEqual([
    [1, false],
    [1, true],
    [2, false],
  ]);
  const [first, second] = scene.proxy.journal;
  expect(second?.sent).toBe(first?.sent);
});

it('a plan that throws is a 502 that says why', async () => {
  scene.proxy.plan = () => {
    throw new Error('the plan of a test');
  };

  expect(await scene.list()).toMatchObject({ status: 502, body: 'The fault proxy failed: the plan of a test' });
});

it('an upstream that is gone is a 502', async () => {
  await scene.fake.stop();

  expect(await scene.list()).toMatchObject({ status: 502, body: expect.stringContaining('ECONNREFUSED') });
});

it('a reply that HTTP cannot carry is a 502', async () => {
  scene.proxy.plan = () => Fault.reply(200, { headers: { 'x-bad': 'a\nb' } });

  expect(await scene.list()).toMatchObject({ status: 502 });
});

it('stop closes what is still being answered, and may be called twice', async () => {
  scene.proxy.plan = () => Fault.silence();
  const waiting = scene.list();
  while (scene.proxy.journal.length === 0) {
    await new Promise(setImmediate);
  }
  await scene.proxy.stop();
  await scene.proxy.stop();

  expect(await waiting).toMatchObject({ error: 'ECONNRESET' });
  expect(await scene.list()).toMatchObject({ error: 'ECONNREFUSED' });
});

it.each(['https://127.0.0.1:1', 'http://api.example.com', 'nonsense'])('stands in front of no %s', async (upstream) => {
  await expect(FaultProxy.start({ upstream })).rejects.toThrow(
    `upstream '${upstream}' is not plain HTTP on loopback: give the base URL of a fake.`,
  );
});
