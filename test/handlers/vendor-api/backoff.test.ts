import { Backoff, type BackoffProps, type RetryReason, retryReasonOf } from '../../../handlers/vendor-api/backoff';
import type { Reply } from '../../../handlers/vendor-api/reply';
import { World } from '../registration/world';

const MINUTE = 60_000;

/** Somebody whose time passes only while they wait, and what they waited, in milliseconds. */
function patient(random: number, props: Partial<BackoffProps> = {}) {
  const waits: number[] = [];
  const now = () => waits.reduce((sum, wait) => sum + wait, 0);
  const sleep = async (milliseconds: number) => {
    waits.push(milliseconds);
  };
  const patience = new Backoff({ now, sleep, random: () => random }, { deadline: 15 * MINUTE, ...props });
  /** Fails so many times, or until no wait is of use; gives the waits. */
  const fail = async (trouble: RetryReason, times = 1_000) => {
    for (let time = 0; time < times && (await patience.again(trouble)); time++) {}
    return waits;
  };
  return { fail, waits };
}

describe('V7 V9 a rate limit', () => {
  it.each([1, 7_000, 60_000])('that asks for %i ms is waited for no less, and hardly more', async (asked) => {
    expect(await patient(0).fail({ rateLimited: true, asked }, 1)).toEqual([asked]);
    expect(await patient(1).fail({ rateLimited: true, asked }, 1)).toEqual([asked + 1_000]);
  });

  it('is waited out until the deadline, however often', async () => {
    const waits = await patient(0, { deadline: 15 * MINUTE }).fail({ rateLimited: true, asked: MINUTE });
    expect(waits).toEqual(Array(14).fill(MINUTE));
  });

  it('spreads those who share it over a second each, and twice that when it refuses again', async () => {
    const sharers = 100;
    expect(await patient(1, { sharers, deadline: 60 * MINUTE }).fail({ rateLimited: true, asked: 5_000 }, 4)).toEqual([
      105_000, 205_000, 405_000, 805_000,
    ]);
    expect(await patient(0.5, { sharers }).fail({ rateLimited: true, asked: 5_000 }, 1)).toEqual([55_000]);
  });

  it('never takes all the time that is left: who is refused again can come back again', async () => {
    const deadline = 855_000;
    const [first = 0, second = 0] = await patient(1, { sharers: 10_000, deadline }).fail({
      rateLimited: true,
      asked: 30_000,
    });
    expect(first).toBe(30_000 + 0.8 * (deadline - 5_000 - 30_000));
    expect(first + second).toBeLessThan(deadline);
    expect(second).toBeGreaterThan(30_000);
  });

  it('that nothing is said of is waited for longer and longer', async () => {
    expect(await patient(1).fail({ rateLimited: true }, 7)).toEqual([
      1_000, 2_000, 4_000, 8_000, 16_000, 20_000, 20_000,
    ]);
  });

  it('V8 that asks for more than there is is not waited for', async () => {
    expect(await patient(0).fail({ rateLimited: true, asked: 1e12 })).toEqual([]);
    expect(await patient(0, { deadline: MINUTE }).fail({ rateLimited: true, asked: 58_000 })).toEqual([]);
  });
});

describe('V12 45 anything else', () => {
  const sum = (waits: readonly number[]) => waits.reduce((a, b) => a + b, 0);

  it.each([0.01, 0.5, 0.99])(
    'is tried for two minutes, the last time at their end, with draws of %d',
    async (drawn) => {
      const waits = await patient(drawn).fail({});
      expect(waits.length).toBeGreaterThan(8);
      expect(sum(waits)).toBe(120_000);
    },
  );

  it('is tried for no longer than one says, nor so late that no request fits before the deadline', async () => {
    expect(sum(await patient(0.5, { trying: 30_000 }).fail({}))).toBe(30_000);
    expect(sum(await patient(0.5, { deadline: 20_000 }).fail({}))).toBe(15_000);
  });

  it('waits with full jitter, longer and longer, whoever shares the vendor', async () => {
    const longest = [1_000, 2_000, 4_000, 8_000, 16_000, 20_000, 20_000];
    expect(await patient(1, { sharers: 200 }).fail({}, 7)).toEqual(longest);
    expect(await patient(0).fail({}, 7)).toEqual(longest.map(() => 0));
  });

  it('that says how long is waited for as long', async () => {
    expect(await patient(0).fail({ asked: 30_000 }, 1)).toEqual([30_000]);
    expect(await patient(0).fail({ asked: 120_000 })).toEqual([]);
  });

  it('has two minutes of its own after a rate limit, which says that the vendor works', async () => {
    const { fail, waits } = patient(0.5);
    await fail({}, 3);
    await fail({ rateLimited: true, asked: 3 * MINUTE }, 1);
    const before = waits.length;
    await fail({}, 2);
    expect(waits.slice(before)).toEqual([500, 1_000]);
  });
});

