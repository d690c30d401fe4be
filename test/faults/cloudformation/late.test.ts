import { delivering } from './deliveries';
import { later } from './faults';
import { SERVICE_TIMEOUT } from './properties';
import { BEGAN, Scene } from './scene';

let scene: Scene;
afterEach(() => scene.strike());

const changed = { Main: { body: { bucketName: 'acme-other' } } };

describe('an event that never comes', () => {
  it('19 is given up when ServiceTimeout says so, and nothing is left', async () => {
    scene = await Scene.set({ weather: delivering('Create', []) });
    expect(await scene.stack.deploy(scene.template())).toBe('ROLLBACK_COMPLETE');
    const [create] = scene.requests('Create');
    expect((create?.ended ?? 0) - BEGAN).toBe(SERVICE_TIMEOUT * 1_000);
    expect(scene.calls()).not.toContain('POST');
    scene.expectInOrder();
  });

  it('19 in an update is rolled back to what was', async () => {
    scene = await Scene.set({ weather: delivering('Update', []) });
    await scene.stack.deploy(scene.template());
    const [before] = scene.held();
    expect(await scene.stack.deploy(scene.template(changed))).toBe('UPDATE_ROLLBACK_COMPLETE');
    await scene.settle();
    expect(scene.held()).toEqual([before]);
    scene.expectInOrder();
  });
});

describe('an event that comes hours late', () => {
  const HOURS = 6 * 3_600_000;

  it('20 a Create, when its stack is gone, makes nothing', async () => {
    scene = await Scene.set({ weather: delivering('Create', [HOURS]) });
    await scene.stack.deploy(scene.template());
    await scene.stack.delete();
    await scene.settle();
    expect(scene.simulator.clock.now()).toBeGreaterThanOrEqual(BEGAN + HOURS);
    expect(scene.calls()).not.toContain('POST');
    scene.expectInOrder();
  });

  it('20 a Create, when a stack of that name stands again, does not touch it', async () => {
    scene = await Scene.set({ weather: delivering('Create', [HOURS]) });
    await scene.stack.deploy(scene.template());
    await scene.stack.delete();
    const again = scene.addStack('Exports');
    await again.deploy(scene.template());
    await scene.settle();
    expect(scene.held()).toHaveLength(1);
    scene.expectInOrder();
  });

  it('20 a Create, while a later one of that resource is on its way, makes nothing', async () => {
    const other = { Other: { body: { name: 'other' } } };
    const late = [SERVICE_TIMEOUT * 1_000 + 300_000, 600_000];
    scene = await Scene.set({
      weather: { deliveries: ({ LogicalResourceId: id }) => [(id === 'Main' && late.shift()) || 0] },
    });
    await scene.stack.deploy(scene.template(other));
    // Given up after twenty minutes, and tried again: its first event comes before that of the second try.
    expect(await scene.stack.deploy(scene.template({ ...other, Main: {} }))).toBe('UPDATE_ROLLBACK_COMPLETE');
    expect(await scene.stack.deploy(scene.template({ ...other, Main: {} }))).toBe('UPDATE_COMPLETE');
    await scene.settle();
    expect(scene.calls().filter((method) => method === 'POST')).toHaveLength(2);
    expect(scene.held()).toHaveLength(2);
    scene.expectInOrder();
  });

  it('20 an Update, when another one is done, changes nothing', async () => {
    scene = await Scene.set({ weather: delivering('Update', [HOURS]) });
    await scene.stack.deploy(scene.template());
    expect(await scene.stack.deploy(scene.template(changed))).toBe('UPDATE_ROLLBACK_COMPLETE');
    expect(await scene.stack.deploy(scene.template({ Main: { body: { bucketName: 'acme-third' } } }))).toBe(
      'UPDATE_COMPLETE',
    );
    await scene.settle();
    expect(scene.held().map(({ bucketName }) => bucketName)).toEqual(['acme-third']);
    scene.expectInOrder();
  });

  it('20 an Update, while another one is under way, changes nothing', async () => {
    scene = await Scene.set({ weather: delivering('Update', [SERVICE_TIMEOUT * 1_000 + 600_000]) });
    await scene.stack.deploy(scene.template());
    await scene.stack.deploy(scene.template(changed));
    const third = scene.template({ Main: { body: { bucketName: 'acme-third' } } });
    await scene.stack.deploy(third, { neighbourFailsAfter: 1_200_000 });
    await scene.settle();
    expect(scene.held().map(({ bucketName }) => bucketName)).toEqual(['acme-exports']);
    scene.expectInOrder();
  });

  it('20 a Delete of a replaced record removes that record alone', async () => {
    scene = await Scene.set({ weather: delivering('Delete', [HOURS]) });
    await scene.stack.deploy(scene.template());
    expect(await scene.stack.deploy(scene.template(changed))).toBe('UPDATE_COMPLETE');
    expect(scene.held()).toHaveLength(2);
    await scene.stack.deploy(scene.template({ Main: { body: { bucketName: 'acme-third' } } }));
    await scene.settle();
    expect(scene.held().map(({ bucketName }) => bucketName)).toEqual(['acme-third']);
    scene.expectInOrder();
  });

  describe('a Delete that was given up in clean-up', () => {
    const LATE = SERVICE_TIMEOUT * 1_000 + 300_000;

    beforeEach(async () => {
      scene = await Scene.set({ weather: delivering('Delete', [LATE]) });
      await scene.stack.deploy(scene.template());
      expect(await scene.stack.deploy(scene.template(changed))).toBe('UPDATE_COMPLETE');
      expect(scene.held()).toHaveLength(2);
    });

    it('20 30 comes in the middle of the next replacement: what that has just made stays', async () => {
      await scene.pass(BEGAN + LATE - 5_000 - scene.simulator.clock.now());
      scene.meets({ GET: [undefined, later(30)] });
      const third = scene.template({ Main: { body: { bucketName: 'acme-third' } } });
      expect(await scene.stack.deploy(third)).toBe('UPDATE_COMPLETE');
      await scene.settle();
      expect(scene.held().map(({ bucketName }) => bucketName)).toEqual(['acme-third']);
      scene.expectInOrder();
    });

    it('20 30 comes when the stack says again what its record said: the new record stays', async () => {
      const [old] = scene.held();
      expect(await scene.stack.deploy(scene.template())).toBe('UPDATE_COMPLETE');
      await scene.settle();
      expect(scene.held().map(({ id }) => id)).not.toContain(old?.id);
      scene.expectInOrder();
    });
  });
});
