import type { IAlarm } from 'aws-cdk-lib/aws-cloudwatch';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import { checkExportTask } from './export-checks';
import type { BitmovinExportTaskProps } from './export-props';
import { DEFAULT_DELAY, ExportTicks } from './export-ticks';

/**
 * Exports one span of time of Bitmovin Analytics to one folder.
 *
 * The deploy does not wait for the export. A function starts it within minutes, and looks at it every ten minutes until
 * its end. If it ends in ERROR, the function repeats it a few times, and an alarm goes off. The function exports
 * nothing twice, also in later deploys, and in a new stack on the same bucket. Another folder, span or license makes
 * another export. Nothing can stop or remove a task at the vendor.
 */
export class BitmovinExportTask extends Construct {
  /** Goes off when the export ends in ERROR, cannot start, or takes longer than a day. */
  public readonly alarm: IAlarm;

  /** The schedule that calls the function. */
  public readonly scheduleName: string;

  /** The function that all exports of the stack share. */
  public readonly exportFunction: IFunction;

  constructor(scope: Construct, id: string, props: BitmovinExportTaskProps) {
    super(scope, id);
    checkExportTask(props);
    const { startTime: start, endTime: end, delay = DEFAULT_DELAY } = props;
    const ticks = new ExportTicks(this, props, { kind: 'once', start, end, delay: delay.toMilliseconds() });
    this.alarm = ticks.alarm;
    this.scheduleName = ticks.schedule.ref;
    this.exportFunction = ticks.fn.fn;
  }
}
