import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { buildSync } from 'esbuild';
import { HANDLER_OPTIONS } from '../build/handler-options';
import { median } from './median';

const ROOT = path.join(__dirname, '..');

const HANDLER = path.join(ROOT, 'assets', 'registration');

/** The size of all files of the handler's bundle, in KB of 1,000 bytes. */
export function handlerKilobytes(): number {
  return readdirSync(HANDLER).reduce((bytes, file) => bytes + statSync(path.join(HANDLER, file)).size, 0) / 1000;
}

/**
 * The time to load the handler, divided by the time to load its AWS clients alone. Both are bundled with the same
 * options, but the clients here are whole: our bundle leaves out what Lambda does not use. The handler counts with `main.js`, which its guard loads for the first request.
 */
export function handlerLoadRatio(rounds: number): number {
  const directory = mkdtempSync(path.join(tmpdir(), 'vendor-access-bench-'));
  try {
    const contents = `
      import { CloudFormationClient, DescribeStackEventsCommand, DescribeStackResourceCommand, DescribeStacksCommand } from '@aws-sdk/client-cloudformation';
      import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
      export const clients = [new CloudFormationClient({}), new SecretsManagerClient({})];
      export const commands = [DescribeStackEventsCommand, DescribeStackResourceCommand, DescribeStacksCommand, GetSecretValueCommand];`;
    const stdin = { contents, resolveDir: ROOT };
    buildSync({ ...HANDLER_OPTIONS, absWorkingDir: ROOT, stdin, outfile: path.join(directory, 'clients.js') });
    const load = (folder: string, ...files: string[]) =>
      time(`mark();${files.map((file) => `require('./${file}');`).join('')}`, folder);
    const ratio = () => load(HANDLER, 'index.js', 'main.js') / load(directory, 'clients.js');
    return median(Array.from({ length: rounds }, ratio));
  } finally {
    rmSync(directory, { recursive: true });
  }
}

/** Runs a script in a process of its own, and measures from `mark()` to its end, in milliseconds. */
function time(script: string, cwd: string): number {
  const timed = `let start;const mark=()=>{start=performance.now()};${script}console.log(performance.now()-start)`;
  const env = { ...process.env, AWS_REGION: 'eu-west-1' };
  return Number(execFileSync(process.execPath, ['-e', timed], { cwd, env, stdio: ['ignore', 'pipe', 'ignore'] }));
}
