import { parseArgs } from 'node:util';
import { called, FORGERIES } from './forgeries';
import { MUTANTS, mutation } from './mutants';
import { Subject } from './subject';
import { inWorkers } from './workers';

const HELP = `Takes the handler's safeguards away, one at a time, and lives through random histories until one goes wrong.

  npm run test:mutants -- [--runs 3000] [--seed 1]

Exits with 1 if a handler without a safeguard came through all of them: they do not test it.`;

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      runs: { type: 'string', default: '3000' },
      seed: { type: 'string', default: '1' },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) {
    console.log(HELP);
    return 0;
  }
  const [runs, seed] = [Number(values.runs), Number(values.seed)];
  if (!Number.isSafeInteger(runs) || runs < 1 || !Number.isSafeInteger(seed)) {
    console.error(`--runs ${values.runs} --seed ${values.seed}: both are whole numbers, runs at least 1.`);
    return 2;
  }
  let green = 0;
  const all = MUTANTS.map(({ forgery }, mutant) => ({ seed, from: 0, to: runs, mutant, forgery }));
  const tasks = all.filter(({ forgery }) => forgery === undefined);
  for (const mutant of MUTANTS.filter(({ forgery }) => forgery !== undefined)) {
    const { name, forgery = 'nothing is under way' } = mutant;
    const urls = await called(await Subject.bundle(mutation(mutant)), FORGERIES[forgery]);
    green += urls.length === 0 ? 1 : 0;
    console.log(`${urls.length === 0 ? 'GREEN' : 'red  '} ${name}: ${forgery}: ${urls[0] ?? 'nothing was called'}`);
  }
  await inWorkers(tasks, ({ mutant = 0 }, { lived, failed }) => {
    const wrong = failed.at(-1)?.found.find(({ excuse }) => excuse === undefined)?.wrong;
    green += wrong === undefined ? 1 : 0;
    console.log(
      `${wrong === undefined ? 'GREEN' : 'red  '} ${MUTANTS[mutant]?.name}: ${wrong ?? 'nothing wrong'} after ${lived}`,
    );
  });
  console.log(`${MUTANTS.length - green} of ${MUTANTS.length} mutants were caught`);
  return green === 0 ? 0 : 1;
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
