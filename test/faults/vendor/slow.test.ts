import { Fault } from '../../../testing/fault-proxy/fault';
import { FaultPlan } from '../../../testing/fault-proxy/fault-plan';
import { MAYBE, Stage } from './stage';

let stage: Stage;
beforeEach(async () => {
  stage = await Stage.set();
});
afterEach(() => stage.strike());

const once = (method: string, fault: Fault) => FaultPlan.on(method, FaultPlan.times(1, fault));

it.each<[string, Fault, number]>([
  ['V3 headers that never come, of a create that was made', Fault.silence({ acted: true }), 1],
  ['V3 headers that never come, of a create that was not made', Fault.silence(), 2],
  ['V4 a body of a byte a second, of a create that was made', Fault.drip(1, 1_000), 1],
])('%s: given up after 15 s at most, looked for, and one record', async (_, fault, posts) => {
  stage.proxy.plan = once('POST', fault);
  const began = stage.clock.now;
  const answer = await stage.create();
  expect(answer.Status).toBe('SUCCESS');
  expect(stage.held()).toEqual([answer.Data?.RecordId]);
  expect(stage.count('POST')).toBe(posts);
  // What follows a lost create is a look.
  expect(stage.calls().slice(0, 3)).toEqual(['GET', 'POST', 'GET']);
  expect(Math.max(...stage.patience)).toBeLessThanOrEqual(15_000);
  const cost = stage.clock.now - began - stage.waited();
  expect(cost).toBe(15_000);
});

it.each([
  ['V3 headers that never come', Fault.silence()],
  ['V4 a body of a byte a second', Fault.drip(1, 1_000)],
])('%s, of a look: it is made again', async (_, fault) => {
  stage.proxy.plan = once('GET', fault);
  expect((await stage.create()).Status).toBe('SUCCESS');
  expect(stage.calls()).toEqual(['GET', 'GET', 'POST', 'GET']);
  expect(stage.held()).toHaveLength(1);
});

it.each([
  ['V3 headers that never come, of a removal that was done', Fault.silence({ acted: true })],
  ['V3 headers that never come, of a removal that was not done', Fault.silence()],
  ['V4 a body of a byte a second, of a removal', Fault.drip(1, 1_000)],
])('%s: it is made again, and the record is gone', async (_, fault) => {
  const { PhysicalResourceId } = await stage.create();
  stage.proxy.plan = once('DELETE', fault);
  expect((await stage.remove(PhysicalResourceId)).Status).toBe('SUCCESS');
  expect(stage.count('DELETE')).toBe(2);
  expect(stage.held()).toEqual([]);
});

it.each<[string, Fault]>([
  ['V3 headers that never come, for ever', Fault.silence()],
  ['V4 bodies of a byte a second, for ever', Fault.drip(1, 1_000)],
])('%s: FAILED in time, and no attempt is longer than the time that is left', async (_, fault) => {
  stage.proxy.plan = FaultPlan.always(fault);
  // The deadline is 30 s from now.
  const answer = await stage.create(undefined, 1.25);
  expect(answer).toMatchObject({
    Status: 'FAILED',
    Reason: expect.stringContaining('no whole answer within'),
    PhysicalResourceId: expect.stringMatching(MAYBE),
  });
  expect(stage.patience.length).toBeGreaterThan(1);
  expect(Math.max(...stage.patience)).toBeLessThanOrEqual(15_000);
  expect(stage.patience.at(-1)).toBeLessThan(15_000);
  expect(stage.held()).toEqual([]);
});

it('V3 a create that was made, and then nothing but silence: the id says so, and the Delete finds it', async () => {
  let posted = false;
  stage.proxy.plan = ({ method }) => {
    posted ||= method === 'POST';
    return posted ? Fault.silence({ acted: true }) : undefined;
  };
  const answer = await stage.create(undefined, 1.25);
  expect(answer).toMatchObject({ Status: 'FAILED', PhysicalResourceId: expect.stringMatching(MAYBE) });
  expect(stage.held().length).toBeGreaterThan(0);
  stage.proxy.plan = undefined;
  expect((await stage.remove(answer.PhysicalResourceId)).Status).toBe('SUCCESS');
  expect(stage.held()).toEqual([]);
});
