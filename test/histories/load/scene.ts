import { STACK_VARIABLE } from '../../../lib/vendor-api/contract';
import {
  CloudFormationSimulator,
  FakeBitmovin,
  type FakeBitmovinOptions,
  FakeClock,
  type OperationOptions,
  type SimulatedFunction,
  type SimulatedStack,
  type Weather,
} from '../../../testing';
import { Storm } from '../../../testing/storm/storm';
import type { Subject } from '../subject';
import { API_KEY } from '../world';
import { type AppProps, type SynthesisedStack, synthesise } from './app';

/** A scene's app, its vendor's limit, and what goes wrong. */
export interface SceneProps extends Omit<AppProps, 'vendorUrl'> {
  readonly vendor: Pick<FakeBitmovinOptions, 'requestsPerMinute' | 'rateLimitDialect'>;
  readonly weather?: Weather;
}

/** The longest that a call takes to its destination, and back again, in milliseconds. */
const LATENCY = 200;

/** An app as it was synthesised, CloudFormation with a fake clock, and a vendor that allows only so many requests. */
export class Scene {
  static async begin(subject: Subject, { vendor, weather, ...app }: SceneProps): Promise<Scene> {
    const clock = new FakeClock();
    const bitmovin = await FakeBitmovin.start({ apiKey: API_KEY, now: () => new Date(clock.now()), ...vendor });
    const stacks = synthesise({ ...app, vendorUrl: bitmovin.url });
    const [{ timeout, environment } = { timeout: 0, environment: {} }] = stacks;

    const storm = new Storm(1);
    let rolls = 0;
    const random = () => storm.chance('random', ++rolls);
    let run: SimulatedFunction = async () => undefined;
    const simulator = await CloudFormationSimulator.start({
      clock,
      function: (invocation) => run(invocation),
      timeout: timeout * 1000,
      weather: { latency: () => random() * LATENCY, ...weather },
    });
    const scene = new Scene(simulator, bitmovin, stacks);
    run = (invocation) => {
      // CloudFormation resolves the stack's ARN, which is a reference in the template.
      const own = { ...environment, [STACK_VARIABLE]: invocation.event.StackId };
      return subject.in({ simulator, random, lines: scene.lines, environment: own })(invocation);
    };
    return scene;
  }

  /** Every line that the function logged. */
  readonly lines: string[] = [];
  readonly stacks: readonly SimulatedStack[];
  private readonly began: number;

  private constructor(
    readonly simulator: CloudFormationSimulator,
    readonly bitmovin: FakeBitmovin,
    private readonly synthesised: readonly SynthesisedStack[],
  ) {
    this.stacks = synthesised.map(({ name }) => simulator.stack(name));
    this.began = simulator.clock.now();
  }

  /** Deploys all stacks at once; gives what became of each. */
  deploy(options?: OperationOptions): Promise<string[]> {
    return Promise.all(
      this.stacks.map((stack, index) => stack.deploy(this.synthesised[index]?.template ?? {}, options)),
    );
  }

  /** Deletes all stacks at once; gives what became of each. */
  remove(): Promise<string[]> {
    return Promise.all(this.stacks.map((stack) => stack.delete()));
  }

  /** So many minutes have passed since the beginning. */
  get minutes(): number {
    return (this.simulator.clock.now() - this.began) / 60_000;
  }

  async end(): Promise<void> {
    await Promise.all([this.simulator.stop(), this.bitmovin.stop()]);
  }
}
