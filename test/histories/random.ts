import fc from 'fast-check';
import { lives } from './history';
import { play } from './play';
import type { Subject } from './subject';

/**
 * Lives through random histories. They may lose or leave only what no handler could have prevented.
 *
 * @param seed the same histories each time; `npm run test:histories` takes another
 */
export async function expectNothingLost(subject: Subject, numRuns: number, seed: number): Promise<void> {
  await fc.assert(
    fc.asyncProperty(lives, async (history) => {
      const { found } = await play(history, (world) => subject.in(world));
      expect(found.filter(({ excuse }) => excuse === undefined)).toEqual([]);
    }),
    { numRuns, seed },
  );
}
