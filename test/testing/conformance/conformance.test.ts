import { Topic } from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';
import { VendorList, VendorOwnership, VendorRefusal, VendorUpdate } from '../../../lib';
import type { ConformanceOptions } from '../../../testing';
import { type AcmeRun, tryAcme } from './acme';

it('a right description of a right vendor passes, and what it leaves unsaid is said', async () => {
  let printed = '';
  const report = await tryAcme({
    options: {
      print: (text) => {
        printed = text;
      },
    },
  });
  expect(report.rows.filter(({ result }) => result !== 'passed')).toEqual([]);
  expect(report.ok).toBe(true);
  expect(report.gaps.map((gap) => gap.replace(/:.*/, ''))).toEqual([
    'errorCode',
    'requestId',
    'requestsPerMinute',
    'outcome',
  ]);
  expect(printed).toBe(report.toString());
  expect(printed).toMatch(/^Acme: 27 passed, 0 failed, 0 not described\n\n {2}passed {9}create\n/);
});

/** What is wrong, the trial that must see it, and what it must say; `create` always passes beside it where it can. */
const WRONG: [what: string, run: AcmeRun, trial: string, why: RegExp][] = [
  [
    'a vendor that cuts the marker',
    { flaws: { notesLength: 40 } },
    'marker comes back whole',
    /ends in no whole marker/,
  ],
  ['a vendor that cuts the marker', { flaws: { notesLength: 40 } }, 'create', /does not give back whole .*'\/notes'/],
  [
    'a list that hides',
    { flaws: { listHides: true } },
    'list shows every record',
    /no list has shown record 'thing\/5'/,
  ],
  ['a list that hides', { flaws: { listHides: true } }, 'lost create answer', /holds 2 records of ours, where 1 were/],
  [
    'a PUT that resets',
    { flaws: { putResets: true } },
    'update in place',
    /holds "" at '\/notes', where "Ours" was sent/,
  ],
  ['a DELETE that does nothing', { flaws: { deletesNothing: true } }, 'delete', /which no stack has/],
  ['a gone record refused', { flaws: { goneStatus: 400 } }, 'delete again (lost answer)', /refused with 400/],
  [
    'tenants in one store',
    { flaws: { mixesTenants: true } },
    'tenant separation',
    /holds 1 records .* where 0 were due/,
  ],
  ['old keys that open', { flaws: { forgetsNoKey: true } }, 'key rotation', /lets the old key in/],
  ['another member as the id', { api: { id: '/name' } }, 'create', /the stack has record 'mine', and .* thing\/5/],
  ['no member as the id', { api: { id: '/nmae' } }, 'create', /no id at '\/nmae'/],
  ['another list', { api: { list: VendorList.whole({ items: '/Items' }) } }, 'create', /gave no list at '\/Items'/],
  [
    'a list whose pages are asked for by another name',
    { api: { list: VendorList.byOffset({ items: '/things', size: 10, parameter: 'skip' }) } },
    'list longer than a page',
    /holds 0 records of ours, where 1 were due/,
  ],
  [
    'a lock that is not carried',
    { api: { update: VendorUpdate.byPut({ fields: ['/name', '/notes', '/size'] }) } },
    'update in place',
    /The version is 1/,
  ],
  [
    'a member that cannot change',
    { api: { update: VendorUpdate.byPut({ carry: ['/version'] }) } },
    'update in place',
    /sealed cannot change/,
  ],
  [
    '404 as a refusal',
    { api: { refusals: { '404': VendorRefusal.FINAL } } },
    'delete again (lost answer)',
    /No such thing/,
  ],
  ['429 as a refusal', { api: { refusals: { '429': VendorRefusal.FINAL } } }, '429', /429/],
  ['a header that is not sent', { api: { headers: undefined } }, 'tenant separation', /where 1 were due/],
  ['an answer that is not kept', { flaws: { answersAnother: true } }, 'what comes back', /came back as 'another'/],
  ['a DELETE that does nothing', { flaws: { deletesNothing: true } }, 'replace', /which no stack has/],
  ['a DELETE that does nothing', { flaws: { deletesNothing: true } }, 'replace rolled back', /which no stack has/],
  ['a PUT that resets', { flaws: { putResets: true } }, 'update rolled back', /where "Ours" was sent/],
  ['a PUT that resets', { flaws: { putResets: true } }, 'lost update answer', /where "Ours" was sent/],
  ['a gone record refused', { flaws: { goneStatus: 400 } }, 'delete what is gone', /refused with 400/],
  ['another member as the id', { api: { id: '/name' } }, 'function killed in a create', /which no stack has/],
  ['a DELETE that does nothing', { flaws: { deletesNothing: true } }, 'delete again (duplicate)', /which no stack has/],
  ['a DELETE that does nothing', { flaws: { deletesNothing: true } }, 'duplicate create, late', /which no stack has/],
  [
    'a DELETE that does nothing',
    { flaws: { deletesNothing: true } },
    'a list that hides records',
    /which no stack has/,
  ],
  [
    'a DELETE that does nothing',
    { flaws: { deletesNothing: true } },
    'duplicate create, at once',
    /holds 2 records of ours/,
  ],
  ['a record that counts its reads', { flaws: { countsReads: true } }, 'adopt by id', /was touched/],
  ['a conflict as a refusal', { api: { refusals: { '409': VendorRefusal.FINAL } } }, 'update behind a lock', /409/],
  ['another member as the id', { api: { id: '/name' } }, 'a vendor that cuts the marker', /which no stack has/],
  [
    'another member as the id',
    { api: { id: '/name' } },
    'a vendor that keeps the marker to itself',
    /which no stack has/,
  ],
];

