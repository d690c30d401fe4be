import type { Colours } from './colours';

/** Where the seconds stand. */
const COLUMN = 66;

/**
 * Tells the reader what is being done: a step's line begins when the step does, and ends with how long it took. Text
 * is only ever appended, so that a file reads the same as a terminal.
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

  /** Begins a step, and ends the one before. */
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

  /** Ends the step, if one has begun, which did not come to its end. */
  fail(word: string): void {
    if (this.begun !== undefined) this.close(word);
  }

  /** A whole step. One that throws is left open, for `fail`. */
  async step<T>(what: string, work: () => Promise<T>): Promise<T> {
    this.begin(what);
    const result = await work();
    this.end();
    return result;
  }

  /** Lines of their own, with an empty one between them and what stands before or after. */
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
