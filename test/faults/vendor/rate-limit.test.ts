import { Fault } from '../../../testing/fault-proxy/fault';
import { FaultPlan } from '../../../testing/fault-proxy/fault-plan';
import { NONE, Stage, type StageOptions } from './stage';

let stage: Stage;
const set = async (options?: StageOptions) => {
  stage = await Stage.set(options);
};
beforeEach(() => set());
afterEach(() => stage.strike());

const tooMany = (headers: Record<string, string>, body: unknown = { data: { code: 1004, message: 'Too many' } }) =>
  Fault.reply(429, { headers, body });

/** What is said where the vendor wants us to wait for longer than there is time. */
const LATER = { Status: 'FAILED', Reason: expect.stringMatching(/refused with 429.* deploy again later\.$/) };

describe('Retry-After in seconds', () => {
  it.each([
    ['the first look', 'GET', 0, ['GET', 'GET', 'POST', 'GET']],
    ['the create', 'POST', 0, ['GET', 'POST', 'POST', 'GET']],
    ['the look after it', 'GET', 1, ['GET', 'POST', 'GET', 'GET']],
  ])('V7 %s is made again when the time has come, not before', async (_, method, passed, calls) => {
    const plan = FaultPlan.times(1, tooMany({ 'retry-after': '7' }));
    stage.proxy.plan = FaultPlan.on(method, FaultPlan.after(passed, plan));
    const answer = await stage.create();
    expect(answer.Status).toBe('SUCCESS');
    expect(stage.held()).toEqual([answer.Data?.RecordId]);
    expect(stage.calls()).toEqual(calls);
    expect(stage.slept).toHaveLength(1);
    expect(stage.slept[0]).toBeGreaterThanOrEqual(7_000);
    expect(stage.slept[0]).toBeLessThan(8_000);
  });

  it('V7 a removal is made again when the time has come, not before', async () => {
    const { PhysicalResourceId } = await stage.create();
    stage.proxy.plan = FaultPlan.on('DELETE', FaultPlan.times(1, tooMany({ 'retry-after': '31' })));
    expect((await stage.remove(PhysicalResourceId)).Status).toBe('SUCCESS');
    expect(stage.slept).toHaveLength(1);
    expect(stage.slept[0]).toBeGreaterThanOrEqual(31_000);
    expect(stage.held()).toEqual([]);
  });

  it.each([0, 1])('V7 jitter of %i makes no wait shorter than what was asked', async (random) => {
    stage.random = random;
    stage.proxy.plan = FaultPlan.sequence(['5', '0', '20'].map((after) => tooMany({ 'retry-after': after })));
    expect((await stage.create()).Status).toBe('SUCCESS');
    expect(stage.slept).toHaveLength(3);
    expect(stage.slept[0]).toBeGreaterThanOrEqual(5_000);
    expect(stage.slept[2]).toBeGreaterThanOrEqual(20_000);
  });

  it('V7 a 503 that says when it will be back is waited for, too', async () => {
    stage.proxy.plan = FaultPlan.times(1, Fault.reply(503, { headers: { 'retry-after': '40' } }));
    expect((await stage.create()).Status).toBe('SUCCESS');
    expect(stage.slept[0]).toBeGreaterThanOrEqual(40_000);
  });

  it.each(['GET', 'POST', 'DELETE'])('V7 twenty times on a %s: every wait is waited for', async (method) => {
    stage.proxy.plan = FaultPlan.on(method, FaultPlan.times(20, tooMany({ 'retry-after': '5' })));
    const { PhysicalResourceId } = await stage.create();
    expect((await stage.remove(PhysicalResourceId)).Status).toBe('SUCCESS');
    expect(stage.slept).toHaveLength(20);
    expect(Math.min(...stage.slept)).toBeGreaterThanOrEqual(5_000);
    expect(stage.held()).toEqual([]);
  });

  it('V7 two minutes are waited for, where there are two minutes', async () => {
    stage.proxy.plan = FaultPlan.on('POST', FaultPlan.times(1, tooMany({ 'retry-after': '120' })));
    expect((await stage.create()).Status).toBe('SUCCESS');
    expect(stage.slept).toHaveLength(1);
    expect(stage.slept[0]).toBeGreaterThanOrEqual(120_000);
    expect(stage.held()).toHaveLength(1);
  });

  it('V7 the waits end with the time there is', async () => {
    stage.proxy.plan = FaultPlan.on('POST', FaultPlan.always(tooMany({ 'retry-after': '60' })));
    const answer = await stage.create();
    expect(answer).toMatchObject({ ...LATER, PhysicalResourceId: expect.stringMatching(NONE) });
    expect(stage.slept.length).toBeGreaterThan(1);
    expect(stage.slept.every((wait) => wait >= 60_000)).toBe(true);
    expect(stage.held()).toEqual([]);
  });

  it('V7 three registrations at a vendor that takes one create a minute: all are made', async () => {
    await stage.strike();
    // The fake's own limit: one create a minute, counted by the clock that passes while the handler sleeps.
    await set({ bitmovin: { postPerMinute: 1 } });
    const event = (LogicalResourceId: string) => ({
      RequestType: 'Create',
      LogicalResourceId,
      ResourceProperties: stage.properties(),
    });
    const answers = [await stage.send(event('One')), await stage.send(event('Two')), await stage.send(event('Three'))];
    expect(answers.map(({ Status }) => Status)).toEqual(['SUCCESS', 'SUCCESS', 'SUCCESS']);
    expect(stage.held()).toHaveLength(3);
    expect(stage.count('POST')).toBe(5);
  });
});

