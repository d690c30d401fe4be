import { Subject } from '../subject';
import { Scene, type SceneProps } from './scene';

let subject: Subject;
let scene: Scene | undefined;

beforeAll(async () => {
  subject = await Subject.bundle();
});
afterEach(() => scene?.end());

const small = { stacks: 1, registrations: 200, vendor: { requestsPerMinute: 60 } };
const large = { stacks: 5, registrations: 1_000, vendor: { requestsPerMinute: 600 } };

/** What a clean create takes where the vendor's list is narrowed to one name: look, post, look. */
const FEWEST = 3;

it.each<[string, number, SceneProps]>([
  ['200 at 60 a minute, as described', 1.2, { ...small, requestsPerMinute: 60 }],
  ['200 at 60 a minute, not described', 2.5, small],
  ['1000 over five stacks at 600 a minute, as described', 1.2, { ...large, requestsPerMinute: 600 }],
  ['1000 over five stacks at 600 a minute, not described', 2.5, large],
])('52 %s: each makes its one record in time, by at most %d times the fewest requests', async (what, most, props) => {
  scene = await Scene.begin(subject, props);
  const { stacks, simulator, bitmovin } = scene;
  const statuses = await scene.deploy();

  const { journal } = bitmovin;
  const refused = journal.filter(({ status }) => status === 429).length;
  const ratio = journal.length / (FEWEST * props.registrations);
  process.stdout.write(
    `  ${what}: ${journal.length} requests (${refused} refused), ${ratio.toFixed(2)} × the fewest, ` +
      `in ${scene.minutes.toFixed(1)} minutes\n`,
  );

  expect(statuses).toEqual(stacks.map(() => 'CREATE_COMPLETE'));
  expect(simulator.requests).toHaveLength(props.registrations);
  for (const { sent, answered = Number.POSITIVE_INFINITY, serviceTimeout } of simulator.requests) {
    expect(answered).toBeLessThan(sent + serviceTimeout);
  }
  const known = stacks.flatMap(({ resources }) => resources.map(({ data }) => String(data.RecordId)));
  expect(new Set(known).size).toBe(props.registrations);
  const held = bitmovin.outputs().map(({ id }) => id);
  expect(held.sort()).toEqual(known.sort());
  expect(ratio).toBeLessThanOrEqual(most);
});

it.each<[string, SceneProps]>([
  ['described', { ...small, requestsPerMinute: 60 }],
  ['not described', small],
])('52 a limit that is %s: 200 that are deleted together leave nothing', async (_, props) => {
  scene = await Scene.begin(subject, props);
  await scene.deploy();
  expect(await scene.remove()).toEqual(['DELETE_COMPLETE']);
  expect(scene.bitmovin.outputs()).toEqual([]);
});

it.each<[string, SceneProps]>([
  ['described', { ...small, requestsPerMinute: 60 }],
  ['not described', small],
])('52 a limit that is %s: 200 that are rolled back while most wait leave nothing', async (_, props) => {
  scene = await Scene.begin(subject, props);
  expect(await scene.deploy({ neighbourFailsAfter: 180_000 })).toEqual(['ROLLBACK_COMPLETE']);
  expect(scene.bitmovin.outputs()).toEqual([]);
  // Those who waited meanwhile come back, and find that nobody wants them.
  await scene.simulator.settle();
  expect(scene.bitmovin.outputs()).toEqual([]);
});

it('52 200 of whose requests some come twice, and some of whose runs die, still make one record each', async () => {
  const of = (RequestId: string) => Number(RequestId.slice(-3));
  scene = await Scene.begin(subject, {
    ...small,
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
