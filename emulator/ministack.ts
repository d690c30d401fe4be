import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writeCertificate } from './certificate';
import { awsEnvironment, type EmulatedAws } from './environment';
import { installMiniStack } from './install';
import { Server } from './server';

export interface MiniStackOptions {
  /** Told, in a few words, when something slow begins. */
  readonly report?: (what: string) => void;
  /** @default - a free one */
  readonly port?: number;
  /** @default 'eu-west-1' */
  readonly region?: string;
  /** The account that deploys. @default '111122223333' */
  readonly accountId?: string;
}

/**
 * An AWS on loopback, for this process: MiniStack over TLS, judging every request by IAM.
 *
 * It reads and writes nothing of the user's. It ends with `stop`, and by itself when this process does, however
 * that ends; what it wrote goes with it.
 */
export class MiniStack {
  /**
   * Installs MiniStack where need be, starts it, and waits until it answers.
   *
   * @throws with the last lines of its log, where it does not
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
    /** What a client or another process needs to reach it. */
    readonly aws: EmulatedAws,
  ) {}

  /** The variables that point tools at it, as the root of an account. @default - the account that deploys */
  environment(accountId?: string): Record<string, string> {
    return awsEnvironment(this.aws, accountId);
  }

  /** The last lines of its log, its Lambda functions' among them. */
  lastLines(count?: number): string[] {
    return this.server.lastLines(count);
  }

  /** Ends it with everything that it started, and removes all that it wrote. A second call changes nothing. */
  async stop(): Promise<void> {
    await this.server.stop();
    await removeDirectory(this.aws.homeDirectory);
  }
}

/** Workers that were just killed may still be letting go of their files. */
async function removeDirectory(directory: string): Promise<void> {
  await rm(directory, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
}
