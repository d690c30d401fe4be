import type { IAlarm } from 'aws-cdk-lib/aws-cloudwatch';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import { checkExportTask } from './export-checks';
import type { BitmovinExportTaskProps } from './export-props';
import { DEFAULT_DELAY, ExportTicks } from './export-ticks';

/**
 * One export of Bitmovin Analytics, of one span of time, to one folder.
 *
 * The deploy does not wait for it: a function begins it within minutes, and looks every ten minutes how it is, until it is
 * finished. Where it ends in ERROR it is begun again, a few times, and an alarm goes off. What was exported once is not
 * exported again, by no later deploy and by no stack that is made anew on the same bucket; another folder, span or license
 * is another export. At the vendor a task can be neither stopped nor removed.
 */
export class BitmovinExportTask extends Construct {
  /** Goes off when the export ends in ERROR, cannot be begun, or takes longer than a day. */
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
