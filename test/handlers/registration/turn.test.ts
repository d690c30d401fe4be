import { sharersOf } from '../../../handlers/vendor-api/sharers';
import { SHARERS_VARIABLE, type SharersWire, UNKNOWN_HOST } from '../../../lib/vendor-api/contract';
import { World } from './world';

const MINUTE = 60_000;

let world: World;
beforeEach(async () => {
  world = await World.start();
});
afterEach(async () => {
  delete process.env[SHARERS_VARIABLE];
  await world.stop();
});

function deployedWith(sharers: SharersWire): void {
  process.env[SHARERS_VARIABLE] = JSON.stringify(sharers);
}

/** The properties where the description says how many requests a minute the vendor allows. */
function limitedTo(requestsPerMinute: string | undefined, list?: object): Record<string, unknown> {
  const { Api, Record, ...properties } = world.properties();
  const record = { ...Object(Record), list: list ?? Object(Record).list };
  return { ...properties, Api: { ...Object(Api), requestsPerMinute }, Record: record };
}

/** Delivers a request with Lambda's fifteen minutes; gives how long it waited before its first vendor call. */
async function turnOf(more: Record<string, unknown> = {}, minutes = 15): Promise<number> {
  const calls = world.bitmovin.journal.length;
  const before = world.slept.length;
  let waited = 0;
  world.bitmovin.intercept = () => {
    if (world.bitmovin.journal.length === calls) {
      waited = world.slept.slice(before).reduce((sum, wait) => sum + wait, 0);
    }
    return undefined;
  };
  await world.deliver({ RequestType: 'Create', ResourceProperties: limitedTo('60'), ...more }, minutes);
  expect(world.bitmovin.journal.length).toBeGreaterThan(calls);
  return waited;
}

/** A ResponseURL that was signed so many milliseconds after the world began. */
function sentAfter(milliseconds: number): string {
  const date = new Date(Date.UTC(2026, 0, 1) + milliseconds).toISOString().replace(/[-:]|\.\d+/g, '');
  return `${world.responseUrl()}&X-Amz-Date=${date}`;
}

