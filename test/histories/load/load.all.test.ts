import { Subject } from '../subject';
import { expectEachMade, LARGE, SMALL } from './clean-create';
import { Scene, type SceneProps } from './scene';

let subject: Subject;
let scene: Scene | undefined;

beforeAll(async () => {
  subject = await Subject.bundle();
});
afterEach(() => scene?.end());

it.each<[string, number, SceneProps]>([
  ['200 at 60 a minute, as described', 1.2, { ...SMALL, requestsPerMinute: 60 }],
  ['1000 over five stacks at 600 a minute, as described', 1.2, { ...LARGE, requestsPerMinute: 600 }],
  ['1000 over five stacks at 600 a minute, not described', 2.5, LARGE],
])('52 %s: each makes its one record in time, by at most %d times the fewest requests', async (_, most, props) => {
  scene = await Scene.begin(subject, props);
  await expectEachMade(scene, props.registrations, most);
});

it.each<[string, SceneProps]>([
  ['described', { ...SMALL, requestsPerMinute: 60 }],
  ['not described', SMALL],
])('52 a limit that is %s: 200 that are deleted together leave nothing', async (_, props) => {
  scene = await Scene.begin(subject, props);
  await scene.deploy();
  expect(await scene.remove()).toEqual(['DELETE_COMPLETE']);
  expect(scene.bitmovin.outputs()).toEqual([]);
});

it.each<[string, SceneProps]>([
  ['described', { ...SMALL, requestsPerMinute: 60 }],
  ['not described', SMALL],
])('52 a limit that is %s: 200 that are rolled back while most wait leave nothing', async (_, props) => {
  scene = await Scene.begin(subject, props);
  expect(await scene.deploy({ neighbourFailsAfter: 180_000 })).toEqual(['ROLLBACK_COMPLETE']);
  expect(scene.bitmovin.outputs()).toEqual([]);
  // Those who waited meanwhile come back, and find that nobody wants them.
  await scene.simulator.settle();
  expect(scene.bitmovin.outputs()).toEqual([]);
});
