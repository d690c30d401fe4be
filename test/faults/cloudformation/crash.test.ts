import { onCreate, withMain } from './broken';
import { always, later } from './faults';
import { SERVICE_TIMEOUT } from './properties';
import { API_KEY, BEGAN, Scene, type SceneOptions } from './scene';

const FOR_EVER = 'await new Promise(() => undefined);';
const MAYBE = /^va1:maybe:/;
const NONE = /^va1:none:/;

let scene: Scene;
afterEach(() => scene.strike());

async function create(options: SceneOptions): Promise<string> {
  scene = await Scene.set(options);
  const status = await scene.stack.deploy(scene.template());
  await scene.settle();
  return status;
}

/** The Create was answered once, by a failure whose reason is short and tells nothing, and its rollback left nothing. */
function expectFailed(physicalId: RegExp): void {
  const [request] = scene.requests('Create');
  expect(request?.bodies).toHaveLength(1);
  expect(request?.end).toMatchObject({
    kind: 'answered',
    answer: {
      status: 'FAILED',
      reason: expect.stringMatching(/^.{20,300}$/),
      physicalId: expect.stringMatching(physicalId),
    },
  });
  expect(scene.runs('Create').map(({ end }) => end)).toEqual(['done']);
  scene.expectInOrder();
  expect(scene.held()).toEqual([]);
}

describe('the function', () => {
  it.each([
    ['2 throws', `throw new Error('${API_KEY}');`],
    ['2 throws after it has made the record', `await real()(...args); throw new Error('${API_KEY}');`],
    ['3 rejects after a while', `await new Promise((_, no) => setTimeout(() => no(new Error('${API_KEY}')), 50));`],
    ['3 leaves a rejection to nobody', `Promise.reject(new Error('x')); ${FOR_EVER}`],
    ['3 leaves one to nobody after it has made the record', `await real()(...args); Promise.reject('x'); ${FOR_EVER}`],
    ['3 throws where nobody catches', `setTimeout(() => { throw new Error('x'); }, 50); ${FOR_EVER}`],
  ])('%s: a Create fails at once, and may have made something', async (_, body) => {
    const status = await create({ file: await onCreate(body) });
    expect(scene.requests('Create')[0]?.ended).toBeLessThan(BEGAN + 1_000);
    expect(status).toBe('ROLLBACK_COMPLETE');
    // What a fault says may hold anything, and stays in the log.
    expect(JSON.stringify(scene.simulator.requests.map(({ bodies }) => bodies))).not.toContain(API_KEY);
    scene.lines.length = 0;
    expectFailed(MAYBE);
  });

  it.each<[string, string | undefined]>([
    ['4 throws when it is loaded', "throw new Error('bad import');"],
    ['4 is not there', undefined],
    ['4 is cut short', 'exports.main = async () => {'],
    ['4 exports nothing', ''],
    ['4 needs what is not there', "require('./aws-clients');"],
  ])('%s: a Create fails at once, made nothing, and its Delete does not keep the stack', async (_, main) => {
    const status = await create({ file: await withMain(main) });
    expect(scene.requests('Create')[0]?.ended).toBe(BEGAN);
    expect(status).toBe('ROLLBACK_COMPLETE');
    expect(scene.calls()).toEqual([]);
    expectFailed(NONE);
  });

  it.each([
    ['no region', { AWS_REGION: '' }],
    ['an endpoint that is none', { AWS_ENDPOINT_URL: 'nonsense' }],
    ['nobody at its endpoint', { AWS_ENDPOINT_URL: 'http://127.0.0.1:9' }],
    ['nonsense about who shares', { VENDOR_SHARERS: '{' }],
  ])('4 has an environment with %s: a Create is answered', async (_, environment) => {
    await create({ environment });
    const [request] = scene.requests('Create');
    expect(request?.bodies).toHaveLength(1);
    expect(scene.runs('Create').map(({ end }) => end)).toEqual(['done']);
    expect((request?.ended ?? 0) - (request?.sent ?? 0)).toBeLessThan(300_000);
  });
});

