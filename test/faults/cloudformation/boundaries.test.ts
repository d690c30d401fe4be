import type { CustomResourceEvent } from '../../../testing';
import { BoundaryWatch } from './boundary';
import { Scene } from './scene';

/** How many histories are lived through at once: each has one process at a time. */
const AT_ONCE = 2;

const CHANGED = { Main: { body: { bucketName: 'acme-other' } } };

/** A history, in which one event is watched. */
interface History {
  readonly isWatched: (event: CustomResourceEvent, scene: Scene) => boolean;
  readonly before: (scene: Scene) => Promise<unknown>;
  readonly live: (scene: Scene) => Promise<string>;
  readonly end: string;
  /** The buckets that the vendor is told at the end. */
  readonly held: string[];
}

const create = (scene: Scene) => scene.stack.deploy(scene.template());

const HISTORIES: Record<string, History> = {
  'a Create': {
    isWatched: ({ RequestType }) => RequestType === 'Create',
    before: async () => undefined,
    live: create,
    end: 'CREATE_COMPLETE',
    held: ['acme-exports'],
  },
  'an Update that replaces': {
    isWatched: ({ RequestType }) => RequestType === 'Update',
    before: create,
    live: (scene) => scene.stack.deploy(scene.template(CHANGED)),
    end: 'UPDATE_COMPLETE',
    held: ['acme-other'],
  },
  'a rollback’s Update': {
    isWatched: ({ RequestType }, { stack }) => RequestType === 'Update' && /ROLLBACK/.test(stack.status ?? ''),
    before: create,
    live: (scene) => scene.stack.deploy(scene.template(CHANGED), { neighbourFailsAfter: 1_000 }),
    end: 'UPDATE_ROLLBACK_COMPLETE',
    held: ['acme-exports'],
  },
  'a Delete': {
    isWatched: ({ RequestType }) => RequestType === 'Delete',
    before: create,
    live: (scene) => scene.stack.delete(),
    end: 'DELETE_COMPLETE',
    held: [],
  },
};

/** Lives through a history, killed at a boundary or not; what is wrong with its end is thrown. */
async function liveThrough(history: History, killAt?: number): Promise<BoundaryWatch> {
  const scene = await Scene.set();
  try {
    await history.before(scene);
    await scene.settle();
    const watch = new BoundaryWatch(scene, (event) => history.isWatched(event, scene), killAt);
    const status = await history.live(scene);
    await scene.settle();
    expect(status).toBe(history.end);
    expect(scene.held().map(({ bucketName }) => bucketName)).toEqual(history.held);
    scene.expectInOrder();
    expect(scene.simulator.invocations.filter(({ end }) => end === 'killed')).toHaveLength(
      killAt === undefined ? 0 : 1,
    );
    return watch;
  } finally {
    await scene.strike();
  }
}

describe.each(Object.entries(HISTORIES))('the function is killed in %s', (_, history) => {
  it('at each of its boundaries: its redelivery ends as if it had lived', async () => {
    const { crossed } = await liveThrough(history);
    expect(crossed.length).toBeGreaterThan(6);
    const wrong: string[] = [];
    const left = [...crossed.entries()];
    const worker = async () => {
      for (let next = left.shift(); next; next = left.shift()) {
        const [number, { request, moment }] = next;
        await liveThrough(history, number).catch((error: unknown) =>
          wrong.push(`${number}, ${moment} ${request}: ${error instanceof Error ? error.message : error}`),
        );
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, worker));
    expect(wrong).toEqual([]);
  });
});
