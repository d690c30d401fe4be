import type { IAlarm } from 'aws-cdk-lib/aws-cloudwatch';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import { Duration } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { checkExportSchedule } from './export-checks';
import type { BitmovinExportScheduleProps } from './export-props';
import { DEFAULT_DELAY, ExportTicks } from './export-ticks';

/**
 * Exports every past hour or day of Bitmovin Analytics once, each to a folder with its date.
 *
 * Every ten minutes, a function looks which windows are due. It starts each export and watches it until its end. It
 * repeats an export that ends in ERROR a few times, and an alarm goes off. It exports a missed window later. The first
 * window is the last hour or day before the first deploy. For earlier data, use a `BitmovinExportTask`.
 *
 * The function exports no window twice, also in later deploys, and in a new stack on the same bucket. Another folder,
 * license or interval makes another schedule.
 */
export class BitmovinExportSchedule extends Construct {
  /** Goes off when an export ends in ERROR, is given up, cannot start, or takes longer than a day. */
  public readonly alarm: IAlarm;

  /** The schedule that calls the function. */
  public readonly scheduleName: string;

  /** The function that all exports of the stack share. */
  public readonly exportFunction: IFunction;

  constructor(scope: Construct, id: string, props: BitmovinExportScheduleProps) {
    super(scope, id);
    checkExportSchedule(props);
    const { every, delay = DEFAULT_DELAY, backfill = Duration.days(7) } = props;
    const ticks = new ExportTicks(this, props, {
      kind: 'each',
      every,
      delay: delay.toMilliseconds(),
      backfill: backfill.toMilliseconds(),
    });
    this.alarm = ticks.alarm;
    this.scheduleName = ticks.schedule.ref;
    this.exportFunction = ticks.fn.fn;
  }
}
