import { onCreate } from './broken';
import { always, type Faults, later, refusal } from './faults';
import { SECRET_ARN } from './properties';
import { BEGAN, Scene, type Wanted } from './scene';

const NONE = /^va1:none:/;
/** An external ID that no trust may hold, so that the Create fails when its record is there. */
const UNTRUSTED: Wanted = { body: { externalIdMode: 'CUSTOM', externalId: '*' } };

let scene: Scene;
beforeEach(async () => {
  scene = await Scene.set();
});
afterEach(() => scene.strike());

const writes = () => scene.calls().filter((method) => method !== 'GET');

/** The physical id and reason that CloudFormation was told of the Create. */
function told(): { physicalId: string; reason: string } {
  const [{ end } = { end: undefined }] = scene.requests('Create');
  return end?.kind === 'answered' ? end.answer : { physicalId: '', reason: '' };
}

describe('a Create that fails before it has made anything', () => {
  it.each<[string, () => Wanted | undefined, RegExp]>([
    ['no secret', () => void scene.aws.secrets.clear(), /could not be read/],
    ['a secret that is empty', () => void scene.aws.secrets.set(SECRET_ARN, ' \n'), /store the key alone/],
    ['a key that is not let in', () => void scene.bitmovin.rotateApiKey('other'), /refused with 401/],
    ['a format of the future', () => ({ more: { Format: '99' } }), /Format '99' is not known/],
    ['a base URL that is none', () => ({ api: { baseUrl: 'nonsense' } }), /is not a URL/],
    ['a body that the vendor refuses', () => ({ body: { bucketName: '' } }), /refused with 400/],
  ])('21 for %s: says that it made nothing, and its Delete succeeds and writes nothing', async (_, spoil, reason) => {
    const wanted = spoil() ?? {};
    expect(await scene.stack.deploy(scene.template({ Main: wanted }))).toBe('ROLLBACK_COMPLETE');
    expect(told()).toEqual(
      expect.objectContaining({ physicalId: expect.stringMatching(NONE), reason: expect.stringMatching(reason) }),
    );
    // The vendor may have refused one post; nothing else was asked of it.
    expect(writes().length).toBeLessThanOrEqual(1);
    expect(scene.bitmovin.journal.filter(({ status = 0 }) => status === 201 || status === 204)).toEqual([]);
    scene.expectInOrder();
  });

  it('21 gives the same id whenever the same request fails so', async () => {
    scene.aws.secrets.clear();
    scene.simulator.weather.answers = (_, attempt) => (attempt <= 4 ? 503 : undefined);
    await scene.stack.deploy(scene.template());
    const sent = scene.lines.filter((line) => line.includes('"message":"answer"') && line.includes('va1:none:'));
    const ids = sent.map((line) => /va1:none:[\w-]+/.exec(line)?.[0]);
    expect(scene.runs('Create').map(({ end }) => end)).toEqual(['error', 'done']);
    expect(new Set(ids.slice(0, 2)).size).toBe(1);
    expect(told().physicalId).toBe(ids[0]);
  });
});

describe('a Create that fails after its record was made', () => {
  it.each<[string, Faults]>([
    ['takes it back', {}],
    ['takes it back at the second try', { DELETE: [{ status: 503 }] }],
    ['takes it back though the answer to that is lost', { DELETE: ['drop-after'] }],
  ])('22 %s', async (_, faults) => {
    scene.meets(faults);
    expect(await scene.stack.deploy(scene.template({ Main: UNTRUSTED }))).toBe('ROLLBACK_COMPLETE');
    await scene.settle();
    expect(scene.held()).toEqual([]);
    scene.expectInOrder();
  });

  it('22 and is killed before it can take it back, leaves it to the Delete that follows', async () => {
    scene.simulator.weather.onAnswer = ({ RequestType }) => RequestType === 'Create' && scene.kill();
    expect(await scene.stack.deploy(scene.template({ Main: UNTRUSTED }))).toBe('ROLLBACK_COMPLETE');
    expect(writes()).toEqual(['POST', 'DELETE']);
    scene.expectInOrder();
  });

  it('22 names what it could not take back, so that a Delete finds it once the vendor lets it go', async () => {
    let [record] = scene.held();
    scene.bitmovin.intercept = (request) => {
      record ??= scene.held()[0];
      return request.method === 'DELETE' ? refusal(400, 'in use') : undefined;
    };
    expect(await scene.stack.deploy(scene.template({ Main: UNTRUSTED }))).toBe('ROLLBACK_FAILED');
    await scene.settle();
    expect(told().physicalId).toContain(record?.id);
    expect(scene.held()).toHaveLength(1);
    scene.bitmovin.intercept = undefined;
    expect(await scene.stack.delete()).toBe('DELETE_COMPLETE');
    expect(scene.held()).toEqual([]);
    scene.expectInOrder();
  });

  it('22 by a fault of its own, after the post: the Delete finds the record', async () => {
    await scene.strike();
    scene = await Scene.set({ file: await onCreate("await real()(...args); throw new Error('after');") });
    expect(await scene.stack.deploy(scene.template())).toBe('ROLLBACK_COMPLETE');
    expect(writes()).toEqual(['POST', 'DELETE']);
    scene.expectInOrder();
  });
});

describe('a Create whose answer from the vendor is lost', () => {
  it.each<[string, Faults, number]>([
    ['once', { POST: ['drop-after'] }, 1],
    ['and so is the look after it', { POST: ['drop-after'], GET: [undefined, 'drop-before', { status: 502 }] }, 1],
    ['and the look after it must wait', { POST: ['drop-after'], GET: [undefined, later(30)] }, 1],
    ['before the vendor has heard it', { POST: ['drop-before'] }, 2],
    ['twice, before the vendor has heard it and after', { POST: ['drop-before', 'drop-after'] }, 2],
    ['by a 500 that came before anything was done', { POST: [{ status: 500 }] }, 2],
    ['by half an answer', { POST: [{ status: 201, body: '{"data":' }] }, 2],
  ])('23 %s: one record', async (_, faults, posts) => {
    scene.meets(faults);
    expect(await scene.stack.deploy(scene.template())).toBe('CREATE_COMPLETE');
    await scene.settle();
    expect(writes()).toEqual(Array(posts).fill('POST'));
    expect(scene.held()).toHaveLength(1);
    scene.expectInOrder();
  });

  it('23 though it had been carried out, and nothing can be looked for: the id says so, and the Delete finds it', async () => {
    let posted = false;
    scene.bitmovin.intercept = ({ method }) => {
      const look = method === 'GET' && posted && scene.stack.status === 'CREATE_IN_PROGRESS';
      posted ||= method === 'POST';
      return method === 'POST' ? 'drop-after' : look ? { status: 503 } : undefined;
    };
    expect(await scene.stack.deploy(scene.template())).toBe('ROLLBACK_COMPLETE');
    expect(told().physicalId).toMatch(/^va1:maybe:/);
    expect(writes()).toEqual(['POST', 'DELETE']);
    scene.expectInOrder();
    expect(scene.simulator.clock.now()).toBeLessThan(BEGAN + 1_200_000);
  });

  it('23 for ever: no more posts than looks, and nothing stays', async () => {
    scene.bitmovin.intercept = always('drop-after', 'POST');
    await scene.stack.deploy(scene.template());
    await scene.stack.delete();
    await scene.settle();
    expect(scene.held()).toEqual([]);
    scene.expectInOrder();
  });
});
