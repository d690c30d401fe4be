import { Aws, Fn } from 'aws-cdk-lib/core';
import { OnExisting, VendorList, VendorOwnership, VendorUpdate } from '../../../lib';
import type { ConformanceBody } from '../../../testing';
import { type AcmeRun, tryAcme } from './acme';

const BODY = { name: 'mine', notes: 'Ours', size: 1, sealed: 'a' };

/** A vendor that keeps names unique. A replacement and another stack have names of their own. */
function keyed(ownership: VendorOwnership, nameOf: (name: string) => string = (name) => name): AcmeRun {
  const body = (name: string, more: ConformanceBody = {}) => ({ ...BODY, name: nameOf(name), ...more });
  return {
    flaws: { uniqueNames: true },
    api: { ownership, update: VendorUpdate.byPut({ fields: ['/notes', '/size'], carry: ['/name', '/version'] }) },
    options: {
      bodies: {
        first: body('mine'),
        updated: body('mine', { size: 2 }),
        replaced: body('replaced', { sealed: 'b' }),
        other: body('other'),
      },
    },
  };
}

const inThisStack = (name: string) => `${name}-${Fn.select(2, Fn.split('/', Aws.STACK_ID))}`;

const UNMARKED = [
  'marker comes back whole',
  'a vendor that cuts the marker',
  'a vendor that keeps the marker to itself',
];
const BY_ANOTHER_RUN = ['lost create answer', 'duplicate create, at once', 'function killed in a create'];
const BY_A_LIST = ['list shows every record', 'list longer than a page'];

/** Every ownership but the marker, which `conformance.test.ts` tries: what is not described for it, and what is tried in its place. */
const PASSES: [what: string, run: AcmeRun, notDescribed: readonly string[], instead: readonly string[]][] = [
  [
    'none, with a list',
    { api: { ownership: VendorOwnership.none() } },
    [...UNMARKED, ...BY_ANOTHER_RUN, ...BY_A_LIST],
    ['lost create answer, told'],
  ],
  [
    'none, without a list',
    { api: { ownership: VendorOwnership.none(), list: VendorList.none() } },
    [...UNMARKED, ...BY_ANOTHER_RUN, ...BY_A_LIST, 'a list that hides records'],
    ['lost create answer, told'],
  ],
  [
    'a key that others may have, FAIL',
    keyed(VendorOwnership.key('/name', { onExisting: OnExisting.FAIL })),
    [...UNMARKED, ...BY_ANOTHER_RUN],
    ['lost create answer, told', 'key that another has'],
  ],
  [
    'a key that others may have, ADOPT',
    keyed(VendorOwnership.key('/name', { onExisting: OnExisting.ADOPT })),
    [...UNMARKED, ...BY_ANOTHER_RUN],
    ['lost create answer, told', 'key that another has'],
  ],
  ['a key that only the stack has', keyed(VendorOwnership.key('/name'), inThisStack), UNMARKED, []],
];

it.each(PASSES.map(([what, run, notDescribed, instead]) => ({ what, run, notDescribed, instead })))(
  'G5 a right description passes with ownership by $what',
  async ({ run, notDescribed, instead }) => {
    const { rows } = await tryAcme(run);
    expect(rows.filter(({ result }) => result === 'failed')).toEqual([]);
    const lacking = rows.filter(({ result }) => result === 'not described');
    expect(lacking.map(({ trial }) => trial).sort()).toEqual([...notDescribed].sort());
    expect(lacking.filter(({ why }) => why.length !== 1 || why[0] === '')).toEqual([]);
    const own = ['lost create answer, told', 'key that another has'];
    expect(rows.map(({ trial }) => trial).filter((trial) => own.includes(trial))).toEqual(instead);
  },
);

it('G5 a vendor that lets two records have one key is seen', async () => {
  const run = keyed(VendorOwnership.key('/name', { onExisting: OnExisting.ADOPT }));
  const report = await tryAcme({
    ...run,
    flaws: { listHides: true },
    options: { ...run.options, trials: ['key that another has'] },
  });
  expect(report.rows).toMatchObject([{ result: 'failed' }]);
});

const ITEMS = { items: '/things' };

it.each([
  ['whole', VendorList.whole(ITEMS), { listsWhole: true }],
  ['by offset', VendorList.byOffset({ ...ITEMS, size: 10 }), {}],
  ['by offset, with pages of 10 where 100 were asked for', VendorList.byOffset(ITEMS), {}],
  ['by a cursor', VendorList.byCursor({ ...ITEMS, next: '/next' }), {}],
  ['by the last id', VendorList.byLastId({ ...ITEMS, parameter: 'after' }), {}],
  ['by the last id, as long as more follow', VendorList.byLastId({ ...ITEMS, parameter: 'after', more: '/more' }), {}],
])('G7 ours is found behind 150 records of others in a list %s', async (_, list, flaws) => {
  const { rows } = await tryAcme({ api: { list }, flaws, options: { trials: ['list longer than a page'] } });
  expect(rows).toEqual([{ trial: 'list longer than a page', result: 'passed', why: [] }]);
});

it.each([
  ['whole', VendorList.whole(ITEMS)],
  ['by a cursor that is elsewhere', VendorList.byCursor({ ...ITEMS, next: '/nxet' })],
  ['by a last id under another name', VendorList.byLastId({ ...ITEMS, parameter: 'starting_after' })],
])('G7 a list described as %s is not believed where the vendor pages it otherwise', async (_, list) => {
  const { rows } = await tryAcme({ api: { list }, options: { trials: ['list longer than a page'] } });
  expect(rows).toMatchObject([{ result: 'failed' }]);
});
