import fc from 'fast-check';
import { histories } from './history';
import { ONCE_FAILED } from './once-failed';
import { play } from './play';
import { Subject } from './subject';

/** So many in `npm test`; `npm run test:histories` lives through twenty times as many. */
const HISTORIES = 500;

let subject: Subject;

beforeAll(async () => {
  subject = await Subject.bundle();
});

it.each(ONCE_FAILED)('$name', async ({ history }) => {
  expect(await play(history, (world) => subject.in(world))).toEqual([]);
});

it(`${HISTORIES} random histories lose nothing, leave nothing and touch nothing of strangers`, async () => {
  await fc.assert(
    fc.asyncProperty(histories, async (history) => {
      const found = await play(history, (world) => subject.in(world));
      expect(found.filter(({ excuse }) => excuse === undefined)).toEqual([]);
    }),
    { numRuns: HISTORIES },
  );
}, 300_000);
