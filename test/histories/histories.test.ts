import { ONCE_FAILED, ONCE_FAILED_ODDS } from './once-failed';
import { play } from './play';
import { expectNothingLost } from './random';
import { Subject } from './subject';

/** `npm run test:all` lives through five times as many, and `npm run test:histories` through a hundred times. */
const HISTORIES = 100;

let subject: Subject;

beforeAll(async () => {
  subject = await Subject.bundle();
});

it.each(ONCE_FAILED)('$name', async ({ history }) => {
  const { found } = await play(history, (world) => subject.in(world), { odds: ONCE_FAILED_ODDS });
  expect(found).toEqual([]);
});

it(`${HISTORIES} random histories lose nothing, leave nothing and touch nothing of strangers`, () =>
  expectNothingLost(subject, HISTORIES, 1));
