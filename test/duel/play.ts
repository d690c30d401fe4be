import type { FakeVendorTls, Template } from '../../testing';
import type { Finding } from '../histories/finding';
import type { Deed, History, Outputs } from '../histories/history';
import { judge } from '../histories/judge';
import type { Odds } from '../histories/storm';
import { Arena } from './arena';
import type { Contestant } from './contestant';
import { DuelStorm } from './odds';

/** How often an operation that failed is tried again before the stack counts as stuck. */
const PATIENCE = 4;

/** Has a contestant live through a history, and tells what is wrong with what it leaves. */
export async function play(
  history: History,
  contestant: Contestant,
  odds: Odds,
  tls: FakeVendorTls,
): Promise<readonly Finding[]> {
  const arena = await Arena.open(contestant, new DuelStorm(history.weather, odds), tls);
  try {
    const found: Finding[] = [];
    for (const deed of history.deeds) {
      await arena.world.pass(deed.pause ?? 0);
      await carryOut(deed, arena, contestant);
      if (/_FAILED$/.test(arena.stack.status ?? '')) {
        break; // It is stuck, and the judge will say so.
      }
      if (deed.settles) {
        await arena.settle();
        found.push(...judge(arena.judged));
      }
    }
    await arena.settle();
    return [...found, ...judge(arena.judged)];
  } finally {
    await arena.close();
  }
}

async function carryOut({ does, outputs, disturbed }: Deed, arena: Arena, contestant: Contestant): Promise<void> {
  const { stack } = arena;
  if (does === 'delete') {
    await remove(arena);
    return;
  }
  const creating = stack.status === undefined;
  const { by, after } = disturbed ?? {};
  // A creation is cancelled by deleting the stack, an update by cancelling it.
  const ended = by === 'cancel' || by === 'delete';
  await stack.deploy(templateOf(outputs, arena, contestant), {
    neighbourFailsAfter: by === 'neighbour' ? after : undefined,
    cancelledAfter: ended && !creating ? after : undefined,
    deletedAfter: ended && creating ? after : undefined,
  });
  for (let patience = PATIENCE; patience > 0 && stack.status === 'UPDATE_ROLLBACK_FAILED'; patience--) {
    await stack.continueRollback();
  }
  if (/^(ROLLBACK_COMPLETE|ROLLBACK_FAILED|DELETE_FAILED)$/.test(stack.status ?? '')) {
    await remove(arena);
  }
}

async function remove({ stack }: Arena): Promise<void> {
  const gone = () => stack.status === undefined || stack.status === 'DELETE_COMPLETE';
  for (let patience = PATIENCE; patience > 0 && !gone(); patience--) {
    await stack.delete();
  }
}

function templateOf(outputs: Outputs, arena: Arena, contestant: Contestant): Template {
  return Object.fromEntries(
    Object.entries(outputs).map(([logicalId, version]) => [
      logicalId,
      { properties: contestant.propertiesOf(arena, { stackId: arena.stack.id, logicalId }, version) },
    ]),
  );
}
