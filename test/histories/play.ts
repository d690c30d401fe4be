import type { SimulatedFunction, Template } from '../../testing';
import type { Deed, History, Outputs } from './history';
import { type Finding, judge } from './judge';
import { propertiesOf } from './properties';
import { ODDS, type Odds, Storm } from './storm';
import { STACK, World } from './world';

/** How often an operation that failed is tried again before the stack counts as stuck. */
const PATIENCE = 4;

/** Lives through a history, and tells what is wrong with what it leaves. */
export async function play(
  history: History,
  makeFunction: (world: World) => SimulatedFunction,
  odds: Odds = ODDS,
): Promise<Finding[]> {
  const world = await World.begin(new Storm(history.weather, odds), makeFunction);
  try {
    const found: Finding[] = [];
    for (const deed of history.deeds) {
      await carryOut(deed, world);
      if (/_FAILED$/.test(world.stack.status ?? '')) {
        break; // It is stuck, and the judge will say so.
      }
      if (deed.settles) {
        await world.simulator.settle();
        found.push(...judge(world));
      }
    }
    await world.simulator.settle();
    found.push(...judge(world));
    return found;
  } finally {
    await world.end();
  }
}

async function carryOut({ does, outputs, disturbed }: Deed, world: World): Promise<void> {
  const { stack } = world;
  if (does === 'delete') {
    await remove(world);
    return;
  }
  const creating = stack.status === undefined;
  const { by, after } = disturbed ?? {};
  // A creation is cancelled by deleting the stack, an update by cancelling it.
  const ended = by === 'cancel' || by === 'delete';
  await stack.deploy(templateOf(outputs, world), {
    neighbourFailsAfter: by === 'neighbour' ? after : undefined,
    cancelledAfter: ended && !creating ? after : undefined,
    deletedAfter: ended && creating ? after : undefined,
  });
  for (let patience = PATIENCE; patience > 0 && stack.status === 'UPDATE_ROLLBACK_FAILED'; patience--) {
    await stack.continueRollback();
  }
  if (/^(ROLLBACK_COMPLETE|ROLLBACK_FAILED|DELETE_FAILED)$/.test(stack.status ?? '')) {
    await remove(world);
  }
}

async function remove({ stack }: World): Promise<void> {
  const gone = () => stack.status === undefined || stack.status === 'DELETE_COMPLETE';
  for (let patience = PATIENCE; patience > 0 && !gone(); patience--) {
    await stack.delete();
  }
}

function templateOf(outputs: Outputs, { bitmovin }: World): Template {
  return Object.fromEntries(
    Object.entries(outputs).map(([logicalId, version]) => [
      logicalId,
      { properties: propertiesOf(bitmovin.url, { stack: STACK, logicalId }, version) },
    ]),
  );
}
