import { type BreakPoint, Fault } from '../../../testing/fault-proxy/fault';
import { FaultPlan } from '../../../testing/fault-proxy/fault-plan';
import { MAYBE, Stage } from './stage';

let stage: Stage;
beforeEach(async () => {
  stage = await Stage.set();
});
afterEach(() => stage.strike());

const once = (method: string, fault: Fault) => FaultPlan.on(method, FaultPlan.times(1, fault));

const BREAKS: readonly [string, BreakPoint][] = [
  ['before any byte', 'start'],
  ['amid the headers', 'headers'],
  ['amid the body', 'body'],
  ['short of the length that was said', 'end'],
];

it.each(BREAKS)('V5 a create that was not made is reset %s: a look, and then another', async (_, at) => {
  stage.proxy.plan = once('POST', Fault.reset(at));
  const answer = await stage.create();
  expect(answer.Status).toBe('SUCCESS');
  expect(stage.held()).toEqual([answer.Data?.RecordId]);
  expect(stage.calls().join()).toMatch(/^GET,POST(,GET)+,POST,GET$/);
});

it.each(BREAKS)('V6 a create that was made is reset %s: its record is found, and no other is made', async (_, at) => {
  stage.proxy.plan = once('POST', Fault.reset(at, { acted: true }));
  const answer = await stage.create();
  expect(answer).toMatchObject({ Status: 'SUCCESS', Data: { ExternalId: expect.any(String) } });
  expect(stage.held()).toEqual([answer.Data?.RecordId]);
  expect(stage.calls()).toEqual(['GET', 'POST', 'GET']);
  // The Delete of what was found removes it.
  await stage.remove(answer.PhysicalResourceId);
  expect(stage.held()).toEqual([]);
});

it.each(BREAKS)('V5 a look is reset %s: it is made again', async (_, at) => {
  stage.proxy.plan = FaultPlan.on(
    'GET',
    FaultPlan.sequence([Fault.reset(at), undefined, Fault.reset(at, { acted: true })]),
  );
  const answer = await stage.create();
  expect(answer.Status).toBe('SUCCESS');
  expect(stage.held()).toEqual([answer.Data?.RecordId]);
  expect(stage.calls()).toEqual(['GET', 'GET', 'POST', 'GET', 'GET']);
});

it.each(BREAKS.flatMap(([what, at]) => [true, false].map((acted) => [acted ? 'done' : 'not done', what, at] as const)))(
  'V5 a removal that was %s is reset %s: it is made again, and the record is gone',
  async (done, _, at) => {
    const strangers = stage.world.bitmovin.seed(2).map(({ id }) => id);
    const { PhysicalResourceId } = await stage.create();
    stage.proxy.plan = once('DELETE', Fault.reset(at, { acted: done === 'done' }));
    expect((await stage.remove(PhysicalResourceId)).Status).toBe('SUCCESS');
    expect(stage.count('DELETE')).toBe(2);
    expect(stage.held()).toEqual(strangers);
  },
);

it('V5 resets for ever, of creates that were not made: FAILED in time, and nothing is there', async () => {
  stage.proxy.plan = FaultPlan.on('POST', FaultPlan.always(Fault.reset()));
  const answer = await stage.create();
  expect(answer).toMatchObject({ Status: 'FAILED', PhysicalResourceId: expect.stringMatching(MAYBE) });
  expect(answer.Reason).toMatch(/^POST http:.* got no usable answer: .*(hang up|ECONNRESET).* Deploy again when/);
  expect(stage.calls().join()).not.toContain('POST,POST');
  expect(stage.held()).toEqual([]);
});

it('V6 every answer is lost after the create was made: the id says so, and the Delete finds the record', async () => {
  let posted = false;
  stage.proxy.plan = ({ method }) => {
    posted ||= method === 'POST';
    return posted ? Fault.reset('start', { acted: true }) : undefined;
  };
  const answer = await stage.create();
  expect(answer).toMatchObject({ Status: 'FAILED', PhysicalResourceId: expect.stringMatching(MAYBE) });
  expect(stage.count('POST')).toBe(1);
  expect(stage.held()).toHaveLength(1);
  stage.proxy.plan = undefined;
  expect((await stage.remove(answer.PhysicalResourceId)).Status).toBe('SUCCESS');
  expect(stage.held()).toEqual([]);
});

it('V6 the same event again, after its answer to CloudFormation was lost, finds the record', async () => {
  stage.recording = false;
  stage.proxy.plan = once('POST', Fault.reset('start', { acted: true }));
  const event = { RequestType: 'Create', RequestId: 'same', ResourceProperties: stage.properties() };
  const first = await stage.send(event);
  expect(await stage.send(event)).toEqual(first);
  expect(stage.count('POST')).toBe(1);
  expect(stage.held()).toHaveLength(1);
});