it.each(WRONG.map(([what, run, trial, why]) => ({ what, run, trial, why })))(
  '$what is seen by the trial "$trial"',
  async ({ run, trial, why }) => {
    const report = await tryAcme({ ...run, options: { trials: [trial] } });
    expect(report.rows).toMatchObject([{ trial, result: 'failed' }]);
    expect(report.rows[0]?.why.join('\n')).toMatch(why);
    expect(report.ok).toBe(false);
  },
);

it.each<[what: string, run: AcmeRun, trial: string, why: string]>([
  ['no update', { api: { update: VendorUpdate.none() } }, 'update in place', 'every change makes a new record'],
  [
    'no ownership',
    { api: { ownership: VendorOwnership.none(), list: VendorList.none() } },
    'lost create answer',
    'nothing tells our records from others',
  ],
])('with %s a trial says why there is nothing to try, and create passes', async (_, run, trial, why) => {
  const report = await tryAcme({ ...run, options: { trials: ['create', trial] } });
  expect(report.row('create')?.result).toBe('passed');
  expect(report.row(trial)).toMatchObject({ result: 'not described', why: [expect.stringContaining(why)] });
  expect(report.ok).toBe(true);
});

it('a trial that does not exist is named', async () => {
  await expect(tryAcme({ options: { trials: ['creat'] } })).rejects.toThrow(
    "There is no trial 'creat': there are create,",
  );
});

it('a description that is refused at synth is the run’s own error', async () => {
  await expect(tryAcme({ api: { envelope: 'thing' } })).rejects.toThrow("envelope 'thing' is not a JSON Pointer");
});

it.each<[what: string, register: ConformanceOptions['register'], why: string]>([
  ['a secret that the fake has not', (_, { secret }) => secret('kye'), "The fake has no secret 'kye': it has key."],
  ['another resource', (stack) => new Topic(stack, 'T'), 'register gave TD925BC7E, which is no VendorRegistration'],
  ['no resource', (stack) => new Construct(stack, 'C'), 'register gave Conformance/C, which is no VendorRegistration'],
])('where register uses or gives %s that is said', async (_, register, why) => {
  await expect(tryAcme({ options: { register } })).rejects.toThrow(why);
});

it('what a vendor keeps otherwise than it was sent is not compared, where that is said', async () => {
  const run = { flaws: { putResets: true }, options: { trials: ['update in place'] } };
  expect((await tryAcme(run)).ok).toBe(false);
  expect((await tryAcme({ ...run, options: { ...run.options, keptOtherwise: ['/notes'] } })).ok).toBe(true);
});
