import { gapsOf } from './gaps';
import type { ConformanceOptions } from './options';
import { ConformanceReport, type ConformanceRow } from './report';
import { Stage } from './stage';
import { type Subject, Synthesis } from './synthesis';
import { Findings, type Trial } from './trial';
import { ACCESS } from './trials/access';
import { CALLS } from './trials/call';
import { DELIVERIES } from './trials/delivery';
import { FINDING } from './trials/finding';
import { LIFE } from './trials/life';
import { LOST_ANSWERS } from './trials/lost';
import { stormOf } from './trials/storm';

/** The trials of each subject. */
const TRIALS: Readonly<Record<Subject, readonly Trial[]>> = {
  registration: [...LIFE, ...LOST_ANSWERS, ...DELIVERIES, ...ACCESS, ...FINDING],
  call: CALLS,
};

/**
 * Tries a vendor's description against the vendor's fake. It runs the function that a deploy would run, under the
 * CloudFormation simulator and on a fake clock. Answers get lost, and events arrive twice. Each trial is judged by the
 * records that the fake holds in the end. The function's own answer does not count.
 *
 * @returns the report, which it has printed too
 * @throws the error of `register` or `fake`, such as a description that fails at synth; and for an unknown trial's name
 */
export async function conformance(options: ConformanceOptions): Promise<ConformanceReport> {
  const { print = (report) => process.stdout.write(report) } = options;
  const synthesis = new Synthesis(options.register);
  const set = () => Stage.set(options, synthesis);
  try {
    const rows: ConformanceRow[] = [];
    const sample = await set();
    await sample.strike();
    const all = [...TRIALS[sample.subject], ...stormsOf(options, sample)];
    const trials = chosen(options.trials, all);
    for (const trial of trials.filter(({ concerns }) => concerns?.(sample) ?? true)) {
      const lacking = trial.lacks?.(sample);
      rows.push(
        lacking === undefined
          ? await tried(trial, set)
          : { trial: trial.name, result: 'not described', why: [lacking] },
      );
    }
    const report = new ConformanceReport(options.vendor, rows, gapsOf(sample.description));
    print(report.toString());
    return report;
  } finally {
    synthesis.end();
  }
}

/** The trial of random lives, where there are to be some. A call has no life: nothing of it is to be removed. */
function stormsOf({ storm = 0 }: ConformanceOptions, { subject }: Stage): readonly Trial[] {
  if (!Number.isSafeInteger(storm) || storm < 0) {
    throw new Error(`storm ${storm} is not a number of lives: write a whole number from 0.`);
  }
  return storm > 0 && subject === 'registration' ? [stormOf(storm)] : [];
}

function chosen(names: readonly string[] | undefined, all: readonly Trial[]): readonly Trial[] {
  const unknown = names?.find((name) => !all.some((trial) => trial.name === name));
  if (unknown !== undefined) {
    throw new Error(`There is no trial '${unknown}': there are ${all.map(({ name }) => name).join(', ')}.`);
  }
  return all.filter(({ name }) => names?.includes(name) ?? true);
}

/** Runs a trial until it ends or finds a fault. Each turn has a stage of its own. */
async function tried({ name, run }: Trial, set: () => Promise<Stage>): Promise<ConformanceRow> {
  const found = new Findings();
  let more: unknown = true;
  for (let turn = 0; more === true && found.all.length === 0; turn++) {
    const stage = await set();
    try {
      more = await run(stage, found, turn);
    } catch (error) {
      found.expect(false, error instanceof Error ? error.message : String(error));
    } finally {
      await stage.strike();
    }
  }
  return { trial: name, result: found.all.length === 0 ? 'passed' : 'failed', why: found.all };
}
