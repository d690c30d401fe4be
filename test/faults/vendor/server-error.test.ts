import { Fault } from '../../../testing/fault-proxy/fault';
import { FaultPlan } from '../../../testing/fault-proxy/fault-plan';
import { MAYBE, OWN, Stage } from './stage';

let stage: Stage;
beforeEach(async () => {
  stage = await Stage.set();
});
afterEach(() => stage.strike());

const STATUSES = [500, 502, 503, 504];
const once = (method: string, fault: Fault) => FaultPlan.on(method, FaultPlan.times(1, fault));

describe('once', () => {
  it.each(STATUSES)('V10 a create is answered %i: a look, another create, and one record', async (status) => {
    stage.proxy.plan = once('POST', Fault.reply(status));
    const answer = await stage.create();
    expect(answer.Status).toBe('SUCCESS');
    expect(stage.held()).toEqual([answer.Data?.RecordId]);
    expect(stage.calls().join()).toMatch(/^GET,POST(,GET)+,POST,GET$/);
  });

  it.each(STATUSES)('V10 each look is answered %i: it is made again, and one record', async (status) => {
    const fault = Fault.reply(status, { body: '<html>Bad Gateway</html>' });
    stage.proxy.plan = FaultPlan.on('GET', FaultPlan.sequence([fault, undefined, fault]));
    const answer = await stage.create();
    expect(answer.Status).toBe('SUCCESS');
    expect(stage.held()).toEqual([answer.Data?.RecordId]);
    expect(stage.calls()).toEqual(['GET', 'GET', 'POST', 'GET', 'GET']);
  });

  it.each(STATUSES.flatMap((status) => [true, false].map((acted) => [status, acted ? 'done' : 'not done'] as const)))(
    'V10 a removal is answered %i, and was %s: it is made again, and the record is gone',
    async (status, done) => {
      const { PhysicalResourceId } = await stage.create();
      stage.proxy.plan = once('DELETE', Fault.reply(status, { acted: done === 'done' }));
      expect((await stage.remove(PhysicalResourceId)).Status).toBe('SUCCESS');
      expect(stage.count('DELETE')).toBe(2);
      expect(stage.held()).toEqual([]);
    },
  );
});

it.each([...STATUSES, 408])('V11 a create is answered %i and was made all the same: it is found', async (status) => {
  stage.proxy.plan = once('POST', Fault.reply(status, { acted: true, body: { data: { code: 1004 } } }));
  const answer = await stage.create();
  expect(answer.Status).toBe('SUCCESS');
  expect(stage.held()).toEqual([answer.Data?.RecordId]);
  expect(stage.calls()).toEqual(['GET', 'POST', 'GET']);
});

it('V11 creates that are made and answered 500, for ever: the first is found', async () => {
  stage.proxy.plan = FaultPlan.on('POST', FaultPlan.always(Fault.reply(500, { acted: true })));
  const answer = await stage.create();
  expect(answer.Status).toBe('SUCCESS');
  expect(stage.held()).toEqual([answer.Data?.RecordId]);
});

describe('for ever', () => {
  it.each(STATUSES)('V12 creates are answered %i: FAILED in time, in words, and nothing is there', async (status) => {
    stage.proxy.plan = FaultPlan.on('POST', FaultPlan.always(Fault.reply(status)));
    const answer = await stage.create();
    expect(answer).toMatchObject({ Status: 'FAILED', PhysicalResourceId: expect.stringMatching(MAYBE) });
    expect(answer.Reason).toMatch(
      new RegExp(
        `^POST http:.* was refused with ${status}\\. The vendor did not recover in time: deploy again later\\.$`,
      ),
    );
    // Never two creates without a look between them.
    expect(stage.calls().join()).not.toContain('POST,POST');
    expect(stage.count('POST')).toBeGreaterThan(1);
    expect(stage.held()).toEqual([]);
  });

  it.each([1, 2, 5, 15])('V12 everything is answered 503, with %i minutes to go: FAILED in time', async (minutes) => {
    stage.proxy.plan = FaultPlan.always(Fault.reply(503));
    const answer = await stage.create(undefined, minutes);
    expect(answer).toMatchObject({ Status: 'FAILED', Reason: expect.stringContaining('503') });
    expect(stage.count('POST')).toBe(0);
  });

  it('V12 everything after a create that was made is answered 500: the id says so, and the Delete finds it', async () => {
    let posted = false;
    stage.proxy.plan = ({ method }) => {
      posted ||= method === 'POST';
      return posted ? Fault.reply(500, { acted: method === 'POST' }) : undefined;
    };
    const answer = await stage.create();
    expect(answer).toMatchObject({ Status: 'FAILED', PhysicalResourceId: expect.stringMatching(MAYBE) });
    expect(stage.count('POST')).toBe(1);
    stage.proxy.plan = undefined;
    expect((await stage.remove(answer.PhysicalResourceId)).Status).toBe('SUCCESS');
    expect(stage.held()).toEqual([]);
  });

  it('V12 the look after a create is answered 503: what was made is removed', async () => {
    stage.proxy.plan = FaultPlan.on('GET', FaultPlan.after(1, FaultPlan.always(Fault.reply(503))));
    const answer = await stage.create();
    expect(answer.Status).toBe('FAILED');
    expect(stage.count('DELETE')).toBe(1);
    expect(stage.held()).toEqual([]);
  });

  it('V12 removals are answered 503: FAILED in time with the id, for a Delete that comes again', async () => {
    const { PhysicalResourceId } = await stage.create();
    expect(PhysicalResourceId).toMatch(OWN);
    stage.proxy.plan = FaultPlan.on('DELETE', FaultPlan.always(Fault.reply(503)));
    const answer = await stage.remove(PhysicalResourceId);
    expect(answer).toMatchObject({ Status: 'FAILED', PhysicalResourceId, Reason: expect.stringContaining('503') });
    expect(stage.held()).toHaveLength(1);
    stage.proxy.plan = undefined;
    expect((await stage.remove(PhysicalResourceId)).Status).toBe('SUCCESS');
    expect(stage.held()).toEqual([]);
  });
});
