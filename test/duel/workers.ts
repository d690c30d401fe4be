import { type ChildProcess, fork } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { carryOut, type Done, type Task } from './task';

/** As many processes as there are processors: a history is all computing. */
export class Workers {
  readonly #children: ChildProcess[];

  constructor() {
    this.#children = Array.from({ length: availableParallelism() }, () => fork(__filename));
  }

  /**
   * Carries out tasks.
   *
   * @param onDone called with each that is done, in no order
   * @throws what a task throws, and if a process ends before its tasks do
   */
  async carryOut(tasks: readonly Task[], onDone: (task: Task) => void): Promise<readonly Done[]> {
    const waiting = [...tasks];
    const done: Done[] = [];
    const work = async (child: ChildProcess) => {
      for (let task = waiting.shift(); task; task = waiting.shift()) {
        done.push(await ask(child, task));
        onDone(task);
      }
    };
    await Promise.all(this.#children.map(work));
    return done;
  }

  end(): void {
    for (const child of this.#children) {
      child.disconnect();
    }
  }
}

type Answer = { readonly done: Done } | { readonly failure: string };

function ask(child: ChildProcess, task: Task): Promise<Done> {
  return new Promise((resolve, reject) => {
    const ended = (code: number | null, signal: string | null) =>
      reject(new Error(`A worker ended (${signal ?? code}) in the middle of ${JSON.stringify(task)}.`));
    child.once('exit', ended);
    child.once('message', (answer: Answer) => {
      child.off('exit', ended);
      if ('done' in answer) {
        resolve(answer.done);
      } else {
        reject(new Error(`${answer.failure}\nin the middle of ${JSON.stringify(task)}`));
      }
    });
    child.send(task);
  });
}

// In the child: what it is sent is a task, and its parent's end is its own.
if (require.main === module && process.send) {
  process.on('disconnect', () => process.exit());
  process.on('message', async (task: Task) => {
    const answer: Answer = await carryOut(task).then(
      (done) => ({ done }),
      (error: unknown) => ({ failure: error instanceof Error ? String(error.stack) : String(error) }),
    );
    process.send?.(answer);
  });
}
