import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { DescribeStacksCommand } from '@aws-sdk/client-cloudformation';
import { clientsFor } from './clients';
import { awsEnvironment, childEnvironment, type EmulatedAws } from './environment';

export interface RunCdkOptions {
  /** Variables for the CLI. It also gets this process's environment, without AWS and CDK settings. */
  readonly env: Readonly<Record<string, string>>;
  /** @default - this process's folder */
  readonly cwd?: string;
  /** Called with each line of output. */
  readonly onLine?: (line: string) => void;
  /** Ends the run, and all processes that it started. */
  readonly signal?: AbortSignal;
}

export interface CdkRun {
  /** null if a signal ended the run. */
  readonly code: number | null;
  /** The lines of standard output and standard error, in the order in which they came. */
  readonly output: string;
}

/**
 * Runs this repository's CDK CLI as a user would, but without questions, notices and colours.
 *
 * @param args such as `['deploy', 'MyStack', '--app', 'tsx bin/app.ts']`
 * @returns its exit code and output. A failed deploy does not throw
 */
export async function runCdk(args: readonly string[], options: RunCdkOptions): Promise<CdkRun> {
  options.signal?.throwIfAborted();
  const cli = join(dirname(require.resolve('aws-cdk/package.json')), 'bin', 'cdk');
  const preload = ['--require', join(__dirname, 'end-with-parent.cjs')];
  const child = spawn(process.execPath, [...preload, cli, ...args, '--yes', '--ci', '--no-notices', '--no-color'], {
    cwd: options.cwd,
    env: childEnvironment(options.env),
    stdio: ['pipe', 'pipe', 'pipe'],
    // The CLI leads a process group of its own, so that the app that it runs ends with it.
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

/** Bootstraps the account that deploys, once. @throws with the CLI's output, if that fails */
export async function bootstrap(aws: EmulatedAws, options: Omit<RunCdkOptions, 'env'> = {}): Promise<void> {
  if (await hasStack(aws, 'CDKToolkit')) return;
  const args = ['bootstrap', `aws://${aws.accountId}/${aws.region}`];
  // Runs outside any app. Otherwise the CLI would first synthesise the app of the folder's cdk.json.
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
