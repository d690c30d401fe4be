import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { Worker } from 'node:worker_threads';
import { LOOPBACK } from '../fake-vendor/loopback-server';
import type { Listener } from './listener';

/** Listens, says so, and never runs again: what is connected to it is never accepted. */
const ASLEEP = `
const { parentPort, workerData } = require('node:worker_threads');
require('node:net').createServer().listen({ ...workerData, backlog: 1 }, () => {
  parentPort.postMessage('listening');
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
});`;

/** Longer than any connect on loopback takes, in milliseconds. */
const HANGS_AFTER = 100;

/** More than any system keeps waiting for a backlog of 1. */
const MOST_DUMMIES = 32;

/**
 * A port whose SYNs nobody answers, as behind a firewall that drops them, and without leaving loopback.
 *
 * Why that works: the kernel shakes hands for a listener as long as its queue of connections that wait for `accept` has
 * room. The listener's thread sleeps, so that nothing leaves the queue; dummy connections fill it, one after the other;
 * from then on Linux drops what asks for another, and the client asks again, for minutes. Elsewhere it was not tried.
 *
 * @throws the error of `listen`, or of a system that refuses what it has no room for, or never runs out of it
 */
export async function listenUnreachable(port: number): Promise<Listener> {
  const worker = new Worker(ASLEEP, { eval: true, workerData: { host: LOOPBACK, port } });
  worker.unref();
  await once(worker, 'message');
  const dummies: Socket[] = [];
  const close = async () => {
    // The last one still asks, and would be let in by whoever listens next.
    for (const dummy of dummies) {
      dummy.destroy();
    }
    await worker.terminate();
  };
  try {
    while (await connects(port, dummies)) {
      if (dummies.length === MOST_DUMMIES) {
        throw new Error(`This system keeps accepting connections to port ${port}: it cannot play an unreachable host.`);
      }
    }
  } catch (error) {
    await close();
    throw error;
  }
  return { close };
}

function connects(port: number, dummies: Socket[]): Promise<boolean> {
  const dummy = connect(port, LOOPBACK);
  dummies.push(dummy);
  return new Promise((resolve, reject) => {
    dummy.once('connect', () => resolve(true));
    // Later it dies with its listener, and nobody minds.
    dummy.on('error', reject);
    // A busy process may come to its timers before it comes to a connection that has long been made: let it look.
    setTimeout(() => setImmediate(() => resolve(false)), HANGS_AFTER);
  });
}
