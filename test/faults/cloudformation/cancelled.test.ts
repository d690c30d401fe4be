import type { OperationOptions } from '../../../testing';
import { type Faults, later } from './faults';
import { API_KEY, BEGAN, Scene } from './scene';

let scene: Scene;
beforeEach(async () => {
  scene = await Scene.set();
});
afterEach(() => scene.strike());

/** Where a Create is when it is cancelled, and its Delete comes: what the vendor makes it wait for, there. */
const MOMENTS: [string, Faults][] = [
  ['before its first look', { GET: [later(30)] }],
  ['before its first look, until the Delete has looked for the last time', { GET: [later(85)] }],
  ['between its first look and its post', { POST: [later(30)] }],
  ['before its post, until the Delete has looked for the last time', { POST: [later(85)] }],
  [
    'between its post, whose answer was lost, and its second look',
    { POST: ['drop-after'], GET: [undefined, later(30)] },
  ],
  ['between its post and its second look', { GET: [undefined, later(30)] }],
  ['between its post and its second look, for long', { GET: [undefined, later(85)] }],
  ['killed before its post, and run again', { POST: ['killed-before'] }],
  ['killed after its post, and run again', { POST: ['killed-after'] }],
  ['killed in its second look, and run again', { GET: [undefined, 'killed-before'] }],
];

/** What ends the creation after five seconds, how the stack ends, and at every how manieth moment that is tried. */
const ENDS: [string, OperationOptions, string, number][] = [
  ['a neighbour fails', { neighbourFailsAfter: 5_000 }, 'ROLLBACK_COMPLETE', 1],
  ['the stack is deleted', { deletedAfter: 5_000 }, 'DELETE_COMPLETE', 3],
];

describe.each(ENDS)('%s', (_, options, end, every) => {
  it.each(MOMENTS.filter((_, index) => index % every === 0))(
    '24 a Delete with an invented id arrives while Create runs, %s: no record is left',
    async (_moment, faults) => {
      scene.meets(faults);
      expect(await scene.stack.deploy(scene.template(), options)).toBe(end);
      await scene.settle();
      const [create] = scene.requests('Create');
      const [remove] = scene.requests('Delete');
      expect(create?.end).toEqual({ kind: 'cancelled' });
      expect(remove?.event.PhysicalResourceId).toMatch(/^Exports-Main-/);
      expect(remove?.sent).toBe(BEGAN + 7_000);
      scene.expectInOrder();
      expect(scene.held()).toEqual([]);
    },
  );
});

it('24 a Create that died of its post, and whose record the vendor lists late: the Delete looks again, and finds it', async () => {
  const none = { status: 200, body: { requestId: 'r', status: 'SUCCESS', data: { result: { items: [] } } } };
  scene.meets({ POST: ['killed-after'], GET: [undefined, none, none, none] });
  scene.simulator.weather.redelivers = () => false;
  expect(await scene.stack.deploy(scene.template(), { neighbourFailsAfter: 5_000 })).toBe('ROLLBACK_COMPLETE');
  await scene.settle();
  expect(scene.runs('Create').map(({ end }) => end)).toEqual(['killed']);
  expect(scene.held()).toEqual([]);
  scene.expectInOrder();
});

it('24 a Create that was done, and whose answer is lost, is cancelled: its repetitions make nothing anew', async () => {
  scene.simulator.weather.answers = ({ RequestType }) => (RequestType === 'Create' ? 'lost' : undefined);
  expect(await scene.stack.deploy(scene.template(), { neighbourFailsAfter: 5_000 })).toBe('ROLLBACK_COMPLETE');
  await scene.settle();
  expect(scene.runs('Create')).toHaveLength(3);
  expect(scene.calls().filter((method) => method === 'POST')).toHaveLength(1);
  expect(scene.held()).toEqual([]);
  scene.expectInOrder();
});

it('24 a Create that is cancelled in an update is taken back as well', async () => {
  const other = { Other: { body: { name: 'other' } } };
  await scene.stack.deploy(scene.template(other));
  scene.meets({ GET: [undefined, later(30)] });
  const update = scene.template({ ...other, Main: {} });
  expect(await scene.stack.deploy(update, { cancelledAfter: 5_000 })).toBe('UPDATE_ROLLBACK_COMPLETE');
  await scene.settle();
  expect(scene.held().map(({ name }) => name)).toEqual(['other']);
  scene.expectInOrder();
});

it('24 a Create that is delivered late, when its Delete has looked for the last time, makes nothing', async () => {
  scene.simulator.weather.deliveries = ({ RequestType }) => (RequestType === 'Create' ? [100_000] : [0]);
  expect(await scene.stack.deploy(scene.template(), { neighbourFailsAfter: 5_000 })).toBe('ROLLBACK_COMPLETE');
  await scene.settle();
  expect(scene.calls()).not.toContain('POST');
  scene.expectInOrder();
});

describe('a Delete of what never was', () => {
  it('25 by an invented id, succeeds', async () => {
    scene.simulator.weather.deliveries = ({ RequestType }) => (RequestType === 'Create' ? [] : [0]);
    expect(await scene.stack.deploy(scene.template(), { neighbourFailsAfter: 5_000 })).toBe('ROLLBACK_COMPLETE');
    const [remove] = scene.requests('Delete');
    expect(remove?.end).toMatchObject({ kind: 'answered', answer: { status: 'SUCCESS' } });
    expect(scene.calls()).not.toContain('DELETE');
    scene.expectInOrder();
  });

  it('25 by an id that another record of the vendor has, leaves that record alone', async () => {
    await scene.strike();
    // As CloudFormation will invent it.
    const invented = 'Exports-Main-111111111111';
    let ids = 0;
    scene = await Scene.set({ bitmovin: { newId: () => (++ids === 3 ? invented : `id-${ids}`) } });
    scene.simulator.weather.deliveries = ({ RequestType }) => (RequestType === 'Create' ? [] : [0]);
    await scene.stack.deploy(scene.template(), { neighbourFailsAfter: 5_000 });
    expect(scene.requests('Delete')[0]?.event.PhysicalResourceId).toBe(invented);
    expect(scene.strangers.map(({ id }) => id)).toContain(invented);
    scene.expectInOrder();
  });

  it('25 with a key that is not let in any more, fails and can be tried again: something may be there', async () => {
    scene.meets({
      POST: [
        () => {
          scene.kill();
          scene.bitmovin.rotateApiKey('other');
          return 'drop-before';
        },
      ],
    });
    expect(await scene.stack.deploy(scene.template(), { neighbourFailsAfter: 5_000 })).toBe('ROLLBACK_FAILED');
    await scene.settle();
    scene.bitmovin.rotateApiKey(API_KEY);
    expect(await scene.stack.delete()).toBe('DELETE_COMPLETE');
    scene.expectInOrder();
  });
});