describe('a function that would take longer than it may', () => {
  const TIMEOUT = 300_000;

  /** The Create was answered while there was time, by the function that ran out of it. */
  function expectInTime(): void {
    const [request] = scene.requests('Create');
    expect(request?.end).toMatchObject({ kind: 'answered', answer: { status: 'FAILED' } });
    expect(request?.ended).toBeLessThanOrEqual(BEGAN + TIMEOUT - 2_000);
    expect(scene.runs('Create').map(({ end }) => end)).toEqual(['done']);
  }

  it('5 because it never ends, is answered for', async () => {
    expect(await create({ timeout: TIMEOUT, file: await onCreate(FOR_EVER) })).toBe('ROLLBACK_COMPLETE');
    expectInTime();
    expectFailed(MAYBE);
    expect(scene.requests('Create')[0]?.end).toMatchObject({
      answer: { reason: expect.stringContaining('time was up') },
    });
  });

  it.each<[string, (scene: Scene) => void]>([
    ['the vendor asks for patience without end', (s) => (s.bitmovin.intercept = always(later(20)))],
    ['the vendor never recovers', (s) => (s.bitmovin.intercept = always({ status: 503 }))],
    ['the vendor drops every connection', (s) => (s.bitmovin.intercept = always('drop-before'))],
    ['the vendor answers no post', (s) => (s.bitmovin.intercept = always('drop-before', 'POST'))],
    ['AWS gives no secret', (s) => (s.aws.intercept = ({ service }) => secretOnly(service))],
    ['AWS is throttled', (s) => (s.aws.intercept = () => ({ code: 'Throttling', message: 'Rate exceeded' }))],
  ])('5 because %s, answers itself', async (_, spoil) => {
    scene = await Scene.set({ timeout: TIMEOUT });
    spoil(scene);
    await scene.stack.deploy(scene.template());
    expectInTime();
  });

  const secretOnly = (service: string) =>
    service === 'secretsmanager' ? { code: 'AccessDeniedException', message: 'not yet' } : undefined;

  it('5 and does nothing after its answer but what it is still to do', async () => {
    const late = `setTimeout(async () => { console.log('too late'); await real()(...args); }, ${TIMEOUT - 1_000});`;
    await create({ timeout: TIMEOUT, file: await onCreate(`${late} ${FOR_EVER}`) });
    expect(scene.calls()).not.toContain('POST');
    expect(scene.lines).not.toContain('too late');
  });
});

describe('a function that nobody hears of', () => {
  it.each([
    ['before its post', 'killed-before' as const],
    ['after its post', 'killed-after' as const],
  ])(
    '6 killed %s, at each delivery: CloudFormation gives up in time, and the Delete finds what is there',
    async (_, fate) => {
      scene = await Scene.set();
      scene.meets({ POST: [fate, fate, fate] });
      // An adopted record makes no second post, so the second and third die in their look.
      let looks = 0;
      scene.aws.intercept = ({ action }) => {
        if (action !== 'DescribeStacks' || scene.stack.status !== 'CREATE_IN_PROGRESS' || ++looks === 1) {
          return undefined;
        }
        scene.kill();
        return 'drop-before';
      };
      expect(await scene.stack.deploy(scene.template())).toBe('ROLLBACK_COMPLETE');
      await scene.settle();
      expect(scene.runs('Create').map(({ end }) => end)).toEqual(['killed', 'killed', 'killed']);
      const [create] = scene.requests('Create');
      expect(create?.end).toEqual({ kind: 'timed out' });
      expect(create?.ended).toBe(BEGAN + SERVICE_TIMEOUT * 1_000);
      scene.expectInOrder();
      expect(scene.held()).toEqual([]);
    },
  );
});
