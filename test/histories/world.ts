import {
  type BitmovinRecord,
  CloudFormationSimulator,
  FakeBitmovin,
  type SimulatedFunction,
  type SimulatedStack,
} from '../../testing';
import type { Storm } from './storm';

/** The key that must never be seen. */
export const API_KEY = 'canary-key-7d1f';

export const STACK = 'Exports';

/** Records of strangers at the vendor, before anything begins. */
const STRANGERS = 3;

/** A stack, its function, CloudFormation and a vendor, in the weather of a storm. */
export class World {
  /** @param makeFunction makes the function under test; it is called once the rest of the world is there */
  static async begin(storm: Storm, makeFunction: (world: World) => SimulatedFunction): Promise<World> {
    let fn: SimulatedFunction = async () => undefined;
    const simulator = await CloudFormationSimulator.start({
      function: (invocation) => fn(invocation),
      weather: storm.weather(),
    });
    let ids = 0;
    const bitmovin = await FakeBitmovin.start({
      apiKey: API_KEY,
      now: () => new Date(simulator.clock.now()),
      // In no order, as a real vendor's are, but the same in each run of a seed.
      newId: () => storm.uuid('id', ++ids),
    });
    const strangers = bitmovin.seed(STRANGERS);
    bitmovin.intercept = storm.intercept();
    const world = new World(storm, simulator, bitmovin, strangers);
    fn = makeFunction(world);
    return world;
  }

  /** Every stack so far: one that was deleted is another than the next of its name. */
  readonly stacks: SimulatedStack[] = [];
  /** Every line that the function logged, and every error that it threw. */
  readonly lines: string[] = [];
  private rolls = 0;

  private constructor(
    storm: Storm,
    readonly simulator: CloudFormationSimulator,
    readonly bitmovin: FakeBitmovin,
    readonly strangers: readonly BitmovinRecord[],
  ) {
    this.random = () => storm.chance('random', ++this.rolls);
  }

  /** The stack that stands, or one to be created. */
  get stack(): SimulatedStack {
    const last = this.stacks.at(-1);
    if (last && last.status !== 'DELETE_COMPLETE') {
      return last;
    }
    const next = this.simulator.stack(STACK);
    this.stacks.push(next);
    return next;
  }

  /** From 0 to 1. */
  readonly random: () => number;

  async end(): Promise<void> {
    await Promise.all([this.simulator.stop(), this.bitmovin.stop()]);
  }
}
