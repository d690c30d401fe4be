import { parseArgs } from 'node:util';
import { appRatio } from './app';
import { cloudFormationCalls } from './cloudformation-calls';
import { handlerKilobytes, handlerLoadRatio } from './load';
import { peers, peersTable } from './peers/measure';
import { resources, synthRatio } from './synth';
import { vendorCalls } from './vendor-calls';

const USAGE = `Measures what the library costs, on this machine, in this run.

  npm run bench [-- --json]

It then puts the library beside other ways to do the same job, in stacks of 1 to 240 outputs.

  --json   one object on standard output, and nothing else
  --help   this text
`;

/** One figure, with its name, its upper limit and the function that measures it. */
interface Row {
  readonly key: string;
  readonly what: string;
  readonly most: number;
  readonly measure: () => number | Promise<number>;
}

const ROWS: readonly Row[] = [
  { key: 'resourcesOne', what: 'resources for one output with its own bucket', most: 8, measure: () => resources(1) },
  {
    key: 'resourcesFurther',
    what: 'resources for each further output on that bucket and secret',
    most: 2,
    measure: () => (resources(11) - resources(1)) / 10,
  },
  {
    key: 'vendorCallsCreate',
    what: 'vendor calls for a clean create, 100 records at the vendor',
    most: 3,
    measure: () => vendorCalls(100),
  },
  {
    key: 'cloudFormationCallsCreate',
    what: 'calls to CloudFormation for a Create',
    most: 4,
    measure: async () => (await cloudFormationCalls()).Create,
  },
  {
    key: 'cloudFormationCallsUpdate',
    what: 'calls to CloudFormation for an Update',
    most: 4,
    measure: async () => (await cloudFormationCalls()).Update,
  },
  {
    key: 'cloudFormationCallsDelete',
    what: 'calls to CloudFormation for a Delete',
    most: 2,
    measure: async () => (await cloudFormationCalls()).Delete,
  },
  {
    key: 'synthRatio',
    what: 'construct and synth 100 outputs, against the same template by hand (×)',
    most: 1.2,
    measure: () => synthRatio(100, 25),
  },
  {
    key: 'appRatio',
    what: 'a whole app with one output, import to synth, against by hand (×)',
    most: 1.1,
    measure: () => appRatio(11),
  },
  { key: 'handlerKB', what: 'handler bundle, minified (KB)', most: 600, measure: handlerKilobytes },
  {
    key: 'handlerLoadRatio',
    what: 'loading the handler, against the bare AWS clients in it (×)',
    most: 1.3,
    measure: () => handlerLoadRatio(11),
  },
];

/** Stacks of each size and contestant whose median is taken. */
const PEER_ROUNDS = 5;

async function main(): Promise<void> {
  const { values } = parseArgs({ options: { json: { type: 'boolean' }, help: { type: 'boolean' } } });
  if (values.help) {
    process.stdout.write(USAGE);
    return;
  }
  // CDK reads this at synth. Its validation of templates would take most of the time, with the library and by hand.
  process.env.CDK_VALIDATION = 'false';
  const figures: Record<string, unknown> = {};
  for (const { key, what, most, measure } of ROWS) {
    const figure = Math.round((await measure()) * 100) / 100;
    figures[key] = figure;
    if (figure > most) {
      process.exitCode = 1;
    }
    if (!values.json) {
      console.log(
        `${what.padEnd(72)} ${String(figure).padStart(7)}   at most ${most}${figure > most ? '   TOO MUCH' : ''}`,
      );
    }
  }
  const beside = peers(PEER_ROUNDS);
  console.log(values.json ? JSON.stringify({ ...figures, peers: beside }) : `\n${peersTable(beside)}`);
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 2;
});
