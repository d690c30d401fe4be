import { Fault } from '../../../testing/fault-proxy/fault';
import { FaultPlan } from '../../../testing/fault-proxy/fault-plan';
import { COLLECTION, Stage } from './stage';

let stage: Stage;
beforeEach(async () => {
  stage = await Stage.set();
});
afterEach(() => stage.strike());

const of = (tenant: string) => stage.properties({ headers: { 'X-Tenant-Org-Id': tenant } });
/** The organisations that the vendor was asked for since so many requests. */
const tenants = (since = 0) => new Set(stage.world.bitmovin.journal.slice(since).map(({ tenant }) => tenant));

it('V35 every call names the organisation: looks, create, look-ups after a lost answer, and removal', async () => {
  const strangers = stage.world.bitmovin.seed(3, 'analytics/outputs', 'org-1').map(({ id }) => id);
  stage.proxy.plan = FaultPlan.any(
    FaultPlan.on('POST', FaultPlan.sequence([Fault.reply(503), Fault.reset('start', { acted: true })])),
    FaultPlan.on('DELETE', FaultPlan.times(1, Fault.reset())),
  );
  const answer = await stage.create(of('org-1'));
  expect(answer.Status).toBe('SUCCESS');
  expect(stage.held('org-1')).toEqual([...strangers, answer.Data?.RecordId]);
  expect((await stage.remove(answer.PhysicalResourceId, of('org-1'))).Status).toBe('SUCCESS');
  expect(stage.held('org-1')).toEqual(strangers);
  expect(stage.held()).toEqual([]);
  expect(tenants()).toEqual(new Set(['org-1']));
});

it('V35 another organisation is another record, and the old one is removed where it was made', async () => {
  const first = await stage.create(of('org-1'));
  let since = stage.world.bitmovin.journal.length;
  const second = await stage.update(first.PhysicalResourceId, of('org-1'), of('org-2'));
  expect(second.Status).toBe('SUCCESS');
  expect(second.PhysicalResourceId).not.toBe(first.PhysicalResourceId);
  expect(tenants(since)).toEqual(new Set(['org-2']));
  expect([stage.held('org-1'), stage.held('org-2')]).toEqual([[first.Data?.RecordId], [second.Data?.RecordId]]);

  // CloudFormation deletes the old id with the properties that it was made with.
  since = stage.world.bitmovin.journal.length;
  expect((await stage.cleanUp(first.PhysicalResourceId, of('org-1'))).Status).toBe('SUCCESS');
  expect(tenants(since)).toEqual(new Set(['org-1']));
  expect([stage.held('org-1'), stage.held('org-2')]).toEqual([[], [second.Data?.RecordId]]);
});

it.each([
  ['from the own organisation to another', undefined, 'org-1'],
  ['from another to the own', 'org-1', undefined],
])('V35 %s is a replacement, too', async (_, from, to) => {
  const properties = (tenant?: string) => (tenant === undefined ? stage.properties() : of(tenant));
  const first = await stage.create(properties(from));
  const second = await stage.update(first.PhysicalResourceId, properties(from), properties(to));
  await stage.cleanUp(first.PhysicalResourceId, properties(from));
  expect(stage.held(from)).toEqual([]);
  expect(stage.held(to)).toEqual([second.Data?.RecordId]);
});

it('V35 a record that the vendor shows to every organisation is still made anew in another', async () => {
  const first = await stage.create(of('org-1'));
  const [result] = stage.world.bitmovin.outputs('org-1');
  const shown = FaultPlan.always(Fault.reply(200, { body: { data: { result } } }));
  stage.proxy.plan = FaultPlan.at(`${COLLECTION}/${result?.id}`, FaultPlan.on('GET', shown));
  const second = await stage.update(first.PhysicalResourceId, of('org-1'), of('org-2'));
  expect(second.PhysicalResourceId).not.toBe(first.PhysicalResourceId);
  expect(stage.held('org-2')).toEqual([second.Data?.RecordId]);
});

it('V35 an organisation that cannot be changed to leaves everything as it was', async () => {
  await stage.strike();
  stage = await Stage.set({ bitmovin: { tenants: ['org-1'] } });
  const first = await stage.create(of('org-1'));
  const answer = await stage.update(first.PhysicalResourceId, of('org-1'), of('org-9'));
  expect(answer).toMatchObject({
    Status: 'FAILED',
    PhysicalResourceId: first.PhysicalResourceId,
    Reason: expect.stringContaining('X-Tenant-Org-Id org-9'),
  });
  expect(stage.held('org-1')).toEqual([first.Data?.RecordId]);
});
