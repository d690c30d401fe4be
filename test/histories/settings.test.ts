import fc from 'fast-check';
import { readSettingId } from '../../handlers/custom-resource/setting-id';
import { histories } from './history';
import { playSettings } from './settings';
import { Subject } from './subject';

const HISTORIES = Number(process.env.SETTINGS ?? 100);

/** The same histories each time; another seed by hand. */
const SEED = Number(process.env.SEED ?? 1);

let subject: Subject;

beforeAll(async () => {
  subject = await Subject.bundle();
});

/** Histories in which a setting was set, and stands: without them, nothing would be tried. */
const SHARE = 0.5;

it(`${HISTORIES} random histories of settings end with what the stack says, or what was there before`, async () => {
  const excuses: Record<string, number> = {};
  let set = 0;
  await fc.assert(
    fc.asyncProperty(histories, async (history) => {
      const { found, world } = await playSettings(history, subject);
      set += world.simulator.requests.some(({ end }) => end?.kind === 'answered' && isSet(end.answer.physicalId))
        ? 1
        : 0;
      for (const { excuse = '' } of found) excuses[excuse] = (excuses[excuse] ?? 0) + 1;
      expect(found.filter(({ excuse }) => excuse === undefined)).toEqual([]);
    }),
    { numRuns: HISTORIES, seed: SEED },
  );
  if (process.env.SETTINGS) console.log(set, excuses);
  expect(set).toBeGreaterThan(SHARE * HISTORIES);
});

function isSet(physicalId: string): boolean {
  return readSettingId(physicalId) !== undefined;
}
