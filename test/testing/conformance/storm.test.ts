import { VendorList, VendorOwnership } from '../../../lib';
import { drawLife } from '../../../testing/storm/life';
import { SurvivableStorm } from '../../../testing/storm/storm';
import { type AcmeRun, tryAcme } from './acme';

const tryStorm = (run: AcmeRun = {}, storm = 8) => tryAcme({ ...run, options: { storm, trials: ['storm'] } });

it('G5 a right description of a right vendor lives through a storm', async () => {
  expect((await tryStorm()).rows).toEqual([{ trial: 'storm', result: 'passed', why: [] }]);
});

it.each<[what: string, run: AcmeRun]>([
  ['a list that hides what is new', { flaws: { listHides: true } }],
  ['a DELETE that does nothing', { flaws: { deletesNothing: true } }],
  ['a PUT that resets', { flaws: { putResets: true } }],
  ['a gone record refused', { flaws: { goneStatus: 400 } }],
])('G5 the storm sees %s, and names the life', async (_, run) => {
  // A flaw shows in one of about forty lives, and in which one depends on how calls overlap. The storm ends at the first.
  const { rows } = await tryStorm(run, 1_000);
  expect(rows).toMatchObject([{ result: 'failed' }]);
  expect(rows[0]?.why[0]).toMatch(/^life \d+, deed \d of \d: /);
});

it('G5 where no later run finds a record the storm says why there is nothing to try', async () => {
  const { rows } = await tryStorm({ api: { ownership: VendorOwnership.none(), list: VendorList.none() } });
  expect(rows).toMatchObject([
    { result: 'not described', why: [expect.stringContaining('nothing tells our records')] },
  ]);
});

it.each([-1, 1.5, Number.NaN])('a number of lives that is none is refused: %d', async (storm) => {
  await expect(tryAcme({ options: { storm } })).rejects.toThrow(`storm ${storm} is not a number of lives`);
});

it('a life is the same for a seed, and another for another', () => {
  const life = (seed: number) =>
    drawLife(new SurvivableStorm(seed).draw(), { logicalIds: ['A', 'B'], versions: 3, deeds: 5, pauses: true });
  expect(life(1)).toEqual(life(1));
  expect(life(1)).not.toEqual(life(2));
});
