import {
  VendorApi,
  type VendorApiProps,
  VendorAuth,
  VendorCall,
  type VendorCallProps,
  VendorMethod,
  VendorOutcome,
  VendorOwnership,
  VendorRefusal,
  VendorSecret,
} from '../../../lib';
import { type ConformanceReport, conformance } from '../../../testing';
import { type DeskFlaws, FakeDesk } from './fake-desk';

/** What a run tries, and of what. */
interface DeskRun {
  readonly flaws?: DeskFlaws;
  readonly api?: Partial<VendorApiProps>;
  readonly call?: Partial<VendorCallProps>;
  readonly trials?: readonly string[];
}

function tryDesk({ flaws, api, call, trials }: DeskRun = {}): Promise<ConformanceReport> {
  return conformance({
    vendor: 'Desk',
    register: (stack, { url, secret }, { body }) =>
      new VendorCall(stack, 'Switch', {
        api: new VendorApi({
          baseUrl: url,
          path: '/switches',
          authentication: [VendorAuth.header('X-Desk-Key', VendorSecret.fromSecretsManager(secret('key')))],
          ownership: VendorOwnership.marker('/notes'),
          envelope: '/result',
          ...api,
        }),
        path: '/switches/{name}',
        method: VendorMethod.PUT,
        parameters: { name: 'main' },
        body,
        outcome: VendorOutcome.at('/state', { success: ['on'], failure: ['broken'] }),
        ...call,
      }),
    bodies: { first: { level: 1 }, updated: { level: 2, sound: 'off' } },
    fake: async () => {
      const fake = await FakeDesk.start(flaws);
      return {
        url: fake.url,
        secrets: { key: 'desk-key-one' },
        records: () => [...fake.switches].map(([id, json]) => ({ id, json })),
        rotate: () => ({ key: fake.rotate() }),
        stop: () => fake.stop(),
      };
    },
    trials,
    print: () => undefined,
  });
}

it('G5 a right description of a call passes every trial of a call', async () => {
  const report = await tryDesk();
  expect(report.rows.filter(({ result }) => result !== 'passed')).toEqual([]);
  expect(report.rows).toHaveLength(11);
  expect(report.gaps.map((gap) => gap.replace(/:.*/, ''))).toEqual(['errorCode', 'requestId', 'requestsPerMinute']);
});

it('G5 a call without an outcome has nothing to try there', async () => {
  const report = await tryDesk({ call: { outcome: undefined }, trials: ['call', 'call whose outcome comes later'] });
  expect(report.rows.map(({ result, why }) => [result, ...why])).toEqual([
    ['passed'],
    ['not described', 'no outcome: what is accepted counts as done'],
  ]);
});

const ADDS = { flaws: { adds: true }, why: /where a single call leaves/ };

it.each<[trial: string, run: DeskRun & { why: RegExp }]>([
  ['call', { call: { path: '/switch/{name}' }, why: /404/ }],
  ['call', { api: { envelope: '/reslut' }, why: /still did when time was up/ }],
  ['lost call answer', ADDS],
  ['call again (duplicate)', ADDS],
  ['function killed in a call', ADDS],
  ['call changed and rolled back', { flaws: { merges: true }, why: /where a single call leaves/ }],
  ['call changed', { flaws: { refusesSecond: true }, why: /It is set/ }],
  ['call, 429', { api: { refusals: { '429': VendorRefusal.FINAL } }, why: /429/ }],
  ['call, key rotation', { flaws: { forgetsNoKey: true }, why: /lets the old key in/ }],
  ['call whose outcome comes later', { flaws: { refusesSecond: true }, why: /It is set/ }],
])('G5 what is wrong is seen by the trial "%s" of a call', async (trial, { why, ...run }) => {
  const report = await tryDesk({ ...run, trials: [trial] });
  expect(report.rows).toMatchObject([{ trial, result: 'failed' }]);
  expect(report.rows[0]?.why.join('\n')).toMatch(why);
});

it('G5 the trials of a registration are none of a call', async () => {
  await expect(tryDesk({ trials: ['create'] })).rejects.toThrow("There is no trial 'create': there are call,");
});
