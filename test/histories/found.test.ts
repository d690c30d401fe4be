import { FOUND } from './found';
import { play } from './play';
import { CALM } from './storm';
import { Subject } from './subject';

let subject: Subject;

beforeAll(async () => {
  subject = await Subject.bundle();
});

it.each(FOUND)('$name', async ({ history, script }) => {
  const { found } = await play(history, (world) => subject.in(world), { odds: CALM, script: script() });
  expect(found).toEqual([]);
});
