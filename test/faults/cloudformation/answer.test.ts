import { always, refusal } from './faults';
import { BEGAN, Scene } from './scene';

let scene: Scene;
afterEach(() => scene.strike());

/** What was answered to the first request, read as JSON. */
function answered(): Record<string, unknown> {
  const [body = '{}'] = scene.simulator.requests[0]?.bodies ?? [];
  return JSON.parse(body);
}

it('1 a Create that goes well is answered once, in time, with what must be echoed', async () => {
  scene = await Scene.set();
  expect(await scene.stack.deploy(scene.template())).toBe('CREATE_COMPLETE');
  await scene.settle();
  const [request] = scene.simulator.requests;
  const [record] = scene.held();
  expect(request?.bodies).toHaveLength(1);
  expect(answered()).toEqual({
    Status: 'SUCCESS',
    StackId: scene.stack.id,
    RequestId: request?.event.RequestId,
    LogicalResourceId: 'Main',
    PhysicalResourceId: expect.stringMatching(/^va1:own:.+/),
    Data: { RecordId: record?.id, ExternalId: record?.externalId },
  });
  expect(scene.simulator.invocations.map(({ end }) => end)).toEqual(['done']);
  scene.expectInOrder();
});

describe('an answer that does not arrive', () => {
  it.each([
    ['8 is lost three times', ['lost', 'lost', 'lost'] as const],
    ['9 is refused with 500', [500] as const],
    ['9 is refused with 503, 502 and 504', [503, 502, 504] as const],
    ['8 is lost, and refused with 503', ['lost', 503] as const],
  ])('%s: is sent again, and the record stands', async (_, fates) => {
    scene = await Scene.set({ weather: { answers: (_, attempt) => fates[attempt - 1] } });
    expect(await scene.stack.deploy(scene.template())).toBe('CREATE_COMPLETE');
    await scene.settle();
    const [request] = scene.simulator.requests;
    expect(request?.bodies).toHaveLength(1);
    // One run was enough, and it waited between its attempts.
    expect(scene.simulator.invocations.map(({ end }) => end)).toEqual(['done']);
    expect(request?.ended).toBeGreaterThan(BEGAN);
    expect(request?.ended).toBeLessThan(BEGAN + 10_000);
    scene.expectInOrder();
  });

  it('8 was heard though nobody said so: is sent again, and nothing changes by it', async () => {
    scene = await Scene.set({ weather: { answers: (_, attempt) => (attempt === 1 ? 'unconfirmed' : undefined) } });
    expect(await scene.stack.deploy(scene.template())).toBe('CREATE_COMPLETE');
    await scene.settle();
    const [first, second, ...more] = scene.simulator.requests[0]?.bodies ?? [];
    expect(second).toBe(first);
    expect(more).toEqual([]);
    scene.expectInOrder();
  });

  it.each([
    ['8 is lost, however often', 'lost' as const],
    ['9 is refused with 503, however often', 503],
    ['10 is refused with 403: the signature is not good any more', 403],
  ])('%s: the run fails, Lambda repeats it twice, and the rollback leaves nothing', async (_, fate) => {
    let attempts = 0;
    scene = await Scene.set({
      weather: {
        answers: ({ RequestType }) => {
          attempts += RequestType === 'Create' ? 1 : 0;
          return RequestType === 'Create' ? fate : undefined;
        },
      },
    });
    expect(await scene.stack.deploy(scene.template())).toBe('ROLLBACK_COMPLETE');
    await scene.settle();
    expect(scene.runs('Create').map(({ end }) => end)).toEqual(['error', 'error', 'error']);
    // A refusal that is final is not argued with.
    expect(attempts).toBe(fate === 403 ? 3 : 12);
    expect(scene.lines.filter((line) => line.includes('the event was not answered'))).toHaveLength(3);
    scene.expectInOrder();
    expect(scene.held()).toEqual([]);
  });

  it('10 is refused because the event came when its URL was good no more: no loop, and the reason is logged', async () => {
    const deliveries = () => [7_300_000];
    scene = await Scene.set({ weather: { deliveries: (e) => (e.RequestType === 'Create' ? deliveries() : [0]) } });
    expect(await scene.stack.deploy(scene.template())).toBe('ROLLBACK_COMPLETE');
    await scene.settle();
    expect(scene.runs('Create').map(({ end }) => end)).toEqual(['error', 'error', 'error']);
    expect(scene.lines.join('\n')).toContain('it answered 403');
    expect(scene.calls()).not.toContain('POST');
    scene.expectInOrder();
  });
});

