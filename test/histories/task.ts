import fc from 'fast-check';
import { CALM, ODDS } from '../../testing/storm/storm';
import type { Finding } from './finding';
import { FOUND } from './found';
import { FOUND_BY_CHANCE, FOUND_BY_CHANCE_ODDS } from './found-by-chance';
import { type History, lives } from './history';
import { MUTANTS, type Mutant, mutation } from './mutants';
import { ONCE_FAILED, ONCE_FAILED_ODDS } from './once-failed';
import { type PlayOptions, play } from './play';
import { Subject } from './subject';

/** Histories to live through: those of a seed, from one number up to another, by the handler or by a mutant of it. */
export interface Task {
  readonly seed: number;
  readonly from: number;
  readonly to: number;
  /** The number of a mutant, which is given up at its first mistake. */
  readonly mutant?: number;
}

/** A history that ended badly. */
export interface Failed {
  readonly number: number;
  readonly history: History;
  readonly found: readonly Finding[];
}

/** What came of a task: how many histories it lived through, and those that ended badly. */
export interface Done {
  readonly lived: number;
  readonly failed: readonly Failed[];
  /** In how many histories something happened. */
  readonly shares: Readonly<Record<string, number>>;
}

/** Lives through the histories of a task, one after the other. */
export async function carryOut({ seed, from, to, mutant: number }: Task): Promise<Done> {
  const mutant: Mutant | undefined = number === undefined ? undefined : MUTANTS[number];
  const subject = await (mutant ? Subject.bundle(mutation(mutant)) : unchanged());
  const failed: Failed[] = [];
  const shares: Record<string, number> = {};
  const random = fc.sample(lives, { numRuns: to, seed }).slice(from);
  // A mutant meets first what has once gone wrong, in the weather of that time.
  const sample: readonly Scene[] = [
    ...(mutant ? onceFailed() : []),
    ...random.map((history) => ({ history, odds: { ...ODDS, ...mutant?.odds } })),
  ];
  for (const [index, { history, odds, script }] of sample.entries()) {
    const { found, traits } = await play(history, (world) => subject.in(world), { odds, script });
    for (const trait of traits) {
      shares[trait] = (shares[trait] ?? 0) + 1;
    }
    if (found.length > 0) {
      failed.push({ number: from + index, history, found });
    }
    if (mutant && found.some(({ excuse }) => excuse === undefined)) {
      return { lived: index + 1, failed, shares };
    }
  }
  return { lived: sample.length, failed, shares };
}

let bundled: Promise<Subject> | undefined;

/** The handler as it is, which a worker bundles once. */
function unchanged(): Promise<Subject> {
  bundled ??= Subject.bundle();
  return bundled;
}

/** A history with what decides in it. */
interface Scene extends PlayOptions {
  readonly history: History;
}

function onceFailed(): Scene[] {
  return [
    ...FOUND.map(({ history, script }) => ({ history, odds: CALM, script: script() })),
    ...FOUND_BY_CHANCE.map(({ history, odds }) => ({ history, odds: { ...FOUND_BY_CHANCE_ODDS, ...odds } })),
    ...ONCE_FAILED.map(({ history }) => ({ history, odds: ONCE_FAILED_ODDS })),
  ];
}
