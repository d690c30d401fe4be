import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { Worker } from 'node:worker_threads';
import { LOOPBACK } from '../fake-vendor/loopback-server';
import type { Listener } from './listener';

/** The code of a thread that listens, reports it, and then sleeps for ever. So it accepts no connection. */
const ASLEEP = `
const { parentPort, workerData } = require('node:worker_threads');
require('node:net').createServer().listen({ ...workerData, backlog: 1 }, () => {
  parentPort.postMessage('listening');
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
});`;

/** Longer than any connect on loopback takes, in milliseconds. */
const HANGS_AFTER = 100;

/** More connections than any system queues for a backlog of 1. */
const MOST_DUMMIES = 32;

/**
 * A port that answers no SYN, like a port behind a firewall, without leaving loopback.
 *
 * The kernel completes handshakes for a listener while its queue of unaccepted connections has room. The listener's
 * thread sleeps, so no connection leaves the queue. Dummy connections fill it one by one. From then on Linux drops
 * every new SYN, and the client repeats it for minutes. It was not tried on other systems.
 *
 * @throws the error of `listen`; and where the system refuses further connections, or its queue has no limit
 */
export async function listenUnreachable(port: number): Promise<Listener> {
  const worker = new Worker(ASLEEP, { eval: true, workerData: { host: LOOPBACK, port } });
  worker.unref();
  await once(worker, 'message');
  const dummies: Socket[] = [];
  const close = async () => {
    // The last dummy still repeats its SYN. Without this it would reach the next listener at this port.
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
    // Later a dummy dies with its listener, and its error has no effect.
    dummy.on('error', reject);
    // A busy process may run its timers before it sees a finished connection. The immediate lets it look first.
    setTimeout(() => setImmediate(() => resolve(false)), HANGS_AFTER);
  });
}
