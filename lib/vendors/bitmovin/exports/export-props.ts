import type { IManagedPolicy } from 'aws-cdk-lib/aws-iam';
import type { IBucket } from 'aws-cdk-lib/aws-s3';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import type { Duration } from 'aws-cdk-lib/core';
import type { VendorSecret } from '../../../vendor-api/vendor-secret';
import type { IBitmovinAnalyticsOutput } from '../analytics/analytics-output-interface';
import type { BitmovinExportFileFormat, BitmovinExportInterval, BitmovinExportType } from './enums';

/** What every export of Bitmovin Analytics needs, once or on a schedule. */
export interface BitmovinExportProps {
  /** The output to export to. It must be in the organisation whose data is exported. */
  readonly output: IBitmovinAnalyticsOutput;

  /** The API key, in Secrets Manager. The function sends it as `X-Api-Key`, and only to `apiBaseUrl`. */
  readonly apiKey: VendorSecret;

  /**
   * The Analytics license whose data is exported. Players use this key, in a page that anybody can read, so it is no
   * secret. It names the data, and gives no access to it (vendor's guide on enabling analytics).
   */
  readonly licenseKey: string;

  /**
   * The folder to export to, inside the output's `prefix`. The construct adds a slash at its end where it has none.
   * Bitmovin writes one file for each hour, such as `2026-01-31-05-00.csv`.
   */
  readonly outputPath: string;

  /**
   * The kind of data to export.
   *
   * @default BitmovinExportType.SESSIONS
   */
  readonly exportType?: BitmovinExportType;

  /**
   * The files' format.
   *
   * @default BitmovinExportFileFormat.CSV
   */
  readonly fileFormat?: BitmovinExportFileFormat;

  /**
   * The columns, by the names of the vendor's API reference, such as `VIDEO_ID`.
   *
   * @default - all of them
   */
  readonly columns?: string[];

  /**
   * The name of the export tasks at the vendor. The function appends a tag of about 45 characters, and finds the task
   * again by it. Please leave the tag there.
   *
   * @default - the construct's path, shortened
   */
  readonly taskName?: string;

  /**
   * The export tasks' description at the vendor.
   *
   * @default - none
   */
  readonly description?: string;

  /**
   * How long after a window's end its export starts. Data that reaches Bitmovin late is then included. No document says
   * how late data may be.
   *
   * @default Duration.hours(1)
   */
  readonly delay?: Duration;

  /**
   * The most tasks for one window, where they end in ERROR: 1 to 10. The second task starts an hour after the end of
   * the first, the third two hours after the end of the second, and so on. All tasks write the same files to the same
   * folder. A higher number later gives failed windows another chance, as long as they are not too old.
   *
   * @default 3
   */
  readonly attempts?: number;

  /**
   * The bucket for the ledger of past exports: one small object under `.cdk-vendor-access/`. Another bucket forgets
   * which windows were exported before.
   *
   * @default - the output's bucket; required for an output of `BitmovinAnalyticsOutput.fromOutputId`
   */
  readonly ledgerBucket?: IBucket;

  /**
   * The topic for alarms about these exports, and about the function that all exports of the stack share.
   *
   * @default - none: add your own actions to `alarm`
   */
  readonly alarmTopic?: ITopic;

  /**
   * The permissions boundary of the function's role, and of the role by which schedules call it. All exports of a stack
   * share both, so give all of them the same.
   *
   * @default - none
   */
  readonly permissionsBoundary?: IManagedPolicy;

  /**
   * The queue for ticks that EventBridge Scheduler could not deliver to the function. `VendorFunctions` takes a
   * destination for runs of the function that failed.
   *
   * @default - none: the next tick does the work
   */
  readonly deadLetterQueue?: IQueue;

  /**
   * The base URL of the vendor's API, or of your proxy or a fake: https, or http on loopback.
   *
   * @default https://api.bitmovin.com/v1
   */
  readonly apiBaseUrl?: string;
}

/** One export, of one span of time. */
export interface BitmovinExportTaskProps extends BitmovinExportProps {
  /** The start: ISO 8601 in UTC, such as `2026-01-01T00:00:00Z`. */
  readonly startTime: string;

  /**
   * The end: ISO 8601 in UTC. Data of exactly this moment is not included. It may be in the future: the export then
   * starts after it.
   */
  readonly endTime: string;
}

/** An export of each past hour or day. */
export interface BitmovinExportScheduleProps extends BitmovinExportProps {
  /** How much time each export covers. Its files go to their own folder, `2026/01/31/` or `2026/01/31/05/`. */
  readonly every: BitmovinExportInterval;

  /**
   * The age, from its end, up to which a missed window is still exported: at least one window and the delay, at most 366
   * days. The function gives older windows up, with an alarm. Bitmovin keeps data for 30 days unless a license has more (vendor's guide on its
   * Analytics API).
   *
   * @default Duration.days(7)
   */
  readonly backfill?: Duration;
}
