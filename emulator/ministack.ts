import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writeCertificate } from './certificate';
import { awsEnvironment, type EmulatedAws } from './environment';
import { installMiniStack } from './install';
import { Server } from './server';

export interface MiniStackOptions {
  /** Called with a few words when something slow begins. */
  readonly report?: (what: string) => void;
  /** @default - a free port */
  readonly port?: number;
  /** @default 'eu-west-1' */
  readonly region?: string;
  /** The account that deploys. @default '111122223333' */
  readonly accountId?: string;
}

/**
 * An emulated AWS on loopback, for this process. It is MiniStack over TLS, and checks every request against IAM.
 *
 * It reads and writes no file of the user's. It ends on `stop`, or when this process ends, even by `kill -9`. Then its
 * own files are deleted.
 */
export class MiniStack {
  /**
   * Installs MiniStack if need be, starts it, and waits until it answers.
   *
   * @throws with the last lines of its log, if it does not answer
   */
  static async start(options: MiniStackOptions = {}): Promise<MiniStack> {
    const { report, port = 0, region = 'eu-west-1', accountId = '111122223333' } = options;
    const python = await installMiniStack({ report });
    report?.('Starting MiniStack');
    const directory = await mkdtemp(join(tmpdir(), 'vendor-access-emulator-'));
    try {
      const certificate = await writeCertificate(directory);
      const server = await Server.start({ python, directory, certificate, region, accountId, port });
      return new MiniStack(server, {
        url: `https://127.0.0.1:${server.port}`,
        region,
        accountId,
        certificateFile: certificate.certificateFile,
        homeDirectory: directory,
      });
    } catch (error) {
      await removeDirectory(directory);
      throw error;
    }
  }

  private constructor(
    private readonly server: Server,
    /** The data by which a client or another process reaches it. */
    readonly aws: EmulatedAws,
  ) {}

  /** The variables with which tools call it as the root of an account. @default - the account that deploys */
  environment(accountId?: string): Record<string, string> {
    return awsEnvironment(this.aws, accountId);
  }

  /** The last lines of its log, with those of the Lambda functions. */
  lastLines(count?: number): string[] {
    return this.server.lastLines(count);
  }

  /** Ends it with all processes that it started, and removes its files. A second call changes nothing. */
  async stop(): Promise<void> {
    await this.server.stop();
    await removeDirectory(this.aws.homeDirectory);
  }
}

/** Tries several times, because workers that were just killed may still have files open. */
async function removeDirectory(directory: string): Promise<void> {
  await rm(directory, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
}
