import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { generate } from 'selfsigned';
import { CloudFormationSimulator, type Weather } from '../../../testing';
import { LoopbackServer } from '../../../testing/fake-vendor/loopback-server';
import { type FunctionImageOptions, functionImage } from '../../../testing/lambda/function-image';

/** What a handler's file may use here. */
const PRELUDE = `
  const said = async (event, Data) => {
    const { StackId, RequestId, LogicalResourceId, ResponseURL } = event;
    const answer = { Status: 'SUCCESS', PhysicalResourceId: 'made', Data, StackId, RequestId, LogicalResourceId };
    await fetch(ResponseURL, { method: 'PUT', body: Buffer.from(JSON.stringify(answer)) });
  };
`;

const BEGAN = Date.UTC(2026, 0, 1);

let folder: string;
let files = 0;
let simulator: CloudFormationSimulator;
let server: LoopbackServer;
const asked: string[] = [];
const lines: string[] = [];

beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'vendor-access-image-'));
  const handler = ({ method, path: asked_ }: { method: string; path: string }) => {
    asked.push(`${method} ${asked_}`);
    return asked_ === '/drop' ? ('drop' as const) : { status: 201, body: { hello: 'there' } };
  };
  server = await LoopbackServer.start({ handler });
});
afterAll(async () => {
  await server.stop();
  rmSync(folder, { recursive: true, force: true });
});
beforeEach(() => {
  asked.length = 0;
  lines.length = 0;
});
afterEach(() => simulator.stop());

/** Deploys one resource behind a handler with this source; what it answered as data, and how its runs ended. */
async function deploy(source: string, options: FunctionImageOptions = {}, weather: Weather = {}) {
  const file = path.join(folder, `index-${++files}.js`);
  writeFileSync(file, `${PRELUDE}\n${source}`);
  const image = functionImage(file, { onLine: (line) => lines.push(line), ...options });
  simulator = await CloudFormationSimulator.start({ function: image, weather });
  await simulator.stack('Exports').deploy({ One: { properties: { ServiceTimeout: 600 } } });
  await simulator.settle();
  const [first] = simulator.requests;
  const data = first?.end?.kind === 'answered' ? first.end.answer.data : first?.end?.kind;
  const runs = simulator.invocations.filter(({ event }) => event.RequestType === 'Create');
  return { data, ends: runs.map(({ end }) => end), at: (first?.ended ?? 0) - BEGAN };
}

it('lives by the fake clock, whichever way it looks at it', async () => {
  const { data, at } = await deploy(`
    const { setTimeout: wait } = require('node:timers/promises');
    exports.handler = async (event, context) => {
      const seen = [];
      const look = () => seen.push(Date.now() - ${BEGAN}, new Date() - ${BEGAN}, context.getRemainingTimeInMillis());
      look();
      await new Promise((resolve) => setTimeout(resolve, 60_000));
      look();
      await wait(30_000);
      look();
      let ticks = 0;
      const interval = setInterval(() => ++ticks === 3 && clearInterval(interval), 1_000);
      clearTimeout(setTimeout(() => seen.push('never'), 500));
      await require('util').promisify(globalThis.setTimeout)(10_000);
      seen.push(ticks, new Date(0).getTime(), new Date() instanceof Date);
      await wait(5_000, 0, { signal: AbortSignal.timeout(1_000) }).catch(({ name }) => seen.push(name));
      look();
      await said(event, { seen });
    };`);
  expect(data).toEqual({
    seen: [
      ...[0, 0, 300_000, 60_000, 60_000, 240_000, 90_000, 90_000, 210_000],
      ...[3, 0, true, 'TimeoutError', 101_000, 101_000, 199_000],
    ],
  });
  expect(at).toBe(101_000);
});

it('shares nothing with another run, nor its surroundings with anybody', async () => {
  process.env.SOMEBODYS = 'secret';
  writeFileSync(path.join(folder, 'counter.js'), 'exports.count = 0;');
  const { data, ends } = await deploy(
    `
    const counter = require('./counter');
    let own = 0;
    exports.main = async (event) => {
      global.seen = (global.seen || 0) + 1;
      const seen = [++own, ++counter.count, global.seen, Math.random(), Math.max(1, 2), process.env.SOMEBODYS];
      console.log('seen %j', seen);
      process.stdout.write('once more\\n');
      if (require('their-sdk').fails--) throw new Error('once');
      await said(event, { seen, mine: process.env.MINE, region: require('node:process').env.AWS_REGION });
    };`,
    {
      handler: 'main',
      environment: ({ delivery }) => ({ MINE: `delivery ${delivery}` }),
      modules: { 'their-sdk': { fails: 1 } },
      random: () => 0.25,
    },
  );
  expect(ends).toEqual(['error', 'done']);
  expect(data).toEqual({ seen: [1, 1, 1, 0.25, 2, null], mine: 'delivery 2', region: 'eu-west-1' });
  const twice = ['seen [1,1,1,0.25,2,null]', 'once more'];
  expect(lines.filter((line) => !/^ +at /.test(line))).toEqual([...twice, 'Invoke Error Error: once', ...twice]);
  delete process.env.SOMEBODYS;
});

