import { CALM } from '../../testing/storm/storm';
import { FOUND } from './found';
import { FOUND_BY_CHANCE, FOUND_BY_CHANCE_ODDS } from './found-by-chance';
import { play } from './play';
import { Subject } from './subject';

let subject: Subject;

beforeAll(async () => {
  subject = await Subject.bundle();
});

it.each(FOUND)('$name', async ({ history, script }) => {
  const { found } = await play(history, (world) => subject.in(world), { odds: CALM, script: script() });
  expect(found).toEqual([]);
});

it.each(FOUND_BY_CHANCE)('$name (by chance)', async ({ history, odds }) => {
  const { found } = await play(history, (world) => subject.in(world), { odds: { ...FOUND_BY_CHANCE_ODDS, ...odds } });
  expect(found.filter(({ excuse }) => excuse === undefined)).toEqual([]);
});
