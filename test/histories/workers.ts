import { fork } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { carryOut, type Done, type Task } from './task';

/**
 * Carries out tasks in as many processes as there are processors: a history is all computing.
 *
 * @param onDone called with each task that is done, in no order
 * @throws if a process ends before its tasks do
 */
export async function inWorkers(tasks: readonly Task[], onDone: (task: Task, done: Done) => void): Promise<void> {
  const waiting = [...tasks];
  const workers = Array.from({ length: Math.min(availableParallelism(), tasks.length) }, () => work(waiting, onDone));
  await Promise.all(workers);
}

function work(waiting: Task[], onDone: (task: Task, done: Done) => void): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = fork(__filename, { stdio: 'inherit' });
    let task: Task | undefined;
    const next = () => {
      task = waiting.shift();
      if (task) {
        child.send(task);
      } else {
        child.kill();
        resolve();
      }
    };
    child.on('message', (done: Done) => {
      if (task) {
        onDone(task, done);
      }
      next();
    });
    child.on('error', reject);
    child.on('exit', (code, signal) => {
      if (task) {
        reject(new Error(`A worker ended (${signal ?? code}) in the middle of ${JSON.stringify(task)}.`));
      }
    });
    next();
  });
}

// In the child: what it is sent is a task, and its parent's end is its own.
if (require.main === module && process.send) {
  process.on('disconnect', () => process.exit());
  process.on('message', async (task: Task) => {
    process.send?.(await carryOut(task));
  });
}
