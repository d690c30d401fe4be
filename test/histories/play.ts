import type { SimulatedFunction, Template } from '../../testing';
import { carryOut, isStuck, type Outputs } from '../../testing/storm/life';
import { ODDS, type Odds, Storm } from '../../testing/storm/storm';
import type { Finding } from './finding';
import type { History } from './history';
import { judge } from './judge';
import { studioProperties } from './kinds';
import { propertiesOf } from './properties';
import type { Script } from './script';
import { type Trait, traitsOf } from './traits';
import { STACK, World } from './world';

/** What came of a history. */
export interface Lived {
  /** What is wrong with what it left. */
  readonly found: readonly Finding[];
  /** What happened in it. */
  readonly traits: readonly Trait[];
}

/** How a history is lived through. */
export interface PlayOptions {
  /** How often what goes wrong. Default: as {@link ODDS} say. */
  readonly odds?: Odds;
  /** What a directed history decides in the place of chance. */
  readonly script?: Script;
}

/** Lives through a history. */
export async function play(
  history: History,
  makeFunction: (world: World) => SimulatedFunction,
  { odds = ODDS, script }: PlayOptions = {},
): Promise<Lived> {
  const { weather, deeds, ...options } = history;
  const world = await World.begin(new Storm(weather, odds), makeFunction, { ...options, script });
  try {
    const found: Finding[] = [];
    for (const deed of deeds) {
      await world.pass(deed.pause ?? 0);
      if (deed.rotates) {
        world.rotate();
      }
      await carryOut(deed, world.stack, (outputs) => templateOf(outputs, world));
      if (isStuck(world.stack)) {
        break; // It is stuck, and the judge will say so.
      }
      if (deed.settles) {
        await world.simulator.settle();
        found.push(...judge(world));
      }
    }
    await world.simulator.settle();
    found.push(...judge(world));
    return { found, traits: traitsOf(history, world) };
  } finally {
    await world.end();
  }
}

function templateOf(outputs: Outputs, { bitmovin, studio, stack }: World): Template {
  const adopts = studio?.strangers.map(({ id }) => id) ?? [];
  return Object.fromEntries(
    Object.entries(outputs).map(([logicalId, version]) => [
      logicalId,
      studio
        ? {
            properties: studioProperties(
              studio.fake.url,
              { kind: studio.kind, stackId: stack.id, logicalId, version },
              adopts,
            ),
            ...(studio.kind === 'retained' && RETAINED),
          }
        : { properties: propertiesOf(bitmovin.url, { stack: STACK, logicalId }, version) },
    ]),
  );
}

/** What CDK writes for `RETAIN_ON_UPDATE_OR_DELETE`. */
const RETAINED = { deletionPolicy: 'RetainExceptOnCreate', updateReplacePolicy: 'Retain' } as const;
