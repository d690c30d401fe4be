import type { FakeVendorTls, Template } from '../../testing';
import { carryOut, isStuck, type Outputs } from '../../testing/storm/life';
import { type Odds, SurvivableStorm } from '../../testing/storm/storm';
import type { Finding } from '../histories/finding';
import type { History } from '../histories/history';
import { judge } from '../histories/judge';
import { Arena } from './arena';
import type { Contestant } from './contestant';

/** Has a contestant live through a history, and tells what is wrong with what it leaves. */
export async function play(
  history: History,
  contestant: Contestant,
  odds: Odds,
  tls: FakeVendorTls,
): Promise<readonly Finding[]> {
  const arena = await Arena.open(contestant, new SurvivableStorm(history.weather, odds), tls);
  try {
    const found: Finding[] = [];
    for (const deed of history.deeds) {
      await arena.world.pass(deed.pause ?? 0);
      await carryOut(deed, arena.stack, (outputs) => templateOf(outputs, arena, contestant));
      if (isStuck(arena.stack)) {
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

function templateOf(outputs: Outputs, arena: Arena, contestant: Contestant): Template {
  return Object.fromEntries(
    Object.entries(outputs).map(([logicalId, version]) => [
      logicalId,
      { properties: contestant.propertiesOf(arena, { stackId: arena.stack.id, logicalId }, version) },
    ]),
  );
}
