import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { get } from 'node:https';
import { delimiter, dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Certificate } from './certificate';

/** A start takes half a second on two idle cores. Even a very busy machine does not reach this limit. */
const READY_WITHIN_MS = 10 * 60_000;
const LOG_LINES_KEPT = 2_000;
const LOG_LINES_SHOWN = 20;

export interface ServerProps {
  /** The Python that has MiniStack. */
  readonly python: string;
  /** The only folder that it writes to. */
  readonly directory: string;
  readonly certificate: Certificate;
  readonly region: string;
  readonly accountId: string;
  /** 0 for any free port. */
  readonly port: number;
}

/**
 * MiniStack's process, and the processes that it starts for Lambda functions. They are a process group of their own, so
 * Ctrl-C in the terminal does not reach them. This class ends them.
 */
export class Server {
  /** @throws with the last lines of its log, if it ends or does not answer in time */
  static async start(props: ServerProps): Promise<Server> {
    const server = new Server(props);
    try {
      await server.ready(await readFile(props.certificate.certificateFile, 'utf8'));
      return server;
    } catch (error) {
      await server.stop();
      throw error;
    }
  }

  private readonly child: ChildProcessByStdio<Writable, Readable, Readable>;
  private readonly lines: string[] = [];
  private boundPort?: number;
  private failure?: string;

  private constructor(props: ServerProps) {
    // We hold the child's standard input open and write nothing to it. The input ends when we end, and then so does the
    // child.
    this.child = spawn(props.python, [join(__dirname, 'serve.py')], {
      cwd: props.directory,
      env: serverEnvironment(props),
      stdio: ['pipe', 'pipe', 'pipe'],
      detached: true,
    });
    this.child.on('error', (error) => {
      this.failure = error.message;
    });
    // `close` and not `exit`, because the last lines, which give the reason, may come after `exit`.
    this.child.on('close', (code, signal) => {
      this.failure = `it ended with ${signal ?? `exit code ${code}`}`;
    });
    createInterface(this.child.stdout).on('line', (line) => {
      if (this.boundPort === undefined && /^\d+$/.test(line)) this.boundPort = Number(line);
      else this.log(line);
    });
    createInterface(this.child.stderr).on('line', (line) => this.log(line));
  }

  get port(): number {
    if (this.boundPort === undefined) throw new Error('MiniStack has not said its port yet.');
    return this.boundPort;
  }

  /** The last lines of its log, with those of the Lambda functions. */
  lastLines(count = LOG_LINES_SHOWN): string[] {
    return this.lines.slice(-count);
  }

  /** Kills the whole group. None of its processes has data to save. */
  async stop(): Promise<void> {
    const { pid } = this.child;
    if (pid === undefined) return;
    const ended = this.child.exitCode ?? this.child.signalCode;
    const exit = ended === null ? once(this.child, 'exit') : undefined;
    try {
      process.kill(-pid, 'SIGKILL');
    } catch {
      // The group has ended already.
    }
    await exit;
  }

  private log(line: string): void {
    this.lines.push(line);
    if (this.lines.length > LOG_LINES_KEPT) this.lines.shift();
  }

  private async ready(certificate: string): Promise<void> {
    const deadline = Date.now() + READY_WITHIN_MS;
    while (this.failure === undefined && Date.now() < deadline) {
      if (this.boundPort !== undefined && (await isHealthy(this.boundPort, certificate))) return;
      await sleep(50);
    }
    const why = this.failure ?? `it did not answer within ${READY_WITHIN_MS / 1000} s`;
    throw new Error([`MiniStack did not start: ${why}. Its last lines:`, ...this.lastLines()].join('\n'));
  }
}

/** The whole environment of MiniStack and the functions. Of the user's it has PATH alone, and so no credential. */
function serverEnvironment(props: ServerProps): Record<string, string> {
  const { certificateFile, keyFile } = props.certificate;
  return {
    // MiniStack runs Node.js functions on the first `node` of the PATH, which must be ours.
    PATH: [dirname(process.execPath), process.env.PATH].join(delimiter),
    HOME: props.directory,
    TMPDIR: props.directory,
    RUN_DIRECTORY: props.directory,
    PYTHONUNBUFFERED: '1',
    GATEWAY_PORT: String(props.port),
    MINISTACK_HOST: '127.0.0.1',
    BIND_HOST: '127.0.0.1',
    MINISTACK_REGION: props.region,
    MINISTACK_ACCOUNT_ID: props.accountId,
    AUTH: 'true',
    USE_SSL: '1',
    MINISTACK_SSL_CERT: certificateFile,
    MINISTACK_SSL_KEY: keyFile,
    NODE_EXTRA_CA_CERTS: certificateFile,
    // Turns off listeners that we do not use, and keeps MiniStack away from the user's Docker.
    SFTP_ENABLED: '0',
    IOT_MTLS_ENABLED: '0',
    DOCKER_HOST: `unix://${props.directory}/no-docker`,
  };
}

/** Whether MiniStack answers over TLS with its certificate. */
async function isHealthy(port: number, ca: string): Promise<boolean> {
  return new Promise((resolve) => {
    const request = get(`https://127.0.0.1:${port}/_ministack/health`, { ca, timeout: READY_WITHIN_MS }, (response) => {
      response.resume();
      resolve(response.statusCode === 200);
    });
    request.on('timeout', () => request.destroy(new Error('no answer')));
    request.on('error', () => resolve(false));
  });
}
