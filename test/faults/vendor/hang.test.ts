import { CONNECT_TIMEOUT, exchange } from '../../../handlers/runtime/http-exchange';
import { FaultProxy } from '../../../testing/fault-proxy/fault-proxy';
import { certificate } from './certificates';
import { NONE, Stage, type StageOptions } from './stage';

let stage: Stage;
const set = async (options?: StageOptions) => {
  stage = await Stage.set(options);
};
afterEach(() => stage.strike());

it.each([
  ['a SYN that nobody answers', 'unreachable', undefined],
  ['a TLS handshake that nobody answers', 'mute', certificate],
] as const)('V2 %s costs 5 s, is met again, and is FAILED in time, with nothing made', async (_, door, tls) => {
  await set({ door, tls: await tls?.() });
  const began = stage.clock.now;
  const costs: number[] = [];
  stage.onSleep = () => {
    costs.push(stage.clock.now - began - stage.waited());
  };
  const answer = await stage.create(undefined, 1.25);
  expect(costs.length).toBeGreaterThan(0);
  expect(costs[0]).toBe(CONNECT_TIMEOUT);
  expect(answer).toMatchObject({
    Status: 'FAILED',
    Reason: expect.stringContaining('no connection within'),
    PhysicalResourceId: expect.stringMatching(NONE),
  });
});

it('V2 a SYN that is answered later is a connection like any other', async () => {
  await set({ door: 'unreachable' });
  stage.onSleep = () => stage.setDoor('open');
  expect((await stage.create()).Status).toBe('SUCCESS');
  expect(stage.slept).toHaveLength(1);
  expect(stage.held()).toHaveLength(1);
});

it('V2 a create that never got a connection was not heard, and is posted again without a look', async () => {
  await set();
  stage.onCall = async () => {
    if (stage.patience.length === 1) {
      await stage.setDoor('unreachable');
    }
  };
  stage.onSleep = () => stage.setDoor('open');
  expect((await stage.create()).Status).toBe('SUCCESS');
  expect(stage.patience).toHaveLength(4);
  expect(stage.calls()).toEqual(['GET', 'POST', 'GET']);
  expect(stage.held()).toHaveLength(1);
});

it('V2 the handler gives a connection 5 s', async () => {
  await set();
  const hanging = await FaultProxy.start({ upstream: stage.world.bitmovin.url, door: 'unreachable' });
  jest.useFakeTimers({ doNotFake: ['performance', 'setImmediate', 'nextTick', 'queueMicrotask'] });
  try {
    let failure: unknown;
    const over = exchange({ method: 'GET', url: hanging.url, headers: {}, timeout: 15_000 }).catch((error: unknown) => {
      failure = error;
    });
    await jest.advanceTimersByTimeAsync(4_999);
    expect(failure).toBeUndefined();
    await jest.advanceTimersByTimeAsync(1);
    await over;
    expect(failure).toMatchObject({ message: 'no connection within 5000 ms', mayHaveActed: false });
  } finally {
    jest.useRealTimers();
    await hanging.stop();
  }
});
