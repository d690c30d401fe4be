import {
  type BitmovinRecord,
  CloudFormationSimulator,
  FakeBitmovin,
  type SimulatedFunction,
  type SimulatedStack,
  type Weather,
} from '../../testing';
import type { Storm } from '../../testing/storm/storm';
import { collectionOf, type Kind, RULES, SECRETS } from './kinds';
import type { Script } from './script';
import { FakeStudio, type StudioRecord } from './studio';

/** The key that must never be seen. */
export const API_KEY = 'canary-key-7d1f';

export const STACK = 'Exports';

/** Records of strangers at the vendor, before anything begins. */
const STRANGERS = 3;

/** What a world has beside Bitmovin. */
export interface WorldOptions {
  /** The kind of the registrations at the studio. Default: there is no studio. */
  readonly kind?: Kind;
  /** The studio's lists show how things were so many milliseconds ago. */
  readonly lag?: number;
  /** The studio shows a record by its id only so many milliseconds after its creation. */
  readonly shownAfter?: number;
  /** What the stack's events show of a resource's properties. Default: the whole text. */
  readonly eventProperties?: 'cut' | 'absent';
  /** Default: chance decides. */
  readonly script?: Script;
}

/** A stack, its function, CloudFormation and a vendor, in the weather of a storm. */
export class World {
  /** @param makeFunction makes the function under test; it is called once the rest of the world is there */
  static async begin(
    storm: Storm,
    makeFunction: (world: World) => SimulatedFunction,
    { kind, lag = 0, shownAfter = 0, eventProperties, script }: WorldOptions = {},
  ): Promise<World> {
    let fn: SimulatedFunction = async () => undefined;
    const simulator = await CloudFormationSimulator.start({
      function: (invocation) => fn(invocation),
      weather: { ...scripted(storm.weather(), script), eventProperties: eventProperties && SHOWN[eventProperties] },
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
    const keys = new Keys();
    const newId = () => storm.uuid('id', ++ids);
    const studio = kind && (await openStudio(kind, { lag, shownAfter, keys, newId }, simulator));
    if (studio) {
      studio.fake.intercept = script?.intercept ?? storm.intercept();
    }
    const world = new World(storm, simulator, bitmovin, strangers, keys, studio, script);
    world.hidesProperties = eventProperties !== undefined;
    fn = makeFunction(world);
    return world;
  }

  /** Whether the stack's events show no whole properties. */
  hidesProperties = false;
  /** Every stack so far: one that was deleted is another than the next of its name. */
  readonly stacks: SimulatedStack[] = [];
  /** Every line that the function logged, and every error that it threw. */
  readonly lines: string[] = [];
  /** The numbers of the runs that got no answer to a post. */
  readonly lost = new Set<number>();
  /** The keys, by the secret's ARN. */
  readonly secrets: Readonly<Record<string, string>> | undefined;
  private rolls = 0;

  private constructor(
    storm: Storm,
    readonly simulator: CloudFormationSimulator,
    readonly bitmovin: FakeBitmovin,
    readonly strangers: readonly BitmovinRecord[],
    private readonly keys: Keys,
    readonly studio?: Studio,
    readonly script?: Script,
  ) {
    this.secrets = studio && keys.secrets;
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

  /** Gives each secret another key. The vendor accepts the keys before as well, until the next rotation. */
  rotate(): void {
    this.keys.rotate();
  }

  /** Lets time pass. */
  pass(milliseconds: number): Promise<void> {
    return this.simulator.clock.until(this.simulator.clock.sleep(milliseconds));
  }

  async end(): Promise<void> {
    await Promise.all([this.simulator.stop(), this.bitmovin.stop(), this.studio?.fake.stop()]);
  }
}

/** The studio, and the records of strangers that were there before anything began. */
export interface Studio {
  readonly kind: Kind;
  readonly fake: FakeStudio;
  readonly strangers: readonly StudioRecord[];
  /** Whether its lists show how things were some time ago. */
  readonly lags: boolean;
}

/** The texts of a resource's properties in the stack's events, where those are not whole. */
const SHOWN = {
  cut: (text: string) => text.slice(0, 100),
  absent: () => undefined,
};

/** The studio's keys: those in the secrets, and those before the last rotation. */
class Keys {
  readonly secrets: Record<string, string> = { ...SECRETS };
  #before: readonly string[] = [];
  #rotations = 0;

  get valid(): readonly string[] {
    return [...Object.values(this.secrets), ...this.#before];
  }

  rotate(): void {
    this.#before = Object.values(this.secrets);
    this.#rotations++;
    for (const [arn, key] of Object.entries(SECRETS)) {
      this.secrets[arn] = `${key}-${this.#rotations}`;
    }
  }
}

interface StudioProps {
  readonly lag: number;
  readonly shownAfter: number;
  readonly keys: Keys;
  readonly newId: () => string;
}

async function openStudio(
  kind: Kind,
  { lag, shownAfter, keys, newId }: StudioProps,
  { clock }: CloudFormationSimulator,
): Promise<Studio> {
  const rules = Object.fromEntries(Object.entries(RULES).map(([one, its]) => [collectionOf(one), its]));
  const fake = await FakeStudio.start({
    keys: () => keys.valid,
    rules,
    now: () => clock.now(),
    newId,
    lag,
    shownAfter,
  });
  // The strangers of the shared keys have the keys of some versions of ours.
  const names = ['Main', 'Other'].map((logicalId) => `shared-${logicalId}-second`);
  const strangers = names.map((name) =>
    fake.add(collectionOf(kind), '', { name, owner: 'stranger', place: 'first', value: 'theirs' }),
  );
  return { kind, fake, strangers, lags: lag > 0 };
}

/** In a directed history an effect takes so many milliseconds there, and back. */
const CALM_LATENCY = 10;

function scripted(weather: Weather, script: Script | undefined): Weather {
  return {
    ...weather,
    ...(script && { latency: () => CALM_LATENCY }),
    ...(script?.answers && { answers: script.answers }),
    deliveries: (event) => script?.deliveries?.(event) ?? weather.deliveries?.(event) ?? [0],
    redelivers: (event, delivery) => script?.redelivers?.(event) ?? weather.redelivers?.(event, delivery) ?? true,
  };
}
