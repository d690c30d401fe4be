import type { IAlarm } from 'aws-cdk-lib/aws-cloudwatch';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import { Duration } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { checkExportSchedule } from './export-checks';
import type { BitmovinExportScheduleProps } from './export-props';
import { DEFAULT_DELAY, ExportTicks } from './export-ticks';

/**
 * An export of Bitmovin Analytics of each past hour or day, each to a folder of its own date, and each once.
 *
 * A function looks every ten minutes what is due, begins it, and looks how it is until it is finished. What ends in ERROR
 * is begun again, a few times, and an alarm goes off; what could not be exported in its time is exported later. It begins
 * with the last hour or day that is over at the first deploy: what was before is a `BitmovinExportTask`.
 *
 * A window that was exported is not exported again, by no later deploy and by no stack that is made anew on the same
 * bucket. Another folder, license or interval is another schedule.
 */
export class BitmovinExportSchedule extends Construct {
  /** Goes off when an export ends in ERROR, is given up, cannot be begun, or takes longer than a day. */
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
