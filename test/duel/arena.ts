import { CloudFormationSimulator, type FakeVendorTls, type ResourceEntry, type SimulatedStack } from '../../testing';
import { AwsEndpoint } from '../../testing/cloudformation/aws-endpoint';
import type { Storm } from '../../testing/storm/storm';
import { collectionOf, SECRETS } from '../histories/kinds';
import { World } from '../histories/world';
import type { Contestant, Entrant, Surroundings } from './contestant';
import { KIND } from './kind';

/** The secret that holds the vendor's key, and the key. */
const [[SECRET, KEY] = ['', '']] = Object.entries(SECRETS);
export const SECRET_ARN = SECRET;

/** One history's surroundings: the histories' world, behind a function of the contestant's, and AWS's secrets. */
export class Arena implements Surroundings {
  static async open(contestant: Contestant, storm: Storm, tls: FakeVendorTls): Promise<Arena> {
    // The world's own simulator has neither the contestant's time-out nor TLS: another takes its place.
    const empty = await World.begin(storm, () => async () => undefined, { kind: KIND });
    await empty.simulator.stop();
    let entrant: Entrant | undefined;
    const simulator = await CloudFormationSimulator.start({
      function: async (invocation) => entrant?.function(invocation),
      clock: empty.simulator.clock,
      weather: storm.weather(),
      timeout: contestant.timeout,
      tls: contestant.tls ? tls : undefined,
    });
    const world = instead(empty, { simulator: () => simulator });
    const aws = await AwsEndpoint.start({ simulator, secrets: [[SECRET_ARN, KEY]] });
    const arena = new Arena(world, contestant, aws, tls.cert.toString());
    entrant = await contestant.enter(arena);
    arena.#entrant = entrant;
    return arena;
  }

  /** Where Secrets Manager is. */
  readonly awsOrigin: string;
  readonly vendorUrl: string;
  /** The world as the judge is to see it. */
  readonly judged: World;
  #entrant: Entrant | undefined;

  private constructor(
    readonly world: World,
    contestant: Contestant,
    private readonly aws: AwsEndpoint,
    /** The certificate of whoever speaks TLS here, in PEM. */
    readonly ca: string,
  ) {
    this.awsOrigin = aws.origin;
    this.vendorUrl = `${world.studio?.fake.url}/${collectionOf(KIND)}`;
    const { read = (entry: ResourceEntry) => entry } = contestant;
    this.judged = instead(world, {
      stack: () => {
        const { id, status, events, resources } = world.stack;
        return { id, status, events, resources: resources.map(read) };
      },
    });
  }

  /** The stack that stands, or one to be created. */
  get stack(): SimulatedStack {
    return this.world.stack;
  }

  /** Lets time pass until nothing runs, and nothing is to be delivered any more. */
  async settle(): Promise<void> {
    const { simulator } = this.world;
    await simulator.settle();
    await simulator.clock.until(this.#entrant?.settled?.() ?? Promise.resolve());
  }

  async close(): Promise<void> {
    await this.#entrant?.leave?.();
    await Promise.all([this.world.end(), this.aws.stop()]);
  }
}

/** The same object to look at, but for some of its members. */
function instead<T extends object>(whole: T, members: { readonly [K in keyof T]?: () => unknown }): T {
  const own = new Map<string | symbol, () => unknown>(Object.entries(members));
  return new Proxy(whole, {
    get: (target, name, receiver) => own.get(name)?.() ?? Reflect.get(target, name, receiver),
  });
}