it('asks over the network, by a request or by fetch', async () => {
  const { data } = await deploy(`
    const http = require('http');
    const ask = (...how) => new Promise((resolve, reject) => {
      const request = http.request(...how, (answer) => {
        const chunks = [];
        answer.on('data', (chunk) => chunks.push(chunk));
        answer.on('end', () => resolve([answer.statusCode, answer.headers['content-type'], String(Buffer.concat(chunks))]));
      });
      request.on('error', ({ code }) => resolve(code)).end();
    });
    exports.handler = async (event) => {
      const fetched = await fetch('${server.origin}/b', { method: 'POST' });
      const { hostname, port } = new URL('${server.origin}');
      await said(event, { seen: [
        await ask('${server.origin}/a'),
        [fetched.status, await fetched.json()],
        await ask({ hostname, port, path: '/c', method: 'DELETE', agent: new http.Agent({ keepAlive: true }) }),
        await ask(new URL('${server.origin}/drop'), { method: 'PUT' }),
        await fetch('${server.origin}/drop').catch(({ message }) => message),
      ] });
    };`);
  const answer = [201, 'application/json', '{"hello":"there"}'];
  expect(data).toEqual({ seen: [answer, [201, { hello: 'there' }], answer, 'ECONNRESET', 'fetch failed'] });
  expect(asked).toEqual(['POST /b', 'GET /a', 'DELETE /c', 'PUT /drop', 'GET /drop']);
});

it.each([
  [1, []],
  [2, ['GET /one']],
  [3, ['GET /one']],
  [4, ['GET /one', 'GET /two']],
])('dies at boundary %i, and nothing of it goes on', async (boundary, before) => {
  const dies = ({ RequestType }: { RequestType: string }, delivery: number) =>
    RequestType === 'Create' && delivery === 1 ? boundary - 1 : undefined;
  const { ends } = await deploy(
    `
    exports.handler = async (event) => {
      const { default: http } = await import('node:http');
      if (event.RequestType === 'Create') {
        setInterval(() => console.log('still there'), 10_000);
        await new Promise((resolve) => http.get('${server.origin}/one', (answer) => resolve(answer.resume())));
        await fetch('${server.origin}/two');
      }
      await said(event);
    };`,
    {},
    { dies, latency: () => 1_000 },
  );
  expect(ends).toEqual(['killed', 'done']);
  expect(asked).toEqual([...before, 'GET /one', 'GET /two']);
  expect(lines).toEqual([]);
});

it('holds the clock while it reads a file', async () => {
  const { data } = await deploy(`
    exports.handler = async (event) => {
      let ticks = 0;
      setInterval(() => ticks++, 1);
      await require('node:fs/promises').readFile(__filename);
      await require('fs').promises.stat(__dirname);
      await new Promise((resolve) => require('fs').readFile(__filename, resolve));
      await require('util').promisify(require('zlib').gzip)(Buffer.alloc(1_000_000));
      await said(event, { ticks });
    };`);
  expect(data).toEqual({ ticks: 0 });
});

it('goes where it is dialled to, and trusts whom it is told to trust', async () => {
  const { private: key, cert } = await generate([{ name: 'commonName', value: '127.0.0.1' }], {
    keyType: 'ec',
    extensions: [{ name: 'subjectAltName', altNames: [{ type: 7, ip: '127.0.0.1' }] }],
  });
  const secure = await LoopbackServer.start({ tls: { key, cert }, handler: () => ({ status: 202 }) });
  const port = Number(new URL(secure.origin).port);
  const source = `
    exports.handler = async (event) => {
      const seen = await new Promise((resolve) => {
        const request = require('https').request({ hostname: '127.0.0.1', path: '/' }, (answer) => resolve(answer.statusCode));
        request.on('error', ({ code }) => resolve(code)).end();
      });
      await said(event, { seen });
    };`;
  const dialled: unknown[] = [];
  const dial = (to: object) => {
    dialled.push(to);
    return { port, ca: cert };
  };
  expect(await deploy(source, { dial })).toMatchObject({ data: { seen: 202 } });
  expect(dialled).toEqual([{ host: '127.0.0.1', port: 443 }]);
  await simulator.stop();
  expect(await deploy(source, { dial: () => ({ port }) })).toMatchObject({
    data: { seen: 'DEPTH_ZERO_SELF_SIGNED_CERT' },
  });
  await secure.stop();
});

it.each([
  ['done', 'exports.handler = (event, context) => { said(event).then(() => context.done()); };'],
  ['done', 'exports.handler = (event, context, callback) => { said(event).then(() => callback(null, "ok")); };'],
  ['error', 'exports.handler = (event, context) => context.fail(new Error("no"));'],
  ['error', 'exports.handler = () => { throw new Error("no"); };'],
  ['error', 'exports.handler = () => { setTimeout(() => { throw new Error("nobody catches this"); }, 1); };'],
  ['error', 'exports.handler = () => { setTimeout(() => process.exit(1), 1); };'],
  [
    'error',
    `exports.handler = () => {
      require('http').get('${'http://127.0.0.1:9'}').on('error', () => { throw new Error('nobody catches this'); });
    };`,
  ],
  [
    'done',
    `exports.handler = (event) => new Promise((resolve) => {
      process.on('unhandledRejection', () => 0).on('uncaughtException', () => said(event).then(resolve));
      setTimeout(() => { throw new Error('heard'); }, 1);
    });`,
  ],
  ['timed out', 'exports.handler = () => undefined;'],
  ['error', 'throw new Error("at its very beginning");'],
  ['error', 'exports.other = () => undefined;'],
])('ends in %s', async (end, source) => {
  const { ends } = await deploy(source, {}, { redelivers: () => false });
  expect(ends).toEqual([end]);
});
