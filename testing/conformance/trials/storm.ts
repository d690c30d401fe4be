import type { CustomResourceEvent } from '../../cloudformation/custom-resource';
import { carryOut, drawLife, isStuck } from '../../storm/life';
import { SurvivableStorm } from '../../storm/storm';
import { LOGICAL_ID, type Stage, statusOf } from '../stage';
import type { Findings, Trial } from '../trial';
import { noRemoval, notFoundLater } from './preconditions';

/** The most deeds of a life. */
const DEEDS = 5;

/** The longest that a call takes to its destination, and back again, in milliseconds. */
const MOST_LATENCY = 500;

/** A trial of random lives, each of another seed. The seed decides what goes wrong; how calls overlap is the machine's. */
export function stormOf(lives: number): Trial {
  return {
    name: 'storm',
    lacks: (stage) => notFoundLater(stage) ?? noRemoval(stage),
    run: async (stage, found, turn) => {
      await liveThrough(stage, found, turn + 1);
      return turn + 1 < lives;
    },
  };
}

/** AWS's clients give a call up after seconds, and here their calls are as slow as the vendor's. */
function soon(latency = 0): number {
  return Math.min(latency, MOST_LATENCY);
}

/** Lives through one life of a stack, in the weather of a seed. */
async function liveThrough(stage: Stage, found: Findings, seed: number): Promise<void> {
  const { first, updated = first, replaced = updated } = stage.options.bodies;
  const bodies = [first, updated, replaced];
  const storm = new SurvivableStorm(seed);
  const { simulator } = stage;
  const weather = storm.weather();
  Object.assign(simulator.weather, weather, {
    latency: (event: CustomResourceEvent) => soon(weather.latency?.(event)),
  });
  stage.proxy.plan = storm.plan();
  const life = drawLife(storm.draw(), {
    logicalIds: [LOGICAL_ID],
    versions: bodies.length,
    deeds: DEEDS,
    pauses: true,
    mayBeginWell: true,
  });
  let stack = stage.stack();
  for (const [number, deed] of life.entries()) {
    found.at(`life ${seed}, deed ${number + 1} of ${life.length}`);
    await simulator.clock.until(simulator.clock.sleep(deed.pause ?? 0));
    stack = stack.status === 'DELETE_COMPLETE' ? stage.stack() : stack;
    const present = stack;
    await carryOut(deed, present, ({ [LOGICAL_ID]: version = 1 }) =>
      stage.templateOf(present, { body: bodies[version - 1] ?? first }),
    );
    const stuck = isStuck(present);
    if (deed.settles || stuck || number === life.length - 1) {
      await stage.settle();
      found.expect(!stuck, statusOf(present, 'DELETE_COMPLETE'));
      found.expectOrder(stage);
    }
    if (stuck) {
      return;
    }
  }
}