describe('Retry-After in another form', () => {
  const DATE = 'Wed, 01 Jan 2031 00:00:00 GMT';

  it.each(['GET', 'POST'])('V8 as a date on a %s: waited for by the clock of the vendor', async (method) => {
    const headers = { date: DATE, 'retry-after': 'Wed, 01 Jan 2031 00:00:09 GMT' };
    stage.proxy.plan = FaultPlan.on(method, FaultPlan.times(1, tooMany(headers)));
    expect((await stage.create()).Status).toBe('SUCCESS');
    expect(stage.slept).toHaveLength(1);
    expect(stage.slept[0]).toBeGreaterThanOrEqual(9_000);
    expect(stage.slept[0]).toBeLessThan(10_000);
  });

  it.each([
    ['a date that has passed', { date: DATE, 'retry-after': 'Tue, 31 Dec 2030 00:00:00 GMT' }],
    ['garbage', { 'retry-after': 'in a while' }],
    ['a number with a unit', { 'retry-after': '7s' }],
    ['a number as others write it', { 'retry-after': '1e9' }],
    ['a negative number', { 'retry-after': '-30' }],
    ['an empty text', { 'retry-after': '' }],
    ['nothing at all', {}],
  ])('V8 as %s: it is tried again at our own pace', async (_, headers) => {
    stage.random = 1;
    stage.proxy.plan = FaultPlan.on('POST', FaultPlan.times(1, tooMany(headers)));
    expect((await stage.create()).Status).toBe('SUCCESS');
    expect(stage.held()).toHaveLength(1);
    expect(stage.slept).toHaveLength(1);
    expect(stage.slept[0]).toBeGreaterThan(0);
    expect(stage.slept[0]).toBeLessThanOrEqual(20_000);
  });

  it.each([
    ['GET', { 'retry-after': '1000000000' }],
    ['POST', { 'retry-after': '1000000000' }],
    ['POST', { 'retry-after': '99999999999999999999' }],
    ['POST', { date: DATE, 'retry-after': 'Fri, 31 Dec 9999 23:59:59 GMT' }],
  ])('V8 on a %s as %j: not waited for, and the reason says to come back later', async (method, headers) => {
    stage.proxy.plan = FaultPlan.on(method, FaultPlan.always(tooMany(headers)));
    expect(await stage.create()).toMatchObject(LATER);
    expect(stage.slept).toEqual([]);
    expect(stage.count(method)).toBe(1);
    expect(stage.held()).toEqual([]);
  });

  it.each([
    ['a web page', '<html><h1>429 Too Many Requests</h1></html>'],
    ['text', 'slow down'],
    ['no body', undefined],
    ['JSON of another shape', { error: { message: 'slow down' } }],
  ])('V8 the status alone says it, whatever the body: %s', async (_, body) => {
    stage.proxy.plan = FaultPlan.on(
      'POST',
      FaultPlan.times(1, Fault.reply(429, { headers: { 'retry-after': '3' }, body })),
    );
    expect((await stage.create()).Status).toBe('SUCCESS');
    expect(stage.slept).toHaveLength(1);
    expect(stage.calls()).toEqual(['GET', 'POST', 'POST', 'GET']);
  });
});

describe('x-ratelimit-reset alone', () => {
  it.each(['GET', 'POST'])('V9 in seconds on a %s: waited for', async (method) => {
    stage.proxy.plan = FaultPlan.on(method, FaultPlan.times(1, tooMany({ 'x-ratelimit-reset': '31' })));
    expect((await stage.create()).Status).toBe('SUCCESS');
    expect(stage.slept).toHaveLength(1);
    expect(stage.slept[0]).toBeGreaterThanOrEqual(31_000);
    expect(stage.slept[0]).toBeLessThan(32_000);
  });

  it('V9 as a time since the epoch: waited for by the clock of the vendor', async () => {
    const headers = {
      date: 'Wed, 01 Jan 2031 00:00:00 GMT',
      'x-ratelimit-reset': String(Date.UTC(2031, 0, 1) / 1_000 + 12),
    };
    stage.proxy.plan = FaultPlan.on('POST', FaultPlan.times(1, tooMany(headers)));
    expect((await stage.create()).Status).toBe('SUCCESS');
    expect(stage.slept).toHaveLength(1);
    expect(stage.slept[0]).toBeGreaterThanOrEqual(12_000);
    expect(stage.slept[0]).toBeLessThan(13_000);
  });

  it("V9 the fake's own limit, at its end: each request waits for the next minute", async () => {
    await stage.strike();
    await set({ bitmovin: { getPerMinute: 1 } });
    const began = stage.clock.now;
    const answer = await stage.create();
    expect(answer.Status).toBe('SUCCESS');
    expect(stage.calls()).toEqual(['GET', 'POST', 'GET', 'GET']);
    expect(stage.clock.now - began).toBeGreaterThanOrEqual(60_000);
    expect(stage.held()).toEqual([answer.Data?.RecordId]);
  });

  it('V9 for longer than there is time: not waited for', async () => {
    stage.proxy.plan = FaultPlan.always(tooMany({ 'x-ratelimit-reset': '3600' }));
    expect(await stage.create()).toMatchObject(LATER);
    expect(stage.slept).toEqual([]);
  });
});