describe('an answer that is long', () => {
  it.each([
    ['plain', 'x'.repeat(100_000)],
    ['in Cyrillic', 'ж'.repeat(50_000)],
    ['in emoji', '🎬'.repeat(30_000)],
    ['of what JSON escapes', '"\\'.repeat(50_000)],
    ['of what JSON escapes at length', '\u0001\u2028'.repeat(50_000)],
  ])('13 is cut before it is too long: a reason %s', async (_, message) => {
    scene = await Scene.set();
    scene.bitmovin.intercept = always(refusal(403, message), 'POST');
    // The vendor's words are cut as it is; whom to ask about, the organisation, is not.
    const template = scene.template({ Main: { headers: { 'X-Tenant-Org-Id': 'o'.repeat(4_000) } } });
    expect(await scene.stack.deploy(template)).toBe('ROLLBACK_COMPLETE');
    const [body = ''] = scene.simulator.requests[0]?.bodies ?? [];
    expect(Buffer.byteLength(body)).toBeLessThanOrEqual(4_096);
    expect(answered()).toMatchObject({ Status: 'FAILED', Reason: expect.stringContaining('was refused with 403') });
    // And CloudFormation read it: the reason in the stack's events is the function's.
    expect(scene.stack.events.find(({ status }) => status === 'CREATE_FAILED')?.reason).toBe(answered().Reason);
  });

  it('13 with the longest ids that are taken, is a success all the same', async () => {
    const longest = 'i'.repeat(900);
    scene = await Scene.set({ bitmovin: { newId: () => longest } });
    const body = { externalIdMode: 'CUSTOM', externalId: 'e'.repeat(1_224) };
    expect(await scene.stack.deploy(scene.template({ Main: { body } }))).toBe('CREATE_COMPLETE');
    const [sent = ''] = scene.simulator.requests[0]?.bodies ?? [];
    expect(Buffer.byteLength(sent)).toBeLessThanOrEqual(4_096);
    expect(Buffer.byteLength(scene.stack.resources[0]?.physicalId ?? '')).toBeLessThanOrEqual(1_024);
  });
});

describe('a physical id', () => {
  it.each([
    ['is empty', ''],
    ['has 100,000 bytes', 'i'.repeat(100_000)],
    ['has 1,800 bytes in a URL', 'ж'.repeat(300)],
    ['climbs', '..'],
  ])('14 is never one that CloudFormation rejects, where the vendor’s id %s', async (_, id) => {
    let ids = 0;
    scene = await Scene.set({ bitmovin: { newId: () => (ids++ < 5 ? `stranger-${ids}` : id) } });
    expect(await scene.stack.deploy(scene.template())).toMatch(/^ROLLBACK_/);
    const said = scene.simulator.requests.flatMap(({ bodies }) => bodies.map((body) => JSON.parse(body)));
    expect(said.length).toBeGreaterThan(1);
    for (const { PhysicalResourceId } of said) {
      expect(PhysicalResourceId).toMatch(/^.{1,1000}$/);
    }
    expect(JSON.stringify(scene.stack.events)).not.toContain('Invalid');
  });

  it.each([
    ['the secret cannot be read', () => scene.aws.secrets.clear()],
    ['the vendor refuses', () => (scene.bitmovin.intercept = always(refusal(401)))],
    ['the vendor is dead', () => (scene.bitmovin.intercept = always('drop-before'))],
    ['the answer to the post is lost', () => scene.meets({ POST: Array(99).fill('drop-after') })],
  ])('14 is there where %s', async (_, spoil) => {
    scene = await Scene.set();
    spoil();
    await scene.stack.deploy(scene.template());
    expect(answered()).toMatchObject({ PhysicalResourceId: expect.stringMatching(/^va1:.{1,1000}$/) });
    expect(JSON.stringify(scene.stack.events)).not.toContain('Invalid');
  });
});
