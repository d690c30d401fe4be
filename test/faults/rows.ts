/** A test, as jest reports it. */
export interface Reported {
  readonly title: string;
  readonly status: string;
  /** Milliseconds. */
  readonly duration?: number | null;
}

/** A row of a table of faults: a fault that a registration must survive. */
export interface Row {
  /** Its number, as its tests' names begin with it. */
  readonly number: string;
  readonly passed: boolean;
  readonly tests: number;
  /** Milliseconds, all its tests together. */
  readonly duration: number;
}

/** The tables: between CloudFormation and the function, and between the function and the vendor. */
export const TABLES = [
  { name: 'CloudFormation', prefix: '', rows: 52 },
  { name: 'vendor', prefix: 'V', rows: 36 },
] as const;

/**
 * The rows of a table: one has passed when there are tests whose names begin with its number, and all of them have. A
 * test that was skipped has not.
 */
export function rowsOf({ prefix, rows }: (typeof TABLES)[number], tests: readonly Reported[]): Row[] {
  return Array.from({ length: rows }, (_, index) => {
    const number = `${prefix}${index + 1}`;
    const own = tests.filter(({ title }) => title.startsWith(`${number} `));
    return {
      number,
      passed: own.length > 0 && own.every(({ status }) => status === 'passed'),
      tests: own.length,
      duration: own.reduce((sum, { duration }) => sum + (duration ?? 0), 0),
    };
  });
}
