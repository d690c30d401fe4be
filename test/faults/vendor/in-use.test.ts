import { Fault } from '../../../testing/fault-proxy/fault';
import { FaultPlan } from '../../../testing/fault-proxy/fault-plan';
import type { Answer } from '../../handlers/registration/world';
import { Stage } from './stage';

let stage: Stage;
let made: Answer;
beforeEach(async () => {
  stage = await Stage.set();
  made = await stage.create();
});
afterEach(() => stage.strike());

const IN_USE = Fault.reply(409, { body: { data: { code: 1001, message: 'the output is used by 2 exports' } } });

it('V36 a record that is in use for a while is removed when it no longer is', async () => {
  stage.proxy.plan = FaultPlan.on('DELETE', FaultPlan.times(3, IN_USE));
  expect(await stage.remove(made.PhysicalResourceId)).toMatchObject({ Status: 'SUCCESS' });
  expect(stage.count('DELETE')).toBe(4);
  expect(stage.waited()).toBeGreaterThan(0);
  expect(stage.held()).toEqual([]);
});

it("V36 a record that stays in use is FAILED in time, in the vendor's words, and a later Delete removes it", async () => {
  stage.proxy.plan = FaultPlan.on('DELETE', FaultPlan.always(IN_USE));
  const answer = await stage.remove(made.PhysicalResourceId);
  expect(answer).toMatchObject({
    Status: 'FAILED',
    PhysicalResourceId: made.PhysicalResourceId,
    Reason: expect.stringMatching(/^DELETE http:.* was refused with 409, code 1001: the output is used by 2 exports\./),
  });
  expect(stage.count('DELETE')).toBeGreaterThan(2);
  expect(stage.count('DELETE')).toBeLessThan(50);
  expect(stage.held()).toEqual([made.Data?.RecordId]);
  stage.proxy.plan = undefined;
  expect((await stage.remove(made.PhysicalResourceId)).Status).toBe('SUCCESS');
  expect(stage.held()).toEqual([]);
});

it('V36 a replaced record that stays in use fails its Delete, and the new record stays', async () => {
  const changed = stage.properties({ body: { name: 'changed' } });
  const second = await stage.update(made.PhysicalResourceId, stage.properties(), changed);
  stage.proxy.plan = FaultPlan.on('DELETE', FaultPlan.always(IN_USE));
  expect((await stage.cleanUp(made.PhysicalResourceId, stage.properties())).Status).toBe('FAILED');
  expect(stage.held()).toEqual([made.Data?.RecordId, second.Data?.RecordId]);
});