it.each<[string, string, Reply, RetryReason | undefined]>([
  ['an answer', 'GET', { kind: 'ok', status: 200, json: {}, headers: {} }, undefined],
  ['a lost answer', 'GET', { kind: 'lost', mayHaveActed: true, text: '' }, {}],
  ['a 429', 'POST', refused(429, 'RETRY', 7_000), { rateLimited: true, asked: 7_000 }],
  ['a 503', 'GET', refused(503, 'RETRY', 7_000), { rateLimited: false, asked: 7_000 }],
  ['a 429 that is final', 'GET', refused(429, 'FINAL'), undefined],
  ['a 400', 'GET', refused(400, 'FINAL'), undefined],
  ['a 404', 'GET', refused(404, 'GONE'), undefined],
  ['a conflict', 'POST', refused(409, 'CONFLICT'), undefined],
  ['a conflict of a DELETE', 'DELETE', refused(409, 'CONFLICT'), { rateLimited: false, asked: undefined }],
])('%s of a %s', (_, method, reply, trouble) => {
  expect(retryReasonOf(method, reply)).toEqual(trouble);
});

function refused(status: number, meaning: 'RETRY' | 'GONE' | 'CONFLICT' | 'FINAL', wait?: number): Reply {
  return { kind: 'refused', status, meaning, text: '', wait };
}

describe('a create', () => {
  let world: World;
  beforeEach(async () => {
    world = await World.start();
  });
  afterEach(() => world.stop());

  const calls = () => world.bitmovin.journal.map(({ method, status }) => `${method} ${status}`);

  it('V7 outlasts a rate limit that lasts for minutes', async () => {
    let refusals = 0;
    world.bitmovin.intercept = () => (++refusals <= 12 ? { status: 429, headers: { 'retry-after': '60' } } : undefined);
    const event = { RequestType: 'Create', ResourceProperties: world.properties() };
    expect(await world.send(event, 15)).toMatchObject({ Status: 'SUCCESS' });
    expect(calls()).toEqual([...Array(12).fill('GET 429'), 'GET 200', 'POST 201', 'GET 200']);
  });

  it('V8 that is rate limited for longer than it has says so', async () => {
    world.bitmovin.intercept = () => ({ status: 429, headers: { 'retry-after': '1000000000' } });
    expect(await world.create()).toMatchObject({
      Status: 'FAILED',
      Reason: expect.stringMatching(/was refused with 429.* rate limited for longer .*: deploy again later\.$/),
    });
    expect(world.slept).toEqual([]);
  });

  it.each([
    ['look', 'GET', ['GET 429', 'GET 200']],
    ['post', 'POST', ['GET 200', 'POST 429']],
  ])('that waited for its %s and is not wanted any more posts nothing', async (_, method, asked) => {
    world.bitmovin.intercept = (request) => {
      if (request.method === method && calls().every((call) => !call.endsWith('429'))) {
        world.stack = { status: 'ROLLBACK_IN_PROGRESS' };
        return { status: 429, headers: { 'retry-after': '60' } };
      }
      return undefined;
    };
    const answer = await world.create();
    expect(answer.Reason).toBe('This request is no longer wanted: the stack is in ROLLBACK_IN_PROGRESS.');
    expect(answer.PhysicalResourceId).toMatch(/^va1:none:/);
    expect(calls()).toEqual(asked);
  });

  it('that lost an answer before it was unwanted says that something may be there', async () => {
    let posts = 0;
    world.bitmovin.intercept = ({ method }) => {
      if (method !== 'POST' || ++posts > 1) {
        return undefined;
      }
      world.stack = { status: 'ROLLBACK_IN_PROGRESS' };
      return { status: 503, headers: { 'retry-after': '60' } };
    };
    expect((await world.create()).PhysicalResourceId).toMatch(/^va1:maybe:/);
    expect(posts).toBe(1);
  });

  it('that is quick asks before its first call and before its answer, and no more', async () => {
    let asked = 0;
    world.onDescribe = () => {
      asked++;
    };
    world.bitmovin.intercept = () =>
      calls().length === 1 ? { status: 429, headers: { 'retry-after': '7' } } : undefined;
    expect(await world.create()).toMatchObject({ Status: 'SUCCESS' });
    expect(asked).toBe(2);
  });
});
