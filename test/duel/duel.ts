import type { Wrong } from '../histories/finding';
import type { ContestantName } from './contestants';
import type { DuelOptions } from './options';
import type { Tally } from './tally';
import type { Done, Task } from './task';
import type { Workers } from './workers';

/** Histories without faults that a contestant must come through. */
const CONTROL = 100;

/** Histories that a worker takes at a time. */
const CHUNK = 20;

/** How a contestant fared. */
export interface Row {
  readonly contestant: ContestantName;
  readonly about: Done['about'];
  /** What went wrong where nothing should; a row counts only if that is nothing. */
  readonly control: Partial<Tally>;
  /** In how many histories something was wrong, by kind. */
  readonly wrong: Tally;
  readonly seconds: number;
}

/** Has a contestant come through the control, and then live through its histories. */
export async function duel(
  contestant: ContestantName,
  { seed, histories }: DuelOptions,
  workers: Workers,
  onLived: (lived: number) => void,
): Promise<Row> {
  const begun = performance.now();
  const live = async (count: number, calm: boolean) => {
    const tasks: Task[] = [];
    for (let from = 0; from < count; from += CHUNK) {
      tasks.push({ contestant, seed, from, to: Math.min(count, from + CHUNK), calm });
    }
    let lived = 0;
    return workers.carryOut(tasks, ({ from, to }) => {
      lived += to - from;
      onLived(lived);
    });
  };
  const calm = await live(CONTROL, true);
  const control = failures(sum(calm));
  // What fails without faults is not to be measured by them.
  const done = Object.keys(control).length === 0 ? await live(histories, false) : calm;
  const [first] = done;
  if (!first) {
    throw new Error('No history was lived through.');
  }
  const seconds = Math.round((performance.now() - begun) / 1000);
  return { contestant, about: first.about, control, wrong: sum(done), seconds };
}

/** What a tally holds of failures. A leak needs no fault: what leaks in a storm does so without one. */
function failures(tally: Tally): Partial<Tally> {
  return Object.fromEntries(Object.entries(tally).filter(([wrong, count]) => wrong !== 'leak' && count > 0));
}

function sum(done: readonly Done[]): Tally {
  const total = (wrong: Wrong) => done.reduce((count, { tally }) => count + tally[wrong], 0);
  return {
    orphan: total('orphan'),
    duplicate: total('duplicate'),
    missing: total('missing'),
    stranger: total('stranger'),
    stuck: total('stuck'),
    unanswered: total('unanswered'),
    leak: total('leak'),
  };
}
