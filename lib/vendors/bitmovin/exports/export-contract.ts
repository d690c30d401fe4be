import type { CallWire } from '../../../vendor-api/contract';

/**
 * The wire between the constructs, which write this at synth as the input of a schedule, and the function that exports,
 * which parses it at each tick. Types, and the names that both sides must agree on, so that neither imports the other.
 *
 * It is JSON, so numbers stay numbers. Text that only the deploy knows travels as {@link Encoded}.
 */
export interface ExportWire {
  readonly format: string;
  /** Who exports, in the log and as the metrics' dimension: the construct's path. */
  readonly label: string;
  /** The bucket that the output writes to, where the ledger is kept, too. */
  readonly bucket: string;
  /** The request that makes an export task: where the API is, how one signs in, the path. */
  readonly create: CallWire;
  readonly windows: WindowsWire;
  readonly task: ExportTaskWire;
  /** How many exports of one window are begun at the most, where they end in ERROR. */
  readonly attempts: number;
}

/** Raised with any change that an older function would misread. */
export const EXPORT_FORMAT = '1';

/** What is exported: one window, or each that has passed. */
export type WindowsWire = OnceWire | EachWire;

/** One window. The times are ISO 8601 in UTC. */
export interface OnceWire {
  readonly kind: 'once';
  readonly start: string;
  readonly end: string;
  /** How long after the end it is exported, in milliseconds. */
  readonly delay: number;
}

/** Each past hour, or day, of UTC. */
export interface EachWire {
  readonly kind: 'each';
  readonly every: 'HOUR' | 'DAY';
  /** How long after its end a window is exported, in milliseconds. */
  readonly delay: number;
  /** How far back a window is still exported, in milliseconds. */
  readonly backfill: number;
}

/** What each export task says, beside its window. */
export interface ExportTaskWire {
  readonly name: string;
  readonly description?: string;
  readonly licenseKey: string;
  readonly outputId: string;
  /** With a slash at its end; the window's date follows where there are many. */
  readonly outputPath: string;
  readonly type: string;
  readonly fileFormat: string;
  readonly columns?: readonly string[];
}

/** Text in Base64, which no quote in it can break out of: the deploy puts its value into the middle of JSON. */
export interface Encoded {
  readonly base64: string;
}

/** Where the ledgers are, in the bucket that the output writes to. */
export const LEDGER_PREFIX = '.cdk-vendor-access/bitmovin-exports/';

/** The metric that an alarm watches, and its one dimension. */
export const EXPORT_ERRORS_METRIC = 'ExportErrors';
export const EXPORT_DIMENSION = 'Export';

/** The namespace of every metric of this library. */
export const METRICS_NAMESPACE = 'cdk-vendor-access';
