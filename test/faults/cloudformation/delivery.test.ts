import { onCreate } from './broken';
import { delivering } from './deliveries';
import { always, type Faults } from './faults';
import { BEGAN, Scene, type SceneOptions } from './scene';

let scene: Scene;
afterEach(() => scene.strike());

const changed = { Main: { body: { bucketName: 'acme-other' } } };

describe('a function that is killed, and run again after a minute, and two more', () => {
  it.each<[string, Faults, number]>([
    ['before its first look', { GET: ['killed-before'] }, 2],
    ['before its post', { POST: ['killed-before'] }, 2],
    ['after its post', { POST: ['killed-after'] }, 2],
    ['before its second look', { GET: [undefined, 'killed-before'] }, 2],
    [
      'after its post, and in the look of the second try',
      { POST: ['killed-after'], GET: [undefined, 'killed-before'] },
      3,
    ],
    ['before its post, twice', { POST: ['killed-before', 'killed-before'] }, 3],
  ])('15 %s: one record, and the id is the first answer’s', async (_, faults, runs) => {
    scene = await Scene.set();
    scene.meets(faults);
    expect(await scene.stack.deploy(scene.template())).toBe('CREATE_COMPLETE');
    await scene.settle();
    expect(scene.simulator.invocations.map(({ end }) => end)).toEqual([...Array(runs - 1).fill('killed'), 'done']);
    const begins = scene.simulator.invocations.map(({ began }) => began - BEGAN);
    expect(begins).toEqual([0, 60_000, 180_000].slice(0, runs));
    // Whoever finds what an earlier try has made, makes nothing beside it, even for a moment.
    const posted = scene.bitmovin.journal.filter(({ method, status }) => method === 'POST' && status === 201);
    expect(posted).toHaveLength(1);
    scene.expectInOrder();
  });

  it.each([
    ['never arrived', 'lost' as const, 1],
    ['arrived', 'unconfirmed' as const, 2],
  ])('15 as it answers, where the answer %s: one record, and the same id', async (_, fate, answers) => {
    scene = await Scene.set({
      weather: {
        answers: (_, attempt) => {
          if (attempt > 1) {
            return undefined;
          }
          scene.kill();
          return fate;
        },
      },
    });
    expect(await scene.stack.deploy(scene.template())).toBe('CREATE_COMPLETE');
    await scene.settle();
    const bodies = scene.requests('Create').flatMap((request) => request.bodies.map((body) => JSON.parse(body)));
    expect(bodies).toHaveLength(answers);
    expect(bodies[0]).toMatchObject({ Status: 'SUCCESS' });
    expect(scene.held()).toHaveLength(1);
    scene.expectInOrder();
  });

  it('18 after its answer, in what it is still to do, has no second record and no second thoughts', async () => {
    const weather = delivering('Create', [0, 0]);
    scene = await Scene.set({ weather: { ...weather, onAnswer: () => scene.kill() } });
    expect(await scene.stack.deploy(scene.template())).toBe('CREATE_COMPLETE');
    await scene.settle();
    expect(scene.stack.status).toBe('CREATE_COMPLETE');
    expect(scene.held()).toHaveLength(1);
    scene.expectInOrder();
  });
});

describe('an event that comes more than once', () => {
  const delays: [string, number[]][] = [
    ['16 twice at once', [0, 0]],
    ['16 three times at once', [0, 0, 0]],
    ['16 twice, a moment apart', [0, 1]],
    ['17 again when it has been answered', [0, 30_000]],
    ['17 again an hour later', [0, 3_600_000]],
    ['17 again when its URL is good no more', [0, 7_300_000]],
  ];

  it.each(delays)('%s: a Create leaves one record', async (_, times) => {
    scene = await Scene.set({ weather: delivering('Create', times) });
    expect(await scene.stack.deploy(scene.template())).toBe('CREATE_COMPLETE');
    await scene.settle();
    expect(scene.held()).toHaveLength(1);
    scene.expectInOrder();
  });

  it.each([0, 3, 4].map((at) => delays[at] ?? ['', []]))('%s: an Update leaves one record', async (_, times) => {
    scene = await Scene.set({ weather: delivering('Update', times) });
    await scene.stack.deploy(scene.template());
    expect(await scene.stack.deploy(scene.template(changed))).toBe('UPDATE_COMPLETE');
    await scene.settle();
    expect(scene.held().map(({ bucketName }) => bucketName)).toEqual(['acme-other']);
    scene.expectInOrder();
  });

  it.each([0, 4].map((at) => delays[at] ?? ['', []]))(
    '%s: a Delete in clean-up removes the old record alone',
    async (_, times) => {
      scene = await Scene.set({ weather: delivering('Delete', times) });
      await scene.stack.deploy(scene.template());
      expect(await scene.stack.deploy(scene.template(changed))).toBe('UPDATE_COMPLETE');
      await scene.settle();
      expect(scene.held().map(({ bucketName }) => bucketName)).toEqual(['acme-other']);
      scene.expectInOrder();
    },
  );

  it.each([1, 4].map((at) => delays[at] ?? ['', []]))(
    '%s: a Create whose post is lost leaves one record',
    async (_, times) => {
      scene = await Scene.set({ weather: delivering('Create', times) });
      scene.meets({ POST: ['drop-after'] });
      expect(await scene.stack.deploy(scene.template())).toBe('CREATE_COMPLETE');
      await scene.settle();
      expect(scene.held()).toHaveLength(1);
      scene.expectInOrder();
    },
  );

  it('17 says the same again, or nothing', async () => {
    scene = await Scene.set({ weather: delivering('Create', [0, 120_000]) });
    await scene.stack.deploy(scene.template(), {});
    await scene.settle();
    const [first, ...again] = scene.requests('Create')[0]?.bodies ?? [];
    // A late repetition may say that it is not wanted any more: nobody listens.
    expect(JSON.parse(first ?? '{}')).toMatchObject({ Status: 'SUCCESS' });
    expect(again.length).toBeLessThanOrEqual(1);
    expect(scene.calls().filter((method) => method === 'POST')).toHaveLength(1);
    expect(scene.stack.describeResource('Main')?.status).toBe('CREATE_COMPLETE');
  });
});

describe('what fails after the answer', () => {
  it.each<[string, SceneOptions['file'] | (() => Promise<string>)]>([
    [
      'an error that nobody catches',
      () => onCreate("setTimeout(() => Promise.reject('late'), 5); return real()(...args);"),
    ],
    ['a timer', () => onCreate("setTimeout(() => { throw new Error('late'); }, 5); return real()(...args);")],
  ])('18 %s: does not make Lambda repeat the event', async (_, file) => {
    scene = await Scene.set({ file: typeof file === 'function' ? await file() : file });
    expect(await scene.stack.deploy(scene.template())).toBe('CREATE_COMPLETE');
    await scene.settle();
    expect(scene.simulator.invocations.map(({ end }) => end)).toEqual(['done']);
    scene.expectInOrder();
  });

  it.each([
    ['the vendor', () => (scene.bitmovin.intercept = always('drop-before'))],
    ['AWS', () => (scene.aws.intercept = () => 'drop-before')],
  ])('18 %s: does not make Lambda repeat the event', async (_, spoil) => {
    const weather = delivering('Create', [0, 0]);
    scene = await Scene.set({ weather: { ...weather, onAnswer: spoil } });
    await scene.stack.deploy(scene.template());
    await scene.settle();
    expect(scene.simulator.invocations.map(({ end, delivery }) => `${delivery} ${end}`)).toEqual(['1 done', '1 done']);
  });
});
