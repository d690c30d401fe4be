import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { CloudFormationSimulator, type Invocation } from '../../../testing';
import { LoopbackServer } from '../../../testing/fake-vendor/loopback-server';
import { childProcessFunction } from '../../../testing/lambda/child-process-function';

/** What a handler's file may use here. */
const PRELUDE = `
  const { setTimeout: wait } = require('node:timers/promises');
  const tell = async (event, Status, PhysicalResourceId, Data) => {
    const { StackId, RequestId, LogicalResourceId, ResponseURL } = event;
    const body = JSON.stringify({ Status, Reason: 'no', PhysicalResourceId, Data, StackId, RequestId, LogicalResourceId });
    await fetch(ResponseURL, { method: 'PUT', body: Buffer.from(body) });
  };
`;

const BEGAN = Date.UTC(2026, 0, 1);

let folder: string;
let simulator: CloudFormationSimulator;
const lines: string[] = [];

beforeEach(() => {
  lines.length = 0;
  folder = mkdtempSync(path.join(tmpdir(), 'vendor-access-child-'));
});
afterEach(async () => {
  rmSync(folder, { recursive: true, force: true });
  await simulator.stop();
});

/** Starts a simulator for a handler with this body. */
async function handling(body: string, environment: Record<string, string> = {}): Promise<void> {
  const file = path.join(folder, 'index.js');
  writeFileSync(file, `${PRELUDE}\nexports.handler = async (event, context) => {${body}};`);
  const fn = childProcessFunction({ file, environment, onLine: (line) => lines.push(line) });
  simulator = await CloudFormationSimulator.start({ function: fn });
}

/** Deploys one resource to its end. */
async function deploy(): Promise<Invocation[]> {
  const stack = simulator.stack('Exports');
  await stack.deploy({ One: { properties: { n: 7 } } });
  await simulator.settle();
  return [...simulator.invocations];
}

it('runs a handler, which answers', async () => {
  await handling("await tell(event, 'SUCCESS', event.LogicalResourceId + event.ResourceProperties.n);");
  const runs = await deploy();
  expect(runs.map(({ end }) => end)).toEqual(['done']);
  expect(simulator.requests[0]?.end).toMatchObject({ kind: 'answered', answer: { physicalId: 'One7' } });
});

it('lives by the fake clock, whichever way it looks at it', async () => {
  await handling(`
    const seen = [];
    const look = () => seen.push(Date.now(), new Date().getTime(), context.getRemainingTimeInMillis());
    look();
    await new Promise((resolve) => setTimeout(resolve, 60_000));
    look();
    await wait(30_000);
    look();
    await require('node:util').promisify(setTimeout)(1_000);
    look();
    const given = await new Promise((resolve) => require('timers').setTimeout(resolve, 500, 'given'));
    look();
    seen.push(given, Date() === new Date(Date.now()).toString(), new Date(0).getTime(), new Date() instanceof Date);
    await tell(event, 'SUCCESS', 'made', { seen: JSON.stringify(seen) });`);
  const before = performance.now();
  await deploy();
  // Less than passes on the fake clock.
  expect(performance.now() - before).toBeLessThan(91_500);
  const times = [0, 60_000, 90_000, 91_000, 91_500];
  const looks = times.flatMap((time) => [BEGAN + time, BEGAN + time, 300_000 - time]);
  expect(simulator.requests[0]?.ended).toBe(BEGAN + 91_500);
  expect(answered()).toEqual([...looks, 'given', true, 0, true]);
});

function answered(): unknown {
  const end = simulator.requests[0]?.end;
  return end?.kind === 'answered' ? JSON.parse(String(end.answer.data.seen)) : end;
}

it('takes timers back, and winds them up again', async () => {
  await handling(`
    const seen = [];
    const note = (what) => () => seen.push(what + ' ' + (Date.now() - ${BEGAN}));
    const wound = setTimeout(note('wound'), 2_000);
    clearTimeout(setTimeout(note('never'), 1_000));
    setTimeout(note('unref'), 1_500).unref();
    clearTimeout(undefined);
    await wait(1_000);
    wound.refresh();
    const { signal } = AbortSignal.abort(new Error('enough')) && { signal: AbortSignal.abort(new Error('enough')) };
    await wait(1_000, undefined, { signal }).catch((error) => note(error.message)());
    const controller = new AbortController();
    setTimeout(() => controller.abort(new Error('stop')), 100);
    await wait(5_000, undefined, { signal: controller.signal }).catch((error) => note(error.message)());
    await wait(10_000);
    await tell(event, 'SUCCESS', 'made', { seen: JSON.stringify(seen) });`);
  await deploy();
  expect(answered()).toEqual(['enough 1000', 'stop 1100', 'unref 1500', 'wound 3000']);
});

it('takes for one millisecond what Node takes for one', async () => {
  await handling(`
    const seen = [];
    for (const milliseconds of [0, -5, undefined, NaN, 'x', 2 ** 31, '7']) {
      await new Promise((resolve) => setTimeout(resolve, milliseconds));
      seen.push(Date.now() - ${BEGAN});
    }
    await tell(event, 'SUCCESS', 'made', { seen: JSON.stringify(seen) });`);
  await deploy();
  expect(answered()).toEqual([1, 2, 3, 4, 5, 6, 13]);
});

