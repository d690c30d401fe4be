import { once } from 'node:events';
import { connect } from 'node:net';
import { gunzipSync } from 'node:zlib';
import { Fault } from '../../../testing/fault-proxy/fault';
import type { CallOptions } from './call';
import { Scene } from './scene';

let scene: Scene;
beforeEach(async () => {
  scene = await Scene.set();
});
afterEach(() => scene.strike());

async function createWith(fault: Fault, patience: Pick<CallOptions, 'within' | 'upTo'> = {}) {
  scene.proxy.plan = () => fault;
  return scene.create(patience);
}

describe('the upstream', () => {
  it.each<[string, (acted: boolean) => Fault]>([
    ['reply', (acted) => Fault.reply(500, { acted })],
    ['reset', (acted) => Fault.reset('start', { acted })],
    ['silence', (acted) => Fault.silence({ acted })],
    ['raw', (acted) => Fault.raw('', { acted })],
    ['flood', (acted) => Fault.flood(10, { acted })],
    ['gzip bomb', (acted) => Fault.gzipBomb(10, { acted })],
  ])('acts before a %s that says so, and not otherwise', async (_, fault) => {
    const patience = fault(true).kind === 'silence' ? { within: 200 } : {};
    await createWith(fault(false), patience);
    expect(scene.fake.outputs()).toHaveLength(0);
    await createWith(fault(true), patience);
    while (scene.proxy.journal.at(-1)?.status === undefined) {
      await new Promise(setImmediate);
    }
    expect(scene.fake.outputs()).toHaveLength(1);
    expect(scene.proxy.journal.map(({ status }) => status)).toEqual([undefined, 201]);
  });
});

describe('a reply', () => {
  it.each([
    ['text', 'half a', 'text/plain; charset=utf-8', 'half a'],
    ['JSON', { a: 1 }, 'application/json', '{"a":1}'],
    ['null', null, 'application/json', 'null'],
    ['bytes', Buffer.from([0, 255]), 'application/octet-stream', '\u0000ÿ'],
    ['nothing', undefined, undefined, ''],
  ])('of %s', async (_, body, type, heard) => {
    const answer = await createWith(Fault.reply(418, { body }));
    expect(answer).toMatchObject({ status: 418, body: heard });
    expect(answer.headers?.['content-type']).toBe(type);
    expect(answer.headers?.['content-length']).toBe(String(heard.length));
  });

  it('has its own headers in place of ours', async () => {
    const fault = Fault.reply(429, { headers: { 'Retry-After': '7', 'Content-Type': 'text/html' }, body: '<html>' });
    expect((await createWith(fault)).headers).toMatchObject({ 'retry-after': '7', 'content-type': 'text/html' });
  });

  it('redirects', async () => {
    expect(await createWith(Fault.redirect(307, 'file:///etc/passwd'))).toMatchObject({
      status: 307,
      headers: { location: 'file:///etc/passwd' },
    });
  });
});

describe('a reset', () => {
  it.each([
    ['start', true],
    ['start', false],
    ['headers', true],
    ['headers', false],
  ] as const)('at the %s leaves no answer (acted: %s)', async (at, acted) => {
    const answer = await createWith(Fault.reset(at, { acted }));
    expect(answer).toEqual({ body: '', error: 'ECONNRESET' });
  });

  it.each([true, false])("amid the body leaves a part of the upstream's answer (acted: %s)", async (acted) => {
    const { status, body, error } = await createWith(Fault.reset('body', { acted }));
    expect({ status, error }).toEqual({ status: acted ? 201 : 200, error: 'ECONNRESET' });
    expect(body).not.toBe('');
    expect(() => JSON.parse(body)).toThrow();
    expect(body.includes('requestId')).toBe(acted);
  });

  it.each([true, false])('at the end leaves a whole body that should have been longer (acted: %s)', async (acted) => {
    const { headers, body, error } = await createWith(Fault.reset('end', { acted }));
    expect(error).toBe('ECONNRESET');
    expect(JSON.parse(body)).toBeInstanceOf(Object);
    expect(Number(headers?.['content-length'])).toBe(body.length + 1);
  });
});

it.each(['start', 'headers', 'body', 'end'] as const)(
  'a reset at the %s is a reset, and no orderly end',
  async (at) => {
    scene.proxy.plan = () => Fault.reset(at);
    const socket = connect(Number(new URL(scene.proxy.url).port), '127.0.0.1');
    const ended = jest.fn();
    socket.on('end', ended);
    socket.resume();
    socket.write('GET /v1 HTTP/1.1\r\nHost: x\r\n\r\n');
    const [error] = await once(socket, 'error');
    expect(error).toMatchObject({ code: 'ECONNRESET' });
    expect(ended).not.toHaveBeenCalled();
  },
);

it('silence lasts as long as the client waits', async () => {
  expect(await createWith(Fault.silence(), { within: 80 })).toEqual({ body: '', error: 'late' });
});

it("a drip is the upstream's own answer, slowly", async () => {
  const began = performance.now();
  const { status, body } = await createWith(Fault.drip(100, 20));
  expect(status).toBe(201);
  expect(JSON.parse(body).data.result.id).toBe(scene.fake.outputs()[0]?.id);
  expect(performance.now() - began).toBeGreaterThan(19 * Math.floor(body.length / 100));
});

it('a drip ends with the client', async () => {
  const { status, body, error } = await createWith(Fault.drip(1, 20), { upTo: 1 });
  expect([status, error]).toEqual([201, 'enough']);
  expect(body.length).toBeLessThan(8);
  expect(scene.fake.outputs()).toHaveLength(1);
});

it('a flood is as long as it says, in chunks', async () => {
  const { headers, body } = await createWith(Fault.flood(200_001));
  expect(body).toHaveLength(200_001);
  expect(headers).toMatchObject({ 'transfer-encoding': 'chunked' });
});

it('a flood without an end ends with the client, and holds no more than the client takes', async () => {
  const { error, body } = await createWith(Fault.flood(), { upTo: 1_000_001 });
  expect(error).toBe('enough');
  expect(body.length).toBeGreaterThan(1_000_000);
  await scene.strike();
  expect(scene.proxy.journal[0]?.sent).toBeGreaterThanOrEqual(body.length);
  expect(Number(scene.proxy.journal[0]?.sent) - body.length).toBeLessThan(50_000_000);
});

it('a gzip bomb is small on the wire and JSON of the size it says', async () => {
  const { headers, body } = await createWith(Fault.gzipBomb(10_000_000));
  const whole = gunzipSync(Buffer.from(body, 'latin1'));
  expect(headers).toMatchObject({ 'content-encoding': 'gzip', 'content-type': 'application/json' });
  expect(body.length).toBeLessThan(20_000);
  expect(whole).toHaveLength(10_000_000);
  expect(JSON.parse(whole.toString())).toEqual({});
});

it('raw bytes are sent as they are, and end the connection', async () => {
  expect(await createWith(Fault.raw('SSH-2.0-OpenSSH_9.6\r\n'))).toMatchObject({ error: 'HPE_INVALID_CONSTANT' });
  expect(await createWith(Fault.raw('HTTP/1.1 200 OK\r\n\r\nhello'))).toMatchObject({ status: 200, body: 'hello' });
});
