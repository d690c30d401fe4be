import type { Colours } from './colours';

/** The column in which the seconds begin. */
const COLUMN = 66;

/**
 * Prints a line for each step: its name when it begins, and its seconds when it ends. It only appends text, so a log
 * file reads like a terminal.
 */
export class Progress {
  private begun?: number;
  private isEmpty = true;
  private isAfterBlock = false;

  constructor(
    private readonly write: (text: string) => void,
    readonly colours: Colours,
    private readonly now: () => number = () => performance.now(),
  ) {}

  /** Ends the step before, and begins another. */
  begin(what: string): void {
    this.end();
    this.begun = this.now();
    if (this.isAfterBlock) this.write('\n');
    this.isEmpty = false;
    this.isAfterBlock = false;
    this.write(`${what} `.padEnd(COLUMN));
  }

  /** Ends the step, if one has begun. */
  end(): void {
    if (this.begun !== undefined) this.close(`${((this.now() - this.begun) / 1000).toFixed(1)} s`);
  }

  /** Ends the step, if one has begun, with a word in place of the seconds. */
  fail(word: string): void {
    if (this.begun !== undefined) this.close(word);
  }

  /** Runs a whole step. If it throws, its line stays open for `fail`. */
  async step<T>(what: string, work: () => Promise<T>): Promise<T> {
    this.begin(what);
    const result = await work();
    this.end();
    return result;
  }

  /** Prints lines, with an empty line before and after them. */
  block(...lines: readonly string[]): void {
    this.end();
    if (!this.isEmpty) this.write('\n');
    this.isEmpty = false;
    this.isAfterBlock = true;
    this.write(`${lines.join('\n')}\n`);
  }

  private close(word: string): void {
    this.begun = undefined;
    this.write(`${this.colours.dim(word.padStart(7))}\n`);
  }
}
