import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import type { EmulatedAws } from '../emulator/environment';
import { MiniStack } from '../emulator/ministack';
import { FakeBitmovin } from '../testing';
import type { Progress } from './progress';

/** What the demo plays on: an emulated AWS, and a fake Bitmovin that one API key opens. */
export class Stage {
  /**
   * Starts both, or neither. An install or a start that has begun is waited for, because what is half there is harder
   * to take away.
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
    /** Made for this run; to be shown to nobody. */
    readonly apiKey: string,
  ) {}

  get aws(): EmulatedAws {
    return this.miniStack.aws;
  }

  /** The variables that point tools at the emulated AWS. */
  get environment(): Record<string, string> {
    return this.miniStack.environment();
  }

  /** Where the CDK CLI puts what it synthesises: gone with the emulator, however it ends. */
  get outputDirectory(): string {
    return join(this.aws.homeDirectory, 'cdk.out');
  }

  /** Ends both, with all that they started and wrote. */
  async stop(): Promise<void> {
    await this.miniStack.stop();
    await this.fake.stop();
  }
}
