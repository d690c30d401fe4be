import { once } from 'node:events';
import { connect as tcpConnect } from 'node:net';
import { Scene } from './scene';

let scene: Scene;
beforeEach(async () => {
  scene = await Scene.set();
});
afterEach(() => scene.strike());

it.each([
  ['refuses', 'ECONNREFUSED'],
  ['unreachable', 'late'],
  ['mute', 'late'],
] as const)('a door that is %s, and then open again, at the same port', async (door, error) => {
  const { url } = scene.proxy;
  await scene.proxy.setDoor(door);
  expect(await scene.list(error === 'late' ? { within: 100 } : {})).toEqual({ body: '', error });
  await scene.proxy.setDoor('open');
  expect(scene.proxy.url).toBe(url);
  expect(await scene.listed()).toBe(0);
  // The request that met the door was never one.
  expect(scene.proxy.journal).toHaveLength(1);
});

it('unreachable never connects, however many try, and mute always does', async () => {
  const { port } = new URL(scene.proxy.url);
  const connects = async (signal?: AbortSignal) => {
    const socket = tcpConnect(Number(port), '127.0.0.1');
    const connected = await once(socket, 'connect', { signal }).then(
      () => true,
      () => false,
    );
    socket.destroy();
    return connected;
  };
  const four = (signal?: AbortSignal) => Promise.all([1, 2, 3, 4].map(() => connects(signal)));
  await scene.proxy.setDoor('unreachable');
  expect(await four(AbortSignal.timeout(100))).toEqual([false, false, false, false]);
  await scene.proxy.setDoor('mute');
  expect(await four()).toEqual([true, true, true, true]);
});

it('can be shut from the start', async () => {
  const other = await Scene.set({ door: 'refuses' });
  expect(await other.list()).toMatchObject({ error: 'ECONNREFUSED' });
  await other.strike();
});

it('a connection that is open is closed when the door is', async () => {
  const { port } = new URL(scene.proxy.url);
  const socket = tcpConnect(Number(port), '127.0.0.1');
  await once(socket, 'connect');
  await Promise.all([once(socket, 'close'), scene.proxy.setDoor('mute')]);
});
