/** The result of one trial. */
export interface ConformanceRow {
  readonly trial: string;
  readonly result: 'passed' | 'failed' | 'not described';
  /** The faults, or the reason why the trial did not run; empty where it passed. */
  readonly why: readonly string[];
}

/** The results of all trials. */
export class ConformanceReport {
  /** @internal */
  constructor(
    /** The vendor's name. */
    readonly vendor: string,
    readonly rows: readonly ConformanceRow[],
    /** The parts that the description does not have, each with the effect. */
    readonly gaps: readonly string[],
  ) {}

  /** Whether no trial has failed. */
  get ok(): boolean {
    return this.rows.every(({ result }) => result !== 'failed');
  }

  /** The row of a trial; undefined for an unknown name. */
  row(trial: string): ConformanceRow | undefined {
    return this.rows.find((row) => row.trial === trial);
  }

  /** The report as text: a line for each trial, and the parts that the description does not have. */
  toString(): string {
    const count = (result: ConformanceRow['result']) =>
      `${this.rows.filter((row) => row.result === result).length} ${result}`;
    const wide = Math.max(...this.rows.map(({ trial }) => trial.length));
    const lines = this.rows.flatMap(({ trial, result, why }) => {
      const [first = '', ...more] = why;
      const indent = ' '.repeat(wide + 19);
      return [
        `  ${result.padEnd(13)}  ${trial.padEnd(wide)}  ${first}`.trimEnd(),
        ...more.map((line) => `${indent}${line}`),
      ];
    });
    const gaps =
      this.gaps.length === 0 ? [] : ['', 'The description does not say', ...this.gaps.map((gap) => `  ${gap}`)];
    const counts = [count('passed'), count('failed'), count('not described')].join(', ');
    return [`${this.vendor}: ${counts}`, '', ...lines, ...gaps, ''].join('\n');
  }
}
