import fc from 'fast-check';
import type { FakeVendorTls } from '../../testing';
import { leftAlone } from '../../testing/storm/life';
import type { Odds } from '../../testing/storm/storm';
import type { Wrong } from '../histories/finding';
import { type History, studioLives } from '../histories/history';
import type { Contestant } from './contestant';
import { KIND } from './kind';
import { play } from './play';

/** In how many histories something was wrong, by kind: a history counts once for each. */
export type Tally = Readonly<Record<Wrong, number>>;

/** The histories of a seed: the first are the same, however many there are. */
export function historiesOf(seed: number, count: number): readonly History[] {
  return fc.sample(studioLives([KIND]), { seed, numRuns: count });
}

/** The same lives, but nothing interrupts an operation. */
export function undisturbed(lives: readonly History[]): readonly History[] {
  return lives.map((life) => ({ ...life, deeds: life.deeds.map(leftAlone) }));
}

export interface TallyOptions {
  readonly contestant: Contestant;
  readonly lives: readonly History[];
  readonly odds: Odds;
  readonly tls: FakeVendorTls;
}

/** Has a contestant live through every history, and counts. */
export async function tally({ contestant, lives, odds, tls }: TallyOptions): Promise<Tally> {
  const counts: Record<Wrong, number> = {
    orphan: 0,
    duplicate: 0,
    missing: 0,
    stranger: 0,
    stuck: 0,
    unanswered: 0,
    leak: 0,
  };
  for (const life of lives) {
    const found = await play(life, contestant, odds, tls);
    for (const wrong of new Set(found.map((finding) => finding.wrong))) {
      counts[wrong]++;
    }
  }
  return counts;
}