it('keeps the clock where it is while a request is open, also a keep-alive one', async () => {
  const server = await LoopbackServer.start({ handler: () => ({ status: 200, body: 'hello' }) });
  await handling(`
    const http = require('node:http');
    const agent = new http.Agent({ keepAlive: true });
    const call = () => new Promise((resolve) => http.get('${server.origin}', { agent }, (r) => r.resume().on('end', resolve)));
    setTimeout(() => console.log('the clock went on'), 1);
    await Promise.all([call(), call()]);
    await call();
    await fetch('${server.origin}');
    console.log('answered');
    await wait(10);
    await tell(event, 'SUCCESS', 'made');`);
  await deploy();
  await server.stop();
  expect(lines).toEqual(['answered', 'the clock went on']);
  expect(simulator.requests[0]?.ended).toBe(BEGAN + 10);
});

it('gives each run a process and each line to whoever listens', async () => {
  await handling(
    `globalThis.runs = (globalThis.runs ?? 0) + 1;
    process.stdout.write('one\\ntwo ' + globalThis.runs + ' ' + process.env.MORE + ' ' + process.env.HOME + '\\n');
    console.error('oops');
    process.stdout.write('x'.repeat(200_000) + ' end');
    await tell(event, 'SUCCESS', 'made');`,
    { MORE: 'more' },
  );
  await deploy();
  await deploy();
  expect(lines.filter((line) => line.startsWith('two'))).toEqual(['two 1 more undefined', 'two 1 more undefined']);
  expect(lines.filter((line) => line === 'oops')).toHaveLength(2);
  expect(lines.filter((line) => line.length === 200_004)).toHaveLength(2);
});

it.each([
  ['rejects', "throw new Error('no');"],
  ['ends its process', 'process.exit(3);'],
  ['leaves a rejection to nobody', "Promise.reject(new Error('no')); await wait(1e9);"],
  ['throws where nobody catches', "setTimeout(() => { throw new Error('no'); }, 5); await wait(1e9);"],
])('a handler that %s is delivered again, twice', async (_, body) => {
  await handling(body);
  const runs = await deploy();
  expect(runs.slice(0, 3).map(({ end, delivery }) => [end, delivery])).toEqual([
    ['error', 1],
    ['error', 2],
    ['error', 3],
  ]);
});

it('a file that cannot be loaded is an error of the function', async () => {
  await handling('');
  writeFileSync(path.join(folder, 'index.js'), 'exports.handler = ');
  const runs = await deploy();
  expect(runs[0]?.end).toBe('error');
});

it('is stopped at its time-out, and what it has begun ends there', async () => {
  await handling(`
    setInterval(() => undefined, 5);
    setTimeout(() => console.log('too late'), 400_000);
    await new Promise(() => undefined);`);
  const [run] = await deploy();
  expect(run).toMatchObject({ end: 'timed out', ended: BEGAN + 300_000 });
  expect(lines).toEqual([]);
});

describe('killed while a server has its request', () => {
  let server: LoopbackServer;
  afterEach(() => server.stop());

  it('does nothing more, however it would have gone on, and is delivered again', async () => {
    const heard: string[] = [];
    server = await LoopbackServer.start({
      handler: ({ path: at }) => {
        heard.push(at);
        if (heard.length === 1) {
          simulator.invocations.at(-1)?.kill();
          return 'drop';
        }
        return { status: 200 };
      },
    });
    await handling(`
      const call = (at) => fetch('${server.origin}' + at);
      process.on('SIGTERM', () => call('/sigterm'));
      process.on('exit', () => console.log('exit'));
      try { await call('/first'); } catch { await call('/caught'); } finally { await call('/finally'); }
      await tell(event, 'SUCCESS', 'made');`);
    const runs = await deploy();
    expect(runs.map(({ end, began }) => [end, began])).toEqual([
      ['killed', BEGAN],
      ['done', BEGAN + 60_000],
    ]);
    expect(heard).toEqual(['/first', '/first', '/finally']);
    expect(lines).toEqual([]);
  });
});

it('two that run at once share the clock, and nothing else', async () => {
  await handling(`
    globalThis.seen = (globalThis.seen ?? '') + event.LogicalResourceId;
    for (let i = 0; i < 5; i++) await wait(event.LogicalResourceId === 'A' ? 100 : 250);
    await tell(event, 'SUCCESS', globalThis.seen + Date.now());`);
  const stack = simulator.stack('Exports');
  await stack.deploy({ A: { properties: {} }, B: { properties: {} } });
  expect(stack.resources.map(({ physicalId }) => physicalId).sort()).toEqual([`A${BEGAN + 500}`, `B${BEGAN + 1250}`]);
});

it('asks AWS nowhere but where it is told to', async () => {
  await handling("await tell(event, 'SUCCESS', 'made', { seen: JSON.stringify(process.env) });", { AWS_REGION: 'x' });
  await deploy();
  expect(answered()).toMatchObject({ AWS_ENDPOINT_URL: 'http://127.0.0.1:9', AWS_REGION: 'x' });
});
