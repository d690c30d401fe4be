import { parseArgs } from 'node:util';
import { play } from './play';
import { Subject } from './subject';
import type { Failed, Task } from './task';
import { timeline } from './timeline';
import { inWorkers } from './workers';
import type { World } from './world';

const HELP = `Lives through random histories of a stack, in random weather, and judges what they leave.

  npm run test:histories -- [--runs 10000] [--seed N]
  npm run test:histories -- --replay '{"weather":1,"deeds":[…]}'

  --runs    how many histories (default 10000)
  --seed    which (default: by the clock; it is printed)
  --replay  one history, with all that happened in it
Exits with 1 if a history left anything that could have been prevented, with 2 for what it does not understand.`;

/** Histories that one worker takes at a time. */
const CHUNK = 100;

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      runs: { type: 'string', default: '10000' },
      seed: { type: 'string', default: String(Date.now() % 2 ** 31) },
      replay: { type: 'string' },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) {
    console.log(HELP);
    return 0;
  }
  if (values.replay !== undefined) {
    return replay(values.replay);
  }
  const [runs, seed] = [Number(values.runs), Number(values.seed)];
  if (!Number.isSafeInteger(runs) || runs < 1 || !Number.isSafeInteger(seed)) {
    console.error(`--runs ${values.runs} --seed ${values.seed}: both are whole numbers, runs at least 1.`);
    return 2;
  }
  return live(runs, seed);
}

async function live(runs: number, seed: number): Promise<number> {
  console.log(`${runs} histories, seed ${seed}`);
  const tasks: Task[] = [];
  for (let from = 0; from < runs; from += CHUNK) {
    tasks.push({ seed, from, to: Math.min(runs, from + CHUNK) });
  }
  const failed: Failed[] = [];
  const shares = new Map<string, number>();
  let lived = 0;
  await inWorkers(tasks, (_, done) => {
    lived += done.lived;
    failed.push(...done.failed);
    for (const [trait, count] of Object.entries(done.shares)) {
      shares.set(trait, (shares.get(trait) ?? 0) + count);
    }
    if (lived % 1_000 === 0) {
      console.error(`  ${lived} of ${runs}`);
    }
  });
  failed.sort((a, b) => a.number - b.number);
  const bad = failed.filter(({ found }) => found.some(({ excuse }) => excuse === undefined));
  const excused = failed.filter((one) => !bad.includes(one));
  for (const { number, history, found } of bad) {
    console.log(`history ${number} of seed ${seed}: ${found.map(({ wrong, what }) => `${wrong}: ${what}`).join('; ')}`);
    console.log(`  npm run test:histories -- --replay '${JSON.stringify(history)}'`);
  }
  for (const { number, found } of excused) {
    const why = [...new Set(found.map(({ wrong, excuse }) => `${wrong}, ${excuse}`))].join('; ');
    console.log(`not to be saved: history ${number} of seed ${seed}: ${why}`);
  }
  for (const [trait, count] of [...shares].sort(([one], [other]) => one.localeCompare(other))) {
    console.log(`${((100 * count) / lived).toFixed(1).padStart(6)} %  ${trait}`);
  }
  console.log(`${lived} histories: ${bad.length} ended badly, ${excused.length} could not be saved`);
  return bad.length === 0 ? 0 : 1;
}

async function replay(text: string): Promise<number> {
  const subject = await Subject.bundle();
  let world: World | undefined;
  const { found } = await play(JSON.parse(text), (begun) => {
    world = begun;
    return subject.in(begun);
  });
  console.log(world ? timeline(world).join('\n') : '');
  console.log(found.length === 0 ? 'nothing is wrong' : found);
  return found.some(({ excuse }) => excuse === undefined) ? 1 : 0;
}

main().then(
  (code) => {
    process.exitCode = code;
  },
  (error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 2;
  },
);
