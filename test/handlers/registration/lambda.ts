import { spawn } from 'node:child_process';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { environmentFor } from '../open';
import type { Answer } from './world';

/** What became of the events that one process was given, one after another. */
export interface Ran {
  /** `returned`, or `threw` and the message, of each. */
  readonly outcomes: string[];
  /** How long each took. */
  readonly milliseconds: number[];
  /** The milliseconds of each timer that was set, in order. */
  readonly timers: number[];
  /** The listeners of errors that nobody catches, before the first and after the last. */
  readonly listeners: [number[], number[]];
  readonly lines: Record<string, unknown>[];
  /** null where it did not end by itself. */
  readonly exitCode: number | null;
}

/** Lambda's runtime, as far as it matters: its listeners end the process, and it runs one event after another. */
const RUNTIME = `
  process.on('unhandledRejection', () => process.exit(128));
  process.on('uncaughtException', () => process.exit(129));
  const listeners = () => ['unhandledRejection', 'uncaughtException'].map((name) => process.listenerCount(name));
  const before = listeners();
  const { folder, events, left } = JSON.parse(process.env.RUN);
  const { handler } = require(folder + '/index.js');
  (async () => {
    const outcomes = [];
    const milliseconds = [];
    const timers = [];
    const set = setTimeout;
    globalThis.setTimeout = (act, after, ...more) => {
      timers.push(after);
      return set(act, after, ...more);
    };
    for (const event of events) {
      const start = performance.now();
      const context = { awsRequestId: 'lambda-request', getRemainingTimeInMillis: () => left };
      outcomes.push(await handler(event, context).then(() => 'returned', (error) => 'threw ' + error.message));
      milliseconds.push(performance.now() - start);
    }
    process.send({ outcomes, milliseconds, timers, listeners: [before, listeners()] }, () => {
      // It then ends by itself, if nothing is left running.
      process.disconnect();
      if (process.env.REJECT_AFTER) Promise.reject(new Error('between two runs'));
    });
  })();`;

/** Runs the bundled handler of a folder, with what stands beside it, in a process of its own. */
export async function runLambda(
  folder: string,
  events: unknown[],
  { left = 300_000, env = {} }: { left?: number; env?: NodeJS.ProcessEnv } = {},
): Promise<Ran> {
  const child = spawn(process.execPath, ['--no-warnings', '-e', RUNTIME], {
    env: { ...process.env, ...ownOf(events[0]), ...env, RUN: JSON.stringify({ folder, events, left }) },
    stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
    // A handler that never ends must not outlive its test. Less than it is given, so that it cannot wait for its end.
    timeout: 240_000,
    killSignal: 'SIGKILL',
  });
  let written = '';
  child.stdout?.on('data', (chunk) => {
    written += chunk;
  });
  let sent: unknown;
  child.on('message', (message) => {
    sent = message;
  });
  const exitCode = await new Promise<number | null>((resolve) => child.on('close', resolve));
  // A line that is no JSON is an error here.
  const lines = written
    .split('\n')
    .slice(0, -1)
    .map((line) => JSON.parse(line));
  return { ...Object(sent), lines, exitCode };
}

/** The environment that the function of an event's own stack has. */
function ownOf(event: unknown): NodeJS.ProcessEnv {
  const { StackId } = Object(event);
  return { ...environmentFor(event), VENDOR_STACK: typeof StackId === 'string' ? StackId : 'stack-1' };
}

/** A ResponseURL on loopback, and what was put there. */
export class Answers {
  public static async open(): Promise<Answers> {
    const made = new Answers();
    await new Promise<void>((resolve) => made.server.listen(0, '127.0.0.1', resolve));
    return made;
  }

  /** What it is answered, in turn; then 200. */
  public statuses: number[] = [];
  /** How long it takes to answer, in milliseconds. */
  public slowness = 0;
  public readonly taken: Answer[] = [];
  /** The bodies of all that was sent, whatever it was answered. */
  public readonly sent: string[] = [];
  private readonly server: Server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) {
      chunks.push(chunk);
    }
    const body = Buffer.concat(chunks).toString('utf8');
    this.sent.push(body);
    await wait(this.slowness);
    const status = this.statuses.shift() ?? 200;
    if (status === 200) {
      this.taken.push(JSON.parse(body));
    }
    response.writeHead(status).end();
  });

  public url(): string {
    const { port } = this.server.address() as AddressInfo;
    return `http://127.0.0.1:${port}/answer?X-Amz-Expires=7200&X-Amz-Signature=canary-signature`;
  }

  public async close(): Promise<void> {
    await new Promise((resolve) => this.server.close(resolve));
  }
}
