import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import type { EmulatedAws } from '../emulator/environment';
import { MiniStack } from '../emulator/ministack';
import { FakeBitmovin } from '../testing';
import type { Progress } from './progress';

/** The surroundings of the demo: an emulated AWS, and a fake Bitmovin that accepts one API key. */
export class Stage {
  /**
   * Starts both, or neither. An interruption does not cut an install or a start short, because a half-finished one is
   * harder to clean up.
   */
  static async start(progress: Progress, signal: AbortSignal): Promise<Stage> {
    const miniStack = await MiniStack.start({ report: (what) => signal.aborted || progress.begin(what) });
    try {
      signal.throwIfAborted();
      const apiKey = randomUUID();
      const fake = await FakeBitmovin.start({ apiKey });
      progress.end();
      return new Stage(miniStack, fake, apiKey);
    } catch (error) {
      await miniStack.stop();
      throw error;
    }
  }

  private constructor(
    private readonly miniStack: MiniStack,
    readonly fake: FakeBitmovin,
    /** The key for this run. The demo never prints it. */
    readonly apiKey: string,
  ) {}

  get aws(): EmulatedAws {
    return this.miniStack.aws;
  }

  /** The variables that point tools at the emulated AWS. */
  get environment(): Record<string, string> {
    return this.miniStack.environment();
  }

  /** The folder for the CDK CLI's output. It is deleted with the emulator's files, however the emulator ends. */
  get outputDirectory(): string {
    return join(this.aws.homeDirectory, 'cdk.out');
  }

  /** Ends both, with the processes that they started, and removes their files. */
  async stop(): Promise<void> {
    await this.miniStack.stop();
    await this.fake.stop();
  }
}
