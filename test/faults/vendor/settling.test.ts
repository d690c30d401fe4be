import { Fault } from '../../../testing/fault-proxy/fault';
import { FaultPlan } from '../../../testing/fault-proxy/fault-plan';
import { LEFT, OWN, Stage } from './stage';

let stage: Stage;
beforeEach(async () => {
  stage = await Stage.set();
});
afterEach(() => stage.strike());

const on = FaultPlan.on;
const lag = (behind: Parameters<typeof Fault.lag>[0]) => on('GET', FaultPlan.always(Fault.lag(behind)));

describe('a create that is accepted, and made later', () => {
  const accepted = on('POST', FaultPlan.always(Fault.reply(202, { acted: true })));

  it('V28 a 202 without a body is looked up, and its record taken once it is listed', async () => {
    stage.proxy.plan = FaultPlan.any(accepted, lag({ requests: 1 }));
    const answer = await stage.create();
    expect(answer).toMatchObject({ Status: 'SUCCESS', Data: { ExternalId: expect.any(String) } });
    expect(stage.held()).toEqual([answer.Data?.RecordId]);
    expect(stage.count('POST')).toBe(1);
  });

  it.each([5, 30, 60])(
    'V28 a record that is listed after %i s is waited for, and no other is made',
    async (seconds) => {
      stage.proxy.plan = FaultPlan.any(accepted, lag({ milliseconds: seconds * 1_000 }));
      const answer = await stage.create();
      expect(answer.Status).toBe('SUCCESS');
      expect(stage.count('POST')).toBe(1);
      expect(stage.held()).toEqual([answer.Data?.RecordId]);
    },
  );

  it('V28 a record that is never listed is FAILED in time, and goes with the Delete once it is', async () => {
    stage.proxy.plan = FaultPlan.any(accepted, lag({ milliseconds: 3_600_000 }));
    const answer = await stage.create();
    expect(answer.Status).toBe('FAILED');
    stage.proxy.plan = undefined;
    expect((await stage.remove(answer.PhysicalResourceId)).Status).toBe('SUCCESS');
    expect(stage.held()).toEqual([]);
  });
});

describe('a record that is made, and what follows fails', () => {
  // The vendor makes no external ID in this mode where none is sent.
  const untrusted = () => stage.properties({ body: { externalIdMode: 'CUSTOM' } });

  it('V29 it comes without an external ID: it is taken back', async () => {
    const answer = await stage.create(untrusted());
    expect(answer).toMatchObject({
      Status: 'FAILED',
      Reason: expect.stringContaining("no external ID at '/externalId'"),
    });
    expect(answer.PhysicalResourceId).not.toMatch(OWN);
    expect(stage.count('POST')).toBe(1);
    expect(stage.held()).toEqual([]);
    expect((await stage.remove(answer.PhysicalResourceId, untrusted())).Status).toBe('SUCCESS');
  });

  it.each([
    ['lost once', FaultPlan.times(1, Fault.reset())],
    ['lost once, and done', FaultPlan.times(1, Fault.reset('start', { acted: true }))],
    ['answered 503 twice', FaultPlan.times(2, Fault.reply(503))],
    ['answered 409 twice', FaultPlan.times(2, Fault.reply(409))],
  ])('V29 its removal is %s: it is made again', async (_, plan) => {
    stage.proxy.plan = on('DELETE', plan);
    expect((await stage.create(untrusted())).Status).toBe('FAILED');
    expect(stage.held()).toEqual([]);
  });

  it.each([400, 403, 409, 503])('V29 its removal is answered %i for ever: the id carries it', async (status) => {
    stage.proxy.plan = on('DELETE', FaultPlan.always(Fault.reply(status)));
    const answer = await stage.create(untrusted());
    const [left] = stage.held();
    expect(answer).toMatchObject({ Status: 'FAILED', PhysicalResourceId: expect.stringMatching(LEFT) });
    expect(answer.PhysicalResourceId.endsWith(`:${left}`)).toBe(true);
    stage.proxy.plan = undefined;
    expect((await stage.remove(answer.PhysicalResourceId, untrusted())).Status).toBe('SUCCESS');
    expect(stage.held()).toEqual([]);
  });

  it('V29 a replacement that comes without an external ID leaves the record that stood, and nothing else', async () => {
    const first = await stage.create();
    const answer = await stage.update(first.PhysicalResourceId, stage.properties(), untrusted());
    expect(answer).toMatchObject({ Status: 'FAILED', PhysicalResourceId: first.PhysicalResourceId });
    expect(stage.held()).toEqual([first.Data?.RecordId]);
  });
});

describe('a list that lags behind', () => {
  const lost = (times: number) => on('POST', FaultPlan.times(times, Fault.reset('start', { acted: true })));

  it('V30 a lost create is not listed at the first look: it is looked for again before another is made', async () => {
    stage.proxy.plan = FaultPlan.any(lost(1), lag({ requests: 1 }));
    const answer = await stage.create();
    expect(answer.Status).toBe('SUCCESS');
    expect(stage.calls()).toEqual(['GET', 'POST', 'GET', 'GET']);
    expect(stage.held()).toEqual([answer.Data?.RecordId]);
    // The second look comes a while after the first.
    expect(stage.slept.length).toBeGreaterThan(1);
  });

  it('V30 a lost create is listed only after another was made: the older stays, and the other goes', async () => {
    stage.proxy.plan = FaultPlan.any(lost(1), lag({ requests: 3 }));
    let first: string | undefined;
    stage.onCall = () => {
      [first] = stage.held();
    };
    const answer = await stage.create();
    expect(answer.Status).toBe('SUCCESS');
    expect(stage.count('POST')).toBe(2);
    expect(stage.held()).toEqual([answer.Data?.RecordId]);
    expect(answer.Data?.RecordId).toBe(first);
  });

  it('V30 two creates are lost, and listed only after the second: the older stays, and the other goes', async () => {
    let older: string | undefined;
    // The first is listed a moment after the second was made.
    stage.proxy.plan = FaultPlan.any(lost(2), (request) => {
      const behind = stage.count('POST') < 2 ? Fault.lag({ requests: 9 }) : undefined;
      older ??= stage.held()[0];
      return request.method === 'GET' ? behind : undefined;
    });
    const answer = await stage.create();
    expect(answer).toMatchObject({ Status: 'SUCCESS', Data: { RecordId: older } });
    expect(stage.count('POST')).toBe(2);
    expect(stage.held()).toEqual([older]);
  });

  it.each([1, 5, 60])(
    'V30 a create that was answered is not listed for %i looks: no other is made',
    async (requests) => {
      stage.proxy.plan = lag({ requests });
      const answer = await stage.create();
      expect(answer.Status).toBe('SUCCESS');
      expect(stage.count('POST')).toBe(1);
      expect(stage.held()).toEqual([answer.Data?.RecordId]);
    },
  );

  it('V30 a removal that is still listed is a removal', async () => {
    const { PhysicalResourceId } = await stage.create();
    stage.proxy.plan = lag({ milliseconds: 120_000 });
    // The Delete asks for the whole list, which nobody has asked for before: so that it lags, too.
    await fetch(`${stage.proxy.url}/analytics/outputs/s3-role-based?offset=0&limit=100`);
    expect((await stage.remove(PhysicalResourceId)).Status).toBe('SUCCESS');
    expect(stage.held()).toEqual([]);
  });
});
