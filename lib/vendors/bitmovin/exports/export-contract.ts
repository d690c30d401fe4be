import type { CallWire } from '../../../vendor-api/contract';

/**
 * The wire between constructs and exporting function. The constructs write it at synth as the input of a schedule. The
 * function parses it at each tick. The file holds types, and the names that both sides must share, so that neither
 * imports the other.
 *
 * The wire is JSON, so numbers stay numbers. Text that only the deploy knows travels as {@link Encoded}.
 */
export interface ExportWire {
  readonly format: string;
  /** The construct's path. It names the export in the log and in the metrics' dimension. */
  readonly label: string;
  /** The bucket that the output writes to, and that holds the ledger. */
  readonly bucket: string;
  /** The request that makes an export task: the API's place, the sign-in, the path. */
  readonly create: CallWire;
  readonly windows: WindowsWire;
  readonly task: ExportTaskWire;
  /** The most exports of one window, where they end in ERROR. */
  readonly attempts: number;
}

/** A change that an older function would misread gets a new number. */
export const EXPORT_FORMAT = '1';

/** The windows to export: one, or every past one. */
export type WindowsWire = OnceWire | EachWire;

/** One window. The times are ISO 8601 in UTC. */
export interface OnceWire {
  readonly kind: 'once';
  readonly start: string;
  readonly end: string;
  /** How long after the window's end the export starts, in milliseconds. */
  readonly delay: number;
}

/** Every past hour or day, in UTC. */
export interface EachWire {
  readonly kind: 'each';
  readonly every: 'HOUR' | 'DAY';
  /** How long after a window's end its export starts, in milliseconds. */
  readonly delay: number;
  /** The age up to which a window is still exported, in milliseconds. */
  readonly backfill: number;
}

/** The members of each export task, without its window. */
export interface ExportTaskWire {
  readonly name: string;
  readonly description?: string;
  readonly licenseKey: string;
  readonly outputId: string;
  /** The folder, with a slash at its end. In a schedule the window's date follows. */
  readonly outputPath: string;
  readonly type: string;
  readonly fileFormat: string;
  readonly columns?: readonly string[];
}

/** Text in Base64. The deploy puts its value into the middle of JSON, and a quote in it cannot break out. */
export interface Encoded {
  readonly base64: string;
}

/** The folder of the ledgers, in the bucket that the output writes to. */
export const LEDGER_PREFIX = '.cdk-vendor-access/bitmovin-exports/';

/** The metric that an alarm watches, and its one dimension. */
export const EXPORT_ERRORS_METRIC = 'ExportErrors';
export const EXPORT_DIMENSION = 'Export';

/** The namespace of every metric of this library. */
export const METRICS_NAMESPACE = 'cdk-vendor-access';
