import { propertiesOf, type Saying } from './properties';
import { Scene } from './scene';

let scene: Scene;
afterEach(() => scene.strike());

const changed = { Main: { body: { bucketName: 'acme-other' } } };

describe('two stacks', () => {
  it('48 whose requests have the same id have two records, and neither touches the other’s', async () => {
    scene = await Scene.set();
    // Another CloudFormation, in another region say, that counts its requests as this one does.
    const other = await Scene.set({ vendor: scene.bitmovin });
    const there = other.addStack('Other');
    try {
      await scene.stack.deploy(scene.template());
      await there.deploy(other.template());
      const [one, two] = [scene, other].map(({ simulator }) => simulator.requests[0]?.event);
      expect(one?.RequestId).toBe(two?.RequestId);
      expect(one?.StackId).not.toBe(two?.StackId);
      const ids = () =>
        [scene.stack, there].flatMap(({ resources }) => resources.map(({ data }) => String(data.RecordId)));
      const held = () => scene.bitmovin.outputs().flatMap(({ id, name }) => (name === 'exports' ? [id] : []));
      expect(new Set(ids()).size).toBe(2);
      expect(held().sort()).toEqual(ids().sort());

      await scene.stack.deploy(scene.template(changed), { neighbourFailsAfter: 5_000 });
      await there.deploy(other.template(changed));
      expect(held().sort()).toEqual(ids().sort());

      await scene.stack.delete();
      expect(held()).toEqual(ids());
      await there.delete();
      expect(held()).toEqual([]);
    } finally {
      await other.strike();
    }
  });

  it('49 with the same logical id and bucket have two records, through all that happens to either', async () => {
    scene = await Scene.set();
    const other = scene.addStack('Exports');
    expect(await Promise.all([scene.stack, other].map((stack) => stack.deploy(scene.template())))).toEqual([
      'CREATE_COMPLETE',
      'CREATE_COMPLETE',
    ]);
    expect(scene.held()).toHaveLength(2);
    expect(new Set(scene.held().map(({ bucketName }) => bucketName)).size).toBe(1);
    scene.expectInOrder();

    await Promise.all([
      scene.stack.deploy(scene.template(changed)),
      other.deploy(scene.template(changed), { neighbourFailsAfter: 5_000 }),
    ]);
    await scene.settle();
    scene.expectInOrder();

    await scene.stack.delete();
    await scene.settle();
    expect(scene.held()).toHaveLength(1);
    scene.expectInOrder();
  });

  it('49 one of which fails while the other is made: the other’s record stays', async () => {
    scene = await Scene.set();
    const other = scene.addStack('Exports');
    await Promise.all([
      scene.stack.deploy(scene.template(), { neighbourFailsAfter: 1_000 }),
      other.deploy(scene.template()),
    ]);
    await scene.settle();
    expect(scene.held()).toHaveLength(1);
    scene.expectInOrder();
  });
});

describe('forty registrations in one stack, at once', () => {
  const COUNT = 40;
  const forty = (saying: Saying = {}) =>
    Object.fromEntries(
      Array.from({ length: COUNT }, (_, number) => [
        `Output${number}`,
        { ...saying, body: { name: `output-${number}` } },
      ]),
    );

  /** All were answered, and long before CloudFormation would have given them up. */
  function expectAllInTime(): void {
    for (const { end, sent, ended = 0, serviceTimeout } of scene.simulator.requests) {
      expect(end).toMatchObject({ kind: 'answered', answer: { status: 'SUCCESS' } });
      expect(ended - sent).toBeLessThan(serviceTimeout / 2);
    }
  }

  const LIMITS = { postPerMinute: 20, getPerMinute: 40 };
  const refused = () => scene.bitmovin.journal.filter(({ status }) => status === 429).length;

  it('52 are all made, by one record each, where the vendor’s limit is met by refusals', async () => {
    scene = await Scene.set({ bitmovin: LIMITS });
    expect(await scene.stack.deploy(scene.template(forty()))).toBe('CREATE_COMPLETE');
    expectAllInTime();
    expect(refused()).toBeGreaterThan(0);
    expect(scene.held()).toHaveLength(COUNT);
    scene.expectInOrder();
  });

  it('52 are all made where the vendor says its limit, which is kept', async () => {
    const environment = { VENDOR_SHARERS: JSON.stringify({ '*': COUNT }) };
    scene = await Scene.set({ bitmovin: LIMITS, environment });
    const told = forty({ api: { ...Object(propertiesOf(scene.bitmovin.url).Api), requestsPerMinute: '60' } });
    expect(await scene.stack.deploy(scene.template(told))).toBe('CREATE_COMPLETE');
    expectAllInTime();
    expect(refused()).toBeLessThan(scene.bitmovin.journal.length / 10);
    expect(scene.held()).toHaveLength(COUNT);
    scene.expectInOrder();
  });
});
