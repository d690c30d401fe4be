import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { DescribeStacksCommand } from '@aws-sdk/client-cloudformation';
import { clientsFor } from './clients';
import { awsEnvironment, childEnvironment, type EmulatedAws } from './environment';

export interface RunCdkOptions {
  /** Added to this process's environment, from which AWS and CDK settings are taken out. */
  readonly env: Readonly<Record<string, string>>;
  /** @default - this process's */
  readonly cwd?: string;
  /** Told each line of output as it comes. */
  readonly onLine?: (line: string) => void;
  /** Ends the run, with all that it started. */
  readonly signal?: AbortSignal;
}

export interface CdkRun {
  /** null where the run was ended by a signal. */
  readonly code: number | null;
  /** What it wrote to both streams, in the order in which it came. */
  readonly output: string;
}

/**
 * Runs the CDK CLI of this repository as a user would, but for questions, notices and colours.
 *
 * @param args such as `['deploy', 'MyStack', '--app', 'tsx bin/app.ts']`
 * @returns its exit code and output: a deploy that fails is an answer, not an error
 */
export async function runCdk(args: readonly string[], options: RunCdkOptions): Promise<CdkRun> {
  options.signal?.throwIfAborted();
  const cli = join(dirname(require.resolve('aws-cdk/package.json')), 'bin', 'cdk');
  const preload = ['--require', join(__dirname, 'end-with-parent.cjs')];
  const child = spawn(process.execPath, [...preload, cli, ...args, '--yes', '--ci', '--no-notices', '--no-color'], {
    cwd: options.cwd,
    env: childEnvironment(options.env),
    stdio: ['pipe', 'pipe', 'pipe'],
    // A process group of its own, so that the app that the CLI runs ends with it.
    detached: true,
  });
  const end = (): void => {
    child.stdin.destroy();
  };
  options.signal?.addEventListener('abort', end, { once: true });
  const lines: string[] = [];
  for (const stream of [child.stdout, child.stderr]) {
    createInterface(stream).on('line', (line) => {
      lines.push(line);
      options.onLine?.(line);
    });
  }
  try {
    const [code] = (await once(child, 'close')) as [number | null];
    return { code, output: lines.join('\n') };
  } finally {
    options.signal?.removeEventListener('abort', end);
  }
}

/** Bootstraps the account that deploys, once. @throws with the CLI's output, where it fails */
export async function bootstrap(aws: EmulatedAws, options: Omit<RunCdkOptions, 'env'> = {}): Promise<void> {
  if (await hasStack(aws, 'CDKToolkit')) return;
  const args = ['bootstrap', `aws://${aws.accountId}/${aws.region}`];
  // Outside any app: the CLI would synthesise the one of the folder's cdk.json first.
  const { code, output } = await runCdk(args, { cwd: aws.homeDirectory, ...options, env: awsEnvironment(aws) });
  if (code !== 0) throw new Error(`cdk ${args.join(' ')} failed.\n${output}`);
}

async function hasStack(aws: EmulatedAws, stackName: string): Promise<boolean> {
  try {
    await clientsFor(aws).cloudFormation.send(new DescribeStacksCommand({ StackName: stackName }));
    return true;
  } catch (error) {
    if (error instanceof Error && error.name === 'ValidationError') return false;
    throw error;
  }
}
