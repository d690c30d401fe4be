import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runCdk } from '../../emulator/cdk';

let cwd: string;
let env: Record<string, string>;

beforeAll(async () => {
  cwd = await mkdtemp(join(tmpdir(), 'cdk-'));
  env = { CDK_HOME: cwd, CDK_DISABLE_CLI_TELEMETRY: 'true' };
});

afterAll(() => rm(cwd, { recursive: true, force: true }));

test('it runs the CLI of this repository and tells each line', async () => {
  const lines: string[] = [];

  const { code, output } = await runCdk(['--version'], { cwd, env, onLine: (line) => lines.push(line) });

  expect({ code, output: output.split('\n') }).toEqual({ code: 0, output: lines });
  expect(output).toContain(require('aws-cdk/package.json').version);
});

test('a run that fails is an answer', async () => {
  const { code, output } = await runCdk(['nonsense'], { cwd, env });

  expect(code).toBe(1);
  expect(output).toContain('nonsense');
});

test('a run that is aborted ends, and so does what it started', async () => {
  const abort = new AbortController();
  // The CLI runs the app as a shell command, and waits for it.
  const app = 'echo the app runs >&2; sleep 3600';
  const onLine = (line: string) => line === 'the app runs' && abort.abort();

  const { code } = await runCdk(['synth', '--app', app], { cwd, env, onLine, signal: abort.signal });

  // Its output is shared with the app: the run is over when the app has ended too.
  expect(code).toBeNull();
});

test('a run that is aborted before it begins does not', async () => {
  await expect(runCdk(['--version'], { env, signal: AbortSignal.abort() })).rejects.toThrow('aborted');
});