describe('200 that share 60 requests a minute', () => {
  beforeEach(() => deployedWith({ [new URL(world.bitmovin.url).origin]: 200 }));

  it('52 begin evenly spread over the time that they need, and a fifth more', async () => {
    const turns: number[] = [];
    for (let number = 0; number < 60; number++) {
      turns.push(await turnOf({ LogicalResourceId: `Output${number}`, ResourceProperties: limitedTo('120') }));
    }
    expect(Math.max(...turns)).toBeLessThan(6 * MINUTE);
    for (const third of [0, 1, 2]) {
      const begun = turns.filter((turn) => turn >= third * 2 * MINUTE && turn < (third + 1) * 2 * MINUTE);
      expect(begun.length).toBeGreaterThan(12);
    }
    expect(new Set(turns).size).toBe(60);
  });

  it.each([
    ['of another stack', { StackId: 'another' }],
    ['of another resource', { LogicalResourceId: 'Another' }],
    ['of another request', { RequestId: 'another' }],
  ])('%s wait for another moment', async (_, more) => {
    const same = { RequestId: 'same', StackId: 'same', LogicalResourceId: 'same' };
    const turn = await turnOf(same);
    expect(await turnOf(same)).toBe(turn);
    expect(Math.abs((await turnOf({ ...same, ...more })) - turn)).toBeGreaterThan(1_000);
  });

  it('wait for one moment, however often and late a request is delivered', async () => {
    const turn = await turnOf({ RequestId: 'same' });
    // Time passes only while the handler sleeps.
    const now = () => world.slept.reduce((sum, wait) => sum + wait, 0);
    const again = async (sent: number) => turnOf({ RequestId: 'same', ResponseURL: sentAfter(sent) });
    // To the second, as a URL's date is.
    expect(Math.abs((await again(now())) - turn)).toBeLessThanOrEqual(1_000);
    expect(Math.abs((await again(now() - MINUTE)) - (turn - MINUTE))).toBeLessThanOrEqual(1_000);
    expect(await again(now() - turn - 1_000)).toBe(0);
  });

  it('ask whether they are still wanted after the wait, and before the first call', async () => {
    let asked = 0;
    world.onDescribe = () => {
      asked++;
      expect(world.slept.length).toBeGreaterThan(0);
      world.stack = { status: 'ROLLBACK_IN_PROGRESS' };
    };
    const answer = await world.send({ RequestType: 'Create', ResourceProperties: limitedTo('60') }, 15);
    expect(answer.Reason).toMatch(/^This request is no longer wanted/);
    expect(world.bitmovin.journal.map(({ method }) => method)).toEqual(['GET']); // It looks for what it may have left.
    expect(asked).toBeGreaterThan(0);
  });

  it('wait for their turn to update and to delete, too', async () => {
    const { PhysicalResourceId } = await world.create(limitedTo(undefined));
    const more = { PhysicalResourceId, RequestId: 'same', OldResourceProperties: limitedTo('60') };
    const update = await turnOf({ ...more, RequestType: 'Update' });
    expect(update).toBeGreaterThan(0);
    // As many calls: one that deletes, and one or two pages of a list that is not narrowed.
    expect(await turnOf({ ...more, RequestType: 'Delete' })).toBeCloseTo(update, 0);
    expect(world.bitmovin.outputs()).toEqual([]);
  });

  it('wait longer where every look reads all pages', async () => {
    const { filter: _, ...list } = Object(Object(world.properties().Record).list);
    const same = { RequestId: 'same', LogicalResourceId: 'A' };
    const narrowed = await turnOf({ ...same, ResourceProperties: limitedTo('600') });
    const whole = await turnOf({ ...same, ResourceProperties: limitedTo('600', list) });
    expect(whole / narrowed).toBeCloseTo(5 / 3, 3);
  });

  it('never wait so long that their work has no time', async () => {
    deployedWith({ [new URL(world.bitmovin.url).origin]: 100_000 });
    const turns: number[] = [];
    for (let number = 0; number < 20; number++) {
      turns.push(await turnOf({ LogicalResourceId: `Output${number}` }, 5));
    }
    // Five minutes without what is kept back to undo and to answer, and without two to work.
    expect(Math.max(...turns)).toBeLessThanOrEqual(135_000);
    expect(Math.min(...turns)).toBeLessThan(60_000);
    expect(world.answers.map(({ Status }) => Status)).toEqual(Array(20).fill('SUCCESS'));
  });
});

describe('nothing waits', () => {
  it.each<[string, string | undefined, (origin: string) => SharersWire | undefined]>([
    ['where no more share the limit than a minute has room for', '60', (origin) => ({ [origin]: 15 })],
    ['where nobody says what the limit is', undefined, (origin) => ({ [origin]: 200 })],
    ['where the limit is no number', 'many', (origin) => ({ [origin]: 200 })],
    ['where nobody says how many share it', '60', () => undefined],
    ['where others share the limit of another host', '60', (origin) => ({ [`${origin}0`]: 200 })],
  ])('%s', async (_, limit, sharers) => {
    const given = sharers(new URL(world.bitmovin.url).origin);
    if (given) {
      deployedWith(given);
    }
    expect(await turnOf({ ResourceProperties: limitedTo(limit) })).toBe(0);
  });
});

it.each([
  ['the host', '{"https://a.example":7,"*":9}', 7],
  ['a host that only the deploy knew', '{"*":9}', 9],
  ['none of them', '{"https://b.example":7}', 1],
  ['nothing', undefined, 1],
  ['no JSON', '{', 1],
  ['no map', 'null', 1],
  ['no number', '{"https://a.example":"7"}', 1],
])('the environment says how many share %s', (_, text, sharers) => {
  if (text !== undefined) {
    process.env[SHARERS_VARIABLE] = text;
  }
  expect(sharersOf('https://a.example/v1/things')).toBe(sharers);
});

it('a rate limit is waited out the longer the more share it', async () => {
  deployedWith({ [UNKNOWN_HOST]: 100 });
  let calls = 0;
  world.bitmovin.intercept = () => (++calls === 1 ? { status: 429, headers: { 'retry-after': '7' } } : undefined);
  await world.create();
  expect(world.slept).toEqual([57_000]);
});
