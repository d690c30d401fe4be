import type { IBucket } from 'aws-cdk-lib/aws-s3';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import type { Duration } from 'aws-cdk-lib/core';
import type { VendorSecret } from '../../../vendor-api/vendor-secret';
import type { IBitmovinAnalyticsOutput } from '../analytics/analytics-output-interface';
import type { BitmovinExportFileFormat, BitmovinExportInterval, BitmovinExportType } from './enums';

/** What every export of Bitmovin Analytics says, once or on a schedule. */
export interface BitmovinExportProps {
  /** The output that is exported to. It is in the organisation whose data is exported. */
  readonly output: IBitmovinAnalyticsOutput;

  /** The API key, in Secrets Manager. It is sent as `X-Api-Key`, to `apiBaseUrl` alone. */
  readonly apiKey: VendorSecret;

  /**
   * The Analytics license whose data is exported. This is the key that players are set up with, in a page that anybody
   * can read, and no secret: it says whose data, and gives no access to it (vendor's guide on enabling analytics).
   */
  readonly licenseKey: string;

  /**
   * The folder in the bucket that is exported to, inside the output's `prefix`. A slash is added at its end where it has
   * none. Bitmovin writes one file for each hour, such as `2026-01-31-05-00.csv`.
   */
  readonly outputPath: string;

  /**
   * What data is exported.
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
   * What the export tasks are called at the vendor. A tag of about 45 characters is appended, by which a task is found
   * again: please leave it there.
   *
   * @default - the construct's path, made short
   */
  readonly taskName?: string;

  /**
   * The export tasks' description at the vendor.
   *
   * @default - none
   */
  readonly description?: string;

  /**
   * How long after a window's end it is exported, so that data which reaches Bitmovin late is in it. No document says how
   * late that may be.
   *
   * @default Duration.hours(1)
   */
  readonly delay?: Duration;

  /**
   * How many tasks a window gets at the most, where they end in ERROR: 1 to 10. The second follows an hour after the
   * first has ended, the third two hours after the second, and so on. All write the same files to the same folder. One
   * more, later, gives the windows that failed another chance, as long as they are not too old.
   *
   * @default 3
   */
  readonly attempts?: number;

  /**
   * Where it is kept in mind what was exported: one small object under `.cdk-vendor-access/`. Another bucket knows
   * nothing of what was exported before.
   *
   * @default - the output's bucket; required for an output of `BitmovinAnalyticsOutput.fromOutputId`
   */
  readonly ledgerBucket?: IBucket;

  /**
   * Is told of alarms: of these exports, and of the function that all exports of the stack share.
   *
   * @default - nobody: add actions of your own to `alarm`
   */
  readonly alarmTopic?: ITopic;

  /**
   * Where the vendor's API is: a proxy of yours, or a fake. https, or http on loopback.
   *
   * @default https://api.bitmovin.com/v1
   */
  readonly apiBaseUrl?: string;
}

/** One export, of one span of time. */
export interface BitmovinExportTaskProps extends BitmovinExportProps {
  /** Where it begins: ISO 8601 in UTC, such as `2026-01-01T00:00:00Z`. */
  readonly startTime: string;

  /**
   * Where it ends: ISO 8601 in UTC. Data of this very moment belongs to what comes after. In the future is fine: it is
   * exported when that is over.
   */
  readonly endTime: string;
}

/** An export of each past hour or day. */
export interface BitmovinExportScheduleProps extends BitmovinExportProps {
  /** How much time each export covers. Its files go to a folder of its own, `2026/01/31/` or `2026/01/31/05/`. */
  readonly every: BitmovinExportInterval;

  /**
   * How far back a window is still exported that could not be in its time: at least one window, at most 366 days. What is
   * older is given up, with an alarm. Bitmovin keeps data for 30 days unless a license has more (vendor's guide on its
   * Analytics API).
   *
   * @default Duration.days(7)
   */
  readonly backfill?: Duration;
}
