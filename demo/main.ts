import { coloursFor } from './colours';
import { DemoFailure } from './failure';
import { Interruption } from './interruption';
import { howToLookAround } from './keep';
import { type DemoOptions, readCommand, USAGE, UsageError } from './options';
import { Play } from './play';
import { Progress } from './progress';
import { Stage } from './stage';
import { count } from './tries';

/** Exit codes: 2 for a wrong command line, 1 for a demo that failed. */
const BAD_USAGE = 2;
const DID_NOT_HOLD = 1;

async function main(): Promise<number> {
  const command = readCommand(process.argv.slice(2), process.env);
  if (command === 'help') {
    process.stdout.write(USAGE);
    return 0;
  }
  const progress = new Progress((text) => process.stdout.write(text), coloursFor(process.stdout, process.env));
  const interruption = new Interruption(() => {
    progress.fail('stopped');
    process.stderr.write('Stopping what was started.\n');
  });
  try {
    await demo(command, progress, interruption);
    return 0;
  } catch (error) {
    if (interruption.signal.aborted) return interruption.exitCode;
    progress.fail('failed');
    throw error;
  }
}

async function demo({ keep }: DemoOptions, progress: Progress, interruption: Interruption): Promise<void> {
  const begun = performance.now();
  const { bold } = progress.colours;
  progress.block(
    bold('One cdk deploy lets Bitmovin into a bucket, and tells Bitmovin about it.'),
    'All on 127.0.0.1, in about a minute: an emulated AWS that judges by IAM, and a fake Bitmovin.',
  );
  const stage = await Stage.start(progress, interruption.signal);
  try {
    const play = new Play(stage, progress, interruption.signal);
    const deployed = await play.deploy();
    const visited = await play.becomeTheVendor(deployed);
    if (keep) {
      progress.block(
        ...howToLookAround({ variables: stage.environment, context: deployed.context, env: process.env }),
        '',
        bold('Ctrl-C stops it.'),
      );
      await interruption.wait();
      return;
    }
    await play.change(deployed, visited);
    await play.destroy(deployed);
    const seconds = Math.round((performance.now() - begun) / 1000);
    const [allowed, refused] = [count(play.tried, 'allowed'), count(play.tried, 'refused')];
    const records = stage.fake.outputs().length;
    progress.block(
      bold(`Done in ${seconds} s: ${allowed} allowed, ${refused} refused, ${records} records left at the vendor.`),
    );
  } finally {
    await stage.stop();
  }
}

main().then(
  (exitCode) => {
    process.exitCode = exitCode;
  },
  (error: unknown) => {
    if (error instanceof DemoFailure && error.details) process.stderr.write(`\n${error.details}\n`);
    const message = error instanceof Error ? error.message : String(error);
    process.stderr.write(error instanceof UsageError ? `${message}\n` : `The demo failed: ${message}\n`);
    process.exitCode = error instanceof UsageError ? BAD_USAGE : DID_NOT_HOLD;
  },
);
