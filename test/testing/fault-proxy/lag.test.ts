import { Fault } from '../../../testing/fault-proxy/fault';
import { FaultPlan } from '../../../testing/fault-proxy/fault-plan';
import { API_KEY, Scene } from './scene';

let scene: Scene;
let now: number;
beforeEach(async () => {
  now = 0;
  scene = await Scene.set({ now: () => new Date(now) });
});
afterEach(() => scene.strike());

const lag = (behind: Parameters<typeof Fault.lag>[0]) => FaultPlan.always(Fault.lag(behind));

it('by requests: so many looks after a write do not see it, the next one does', async () => {
  scene.proxy.plan = FaultPlan.on('GET', lag({ requests: 2 }));
  await scene.listed();
  await scene.create();
  expect([await scene.listed(), await scene.listed(), await scene.listed()]).toEqual([0, 0, 1]);
});

it('by time: a write is seen when it is old enough, each at its own time', async () => {
  scene.proxy.plan = lag({ milliseconds: 100 });
  await scene.listed();
  await scene.create();
  now = 60;
  expect(await scene.listed()).toBe(0);
  await scene.create();
  now = 99;
  expect(await scene.listed()).toBe(0);
  now = 160;
  expect(await scene.listed()).toBe(2);
});

it('of two writes the first may be seen, and the second not yet', async () => {
  scene.proxy.plan = FaultPlan.on('GET', lag({ requests: 3 }));
  await scene.listed();
  await scene.create();
  expect(await scene.listed()).toBe(0);
  await scene.create();
  expect([await scene.listed(), await scene.listed(), await scene.listed(), await scene.listed()]).toEqual([
    0, 1, 1, 2,
  ]);
});

it('a removal, too, is not seen at once', async () => {
  const { id } = scene.fake.add({ bucketName: 'b', roleArn: 'r' });
  scene.proxy.plan = FaultPlan.on('GET', lag({ requests: 1 }));
  await scene.listed();
  await scene.remove(id);
  expect(scene.fake.outputs()).toEqual([]);
  expect([await scene.listed(), await scene.listed()]).toEqual([1, 0]);
});

it('writes pass, and a look that was never asked before sees everything', async () => {
  scene.proxy.plan = lag({ requests: 9 });
  await scene.list();
  expect((await scene.create()).status).toBe(201);
  scene.fake.add({ bucketName: 'b', roleArn: 'r' }, undefined, 'other');
  const other = await scene.list({ headers: { 'X-Api-Key': API_KEY, 'X-Tenant-Org-Id': 'other' } });
  expect(JSON.parse(other.body).data.result.totalCount).toBe(1);
});

it('what never acted was no write', async () => {
  scene.proxy.plan = FaultPlan.any(FaultPlan.on('POST', FaultPlan.times(1, Fault.reset())), lag({ requests: 9 }));
  await scene.list();
  await scene.create();
  scene.fake.add({ bucketName: 'b', roleArn: 'r' });
  expect(await scene.listed()).toBe(1);
});
