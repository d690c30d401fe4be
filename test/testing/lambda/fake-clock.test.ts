import { FakeClock } from '../../../testing';
import { LoopbackServer } from '../../../testing/fake-vendor/loopback-server';

const BEGAN = Date.UTC(2026, 0, 1);

let clock: FakeClock;
/** What happened, and when, in milliseconds of the clock. */
let seen: [string, number][];
const note = (what: string) => () => {
  seen.push([what, clock.now() - BEGAN]);
};

beforeEach(() => {
  clock = new FakeClock();
  seen = [];
});

it('begins where it is told to, and at midnight of 2026 where it is not', () => {
  expect(new FakeClock(7).now()).toBe(7);
  expect(clock.now()).toBe(BEGAN);
});

it('goes from timer to timer, those of one time in the order in which they were set', async () => {
  clock.schedule(20, note('b'));
  clock.schedule(10, note('a'));
  clock.schedule(20, note('c'));
  clock.schedule(-5, note('now'));
  await clock.until(clock.sleep(3_600_000).then(note('done')));
  expect(seen).toEqual([
    ['now', 0],
    ['a', 10],
    ['b', 20],
    ['c', 20],
    ['done', 3_600_000],
  ]);
});

it('goes no further than is waited for', async () => {
  clock.schedule(20, note('later'));
  await clock.until(clock.sleep(10));
  expect(seen).toEqual([]);
  await clock.until(Promise.resolve());
  expect(clock.now()).toBe(BEGAN + 10);
});

it('forgets a timer that is taken back', async () => {
  const takeBack = clock.schedule(5, note('never'));
  clock.schedule(4, takeBack);
  await clock.until(clock.sleep(10));
  expect(seen).toEqual([]);
  takeBack(); // Too late, and harmless.
});

it('does not move before everything that could happen now has happened', async () => {
  clock.schedule(10, note('timer'));
  const work = async () => {
    for (let turn = 0; turn < 5; turn++) {
      await Promise.resolve();
      await new Promise(setImmediate);
      await new Promise((resolve) => process.nextTick(resolve));
      clock.schedule(0, note(`turn ${turn}`));
    }
  };
  await clock.until(Promise.all([work(), clock.sleep(20)]));
  expect(seen.map(([, at]) => at)).toEqual([0, 0, 0, 0, 0, 10]);
});

it('stands while it is held, by however many', async () => {
  const releases = [clock.hold(), clock.hold()];
  clock.schedule(10, note('timer'));
  const waiting = clock.until(clock.sleep(10));
  await new Promise((resolve) => setTimeout(resolve, 30));
  releases[0]?.();
  releases[0]?.(); // Once more is nothing.
  await new Promise((resolve) => setTimeout(resolve, 30));
  expect(seen).toEqual([]);
  releases[1]?.();
  await waiting;
  expect(seen).toEqual([['timer', 10]]);
});

it('stands during work in the real world, however that ends', async () => {
  const server = await LoopbackServer.start({ handler: () => ({ status: 200 }) });
  clock.schedule(1, note('timer'));
  const call = clock.during(() => fetch(server.origin)).then(note('answered'));
  const failing = clock.during(() => Promise.reject(new Error('no'))).catch(note('failed'));
  await clock.until(Promise.all([call, failing, clock.sleep(1)]));
  await server.stop();
  expect(seen).toEqual([
    ['failed', 0],
    ['answered', 0],
    ['timer', 1],
  ]);
});

it('lets several wait at once, each until its own', async () => {
  await Promise.all([
    clock.until(clock.sleep(30)).then(note('long')),
    clock.until(clock.sleep(10)).then(note('short')),
    expect(clock.until(clock.sleep(20).then(() => Promise.reject(new Error('mine'))))).rejects.toThrow('mine'),
  ]);
  expect(seen.map(([what]) => what)).toEqual(['short', 'long']);
});

it('gives what is waited for', async () => {
  expect(await clock.until(clock.sleep(5).then(() => 'this'))).toBe('this');
});

it('throws where nothing can end the wait', async () => {
  const real = performance.now.bind(performance);
  const start = real();
  // A thousand times faster.
  jest.spyOn(performance, 'now').mockImplementation(() => start + (real() - start) * 1_000);
  await expect(clock.until(new Promise(() => undefined))).rejects.toThrow('The clock stands still');
  jest.restoreAllMocks();
});
