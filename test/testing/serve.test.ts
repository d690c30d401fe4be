import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { FakeBitmovin } from '../../testing';

const ROOT = join(__dirname, '..', '..');
const KEY = 'a-key-that-nobody-may-see';

interface Serving {
  readonly child: ChildProcessWithoutNullStreams;
  /** All that it has written so far. */
  readonly written: { stdout: string; stderr: string };
  /** Its exit code and signal. */
  readonly exited: Promise<unknown[]>;
}

const children: ChildProcessWithoutNullStreams[] = [];

afterEach(() => {
  for (const child of children.splice(0)) {
    child.kill('SIGKILL');
  }
});

function serve(args: readonly string[], env: Record<string, string> = {}): Serving {
  const child = spawn(process.execPath, ['--import', 'tsx', 'testing/serve.ts', ...args], {
    cwd: ROOT,
    env: { PATH: process.env.PATH, ...env },
  });
  children.push(child);
  const written = { stdout: '', stderr: '' };
  child.stdout.on('data', (chunk) => {
    written.stdout += chunk;
  });
  child.stderr.on('data', (chunk) => {
    written.stderr += chunk;
  });
  return { child, written, exited: once(child, 'close') };
}

/** Waits for the line that says where it serves, and returns the base URL in it. */
async function ready({ child, written, exited }: Serving): Promise<string> {
  while (!written.stdout.includes('\n') && child.exitCode === null) {
    await Promise.race([once(child.stdout, 'data'), exited]);
  }
  const line = /^fake \w+ ready on (http:\/\/127\.0\.0\.1:\d+\/(?:pictoryapis\/)?v1) \(Ctrl-C stops it\)\n$/.exec(
    written.stdout,
  );
  if (!line?.[1]) {
    throw new Error(`It did not say that it is ready, but: ${JSON.stringify(written)}`);
  }
  return line[1];
}

const ask = (url: string, headers: Record<string, string>) =>
  fetch(`${url}/analytics/outputs/s3-role-based`, { headers }).then((response) => response.status);

it.each(['SIGTERM', 'SIGINT'] as const)('serves until %s, then ends well, and never shows the key', async (signal) => {
  const serving = serve(['bitmovin', '--api-key', KEY, '--tenant', 'tenant-a']);
  const url = await ready(serving);

  expect(await ask(url, { 'X-Api-Key': KEY, 'X-Tenant-Org-Id': 'tenant-a' })).toBe(200);
  expect(await ask(url, { 'X-Api-Key': KEY, 'X-Tenant-Org-Id': 'tenant-b' })).toBe(403);
  expect(await ask(url, { 'X-Api-Key': 'x' })).toBe(401);
  serving.child.kill(signal);

  expect(await serving.exited).toEqual([0, null]);
  await expect(ask(url, { 'X-Api-Key': KEY })).rejects.toThrow();
  expect(serving.written.stderr).toBe('');
  expect(serving.written.stdout).not.toContain(KEY);
});

it('serves on the port that is asked for, with the key of the environment', async () => {
  const free = await FakeBitmovin.start({ apiKey: KEY });
  const { port } = new URL(free.url);
  await free.stop();

  const serving = serve(['bitmovin', '--port', port], { BITMOVIN_API_KEY: KEY });

  expect(await ready(serving)).toBe(`http://127.0.0.1:${port}/v1`);
  expect(await ask(free.url, { 'X-Api-Key': KEY })).toBe(200);
});

it('serves Pictory, too', async () => {
  const serving = serve(['pictory'], { PICTORY_API_KEY: KEY });
  const url = await ready(serving);

  const get = (Authorization: string) => fetch(`${url}/awsconnections`, { headers: { Authorization } });
  expect([(await get(KEY)).status, (await get(`Bearer ${KEY}`)).status]).toEqual([200, 401]);
  expect(serving.written.stdout).toMatch(/^fake pictory ready/);
  serving.child.kill('SIGTERM');

  expect(await serving.exited).toEqual([0, null]);
});

it.each([
  ['daily', '/', `Bearer ${KEY}`],
  ['twilio', '/RecordingSettings/Default', `Basic ${Buffer.from(KEY).toString('base64')}`],
])('serves %s, too', async (vendor, path, authorization) => {
  const serving = serve([vendor], { [`${vendor.toUpperCase()}_API_KEY`]: KEY });
  const url = await ready(serving);

  const get = (headers: Record<string, string>) => fetch(`${url}${path}`, { headers }).then(({ status }) => status);
  expect(await get({ authorization })).toBe(200);
  expect(await get({ authorization: `${authorization}x` })).toBe(401);
  expect(serving.written.stdout).not.toContain(KEY);
});

it('--help shows the usage and ends well', async () => {
  const { written, exited } = serve(['--help']);

  expect(await exited).toEqual([0, null]);
  expect(written.stdout).toMatch(/^Usage: npm run fake -- <vendor>/);
  expect(written.stderr).toBe('');
});

it('a port that is none is one sentence on stderr and exit code 2', async () => {
  const { written, exited } = serve(['bitmovin', '--port', '70000', '--api-key', KEY]);

  expect(await exited).toEqual([2, null]);
  expect(written).toEqual({
    stdout: '',
    stderr: 'The port "70000" is not a whole number from 1 to 65535; give one that is.\n',
  });
});

it('a port that is taken is one sentence on stderr and exit code 1', async () => {
  const other = await FakeBitmovin.start({ apiKey: KEY });
  try {
    const { port } = new URL(other.url);
    const { written, exited } = serve(['bitmovin', '--port', port, '--api-key', KEY]);

    expect(await exited).toEqual([1, null]);
    expect(written.stdout).toBe('');
    expect(written.stderr).toBe(
      `Port ${port} on 127.0.0.1 is already in use; choose another with --port, or leave --port out for a free one.\n`,
    );
  } finally {
    await other.stop();
  }
});
