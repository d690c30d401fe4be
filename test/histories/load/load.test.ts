import { Subject } from '../subject';
import { expectEachMade, SMALL } from './clean-create';
import { Scene } from './scene';

let subject: Subject;
let scene: Scene | undefined;

beforeAll(async () => {
  subject = await Subject.bundle();
});
afterEach(() => scene?.end());

it('52 200 at 60 a minute, not described: each makes its one record in time, by few requests', async () => {
  scene = await Scene.begin(subject, SMALL);
  await expectEachMade(scene, SMALL.registrations, 2.5);
});

it('52 200 of whose requests some come twice, and some of whose runs die, still make one record each', async () => {
  const of = (RequestId: string) => Number(RequestId.slice(-3));
  scene = await Scene.begin(subject, {
    ...SMALL,
    requestsPerMinute: 60,
    weather: {
      deliveries: ({ RequestId }) => (of(RequestId) % 13 === 0 ? [0, 0] : [0]),
      dies: ({ RequestId }, delivery) => (of(RequestId) % 17 === 0 && delivery === 1 ? of(RequestId) % 28 : undefined),
    },
  });
  expect(await scene.deploy()).toEqual(['CREATE_COMPLETE']);
  await scene.simulator.settle();
  const known = scene.stacks.flatMap(({ resources }) => resources.map(({ data }) => String(data.RecordId)));
  const held = scene.bitmovin.outputs().map(({ id }) => id);
  expect(held.sort()).toEqual(known.sort());
  expect(new Set(known).size).toBe(200);
});
