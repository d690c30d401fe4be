import { duel, type Row } from './duel';
import { readCommand, USAGE, UsageError } from './options';
import { holds, source, table } from './table';
import { Workers } from './workers';

/** Exit codes: 2 for what cannot be understood, or done; 1 for something that did not hold. */
const BAD_USAGE = 2;
const DID_NOT_HOLD = 1;

/** How often the progress is told, in milliseconds. */
const TELL_EVERY = 10_000;

async function main(): Promise<number> {
  const options = readCommand(process.argv.slice(2));
  if (options === 'help') {
    process.stdout.write(USAGE);
    return 0;
  }
  const { histories, seed, only, json } = options;
  const say = (text: string) => (json ? undefined : console.log(text));
  const date = new Date().toISOString().slice(0, 10);
  say(`${date}, seed ${seed}: 100 histories without faults, then ${histories} with faults, the same for all.\n`);
  const rows: Row[] = [];
  const workers = new Workers();
  try {
    for (const name of only) {
      const row = await duel(name, options, workers, progress(name));
      say(source(row));
      rows.push(row);
    }
  } finally {
    workers.end();
  }
  say(`\nPer 1,000 histories, those that left\n\n${table(rows, histories)}`);
  if (json) {
    console.log(JSON.stringify({ date, seed, histories, rows }));
  }
  return rows.every(holds) ? 0 : DID_NOT_HOLD;
}

function progress(name: string): (lived: number) => void {
  let told = performance.now();
  return (lived) => {
    if (performance.now() - told > TELL_EVERY) {
      told = performance.now();
      console.error(`  ${name}: ${lived} histories`);
    }
  };
}

main().then(
  (exitCode) => {
    process.exitCode = exitCode;
  },
  (error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.message : error}\n`);
    process.stderr.write(error instanceof UsageError ? 'See npm run duel -- --help.\n' : '');
    process.exitCode = BAD_USAGE;
  },
);
