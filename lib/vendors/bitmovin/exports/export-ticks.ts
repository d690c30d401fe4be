import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import type { IBucket } from 'aws-cdk-lib/aws-s3';
import { CfnSchedule } from 'aws-cdk-lib/aws-scheduler';
import { Duration, Names } from 'aws-cdk-lib/core';
import type { Construct } from 'constructs';
import { refuse } from '../../../validation/refuse';
import type { Told } from '../../../validation/told';
import { WIRE_FORMAT } from '../../../vendor-api/contract';
import { BitmovinAnalyticsOutput } from '../analytics/analytics-output';
import { bitmovinApi } from '../bitmovin-api';
import { ANALYTICS_EXPORTS, BASE_URL } from '../facts';
import { BitmovinExportFileFormat, BitmovinExportType } from './enums';
import { type EXPORT_PROPS, outputFolder } from './export-checks';
import {
  EXPORT_DIMENSION,
  EXPORT_ERRORS_METRIC,
  EXPORT_FORMAT,
  type ExportWire,
  METRICS_NAMESPACE,
  type WindowsWire,
} from './export-contract';
import { ExportFunction } from './export-function';
import { exportInput } from './export-input';
import type { BitmovinExportProps } from './export-props';

/** The minutes between two looks at open windows. A look without work reads one object of S3. */
const EVERY = 10;

/** How long after a window's end its export starts by default. */
export const DEFAULT_DELAY = Duration.hours(1);

/** The parts of one construct's exports: a schedule that calls the stack's function, and an alarm. */
export class ExportTicks {
  public readonly fn: ExportFunction;
  public readonly schedule: CfnSchedule;
  public readonly alarm: cloudwatch.Alarm;

  /** @param scope gets the children: `Ticks` and `Alarm` */
  constructor(scope: Construct, props: BitmovinExportProps, windows: WindowsWire) {
    const label = Names.uniqueResourceName(scope, { maxLength: 100, separator: '-' });
    const ledgers = ledgerBucketOf(props);
    this.fn = ExportFunction.of(scope);
    this.fn.useSecret(props.apiKey.secret);
    this.fn.useLedgers(ledgers);
    props.deadLetterQueue?.grantSendMessages(this.fn.caller);
    if (props.permissionsBoundary) {
      this.fn.holdTo(props.permissionsBoundary);
    }

    const wire = wireOf(props, windows, label, ledgers.bucketName);
    this.fn.useApi(wire.create.Api);
    this.schedule = new CfnSchedule(scope, 'Ticks', {
      description: `Exports from Bitmovin Analytics: ${scope.node.path}`.slice(0, 512),
      scheduleExpression: `rate(${EVERY} minutes)`,
      flexibleTimeWindow: { mode: 'OFF' },
      target: {
        arn: this.fn.fn.functionArn,
        roleArn: this.fn.caller.roleArn,
        input: exportInput(scope, wire),
        // A late tick does no more than the next one.
        retryPolicy: { maximumEventAgeInSeconds: EVERY * 60, maximumRetryAttempts: 2 },
        ...(props.deadLetterQueue && { deadLetterConfig: { arn: props.deadLetterQueue.queueArn } }),
      },
    });
    // The first tick comes at once. It needs all grants of the function, and the role by which Bitmovin writes.
    this.schedule.node.addDependency(this.fn, props.output);

    this.alarm = new cloudwatch.Alarm(scope, 'Alarm', {
      alarmDescription: `${scope.node.path}: an export ended in ERROR, was given up, or could not be begun`,
      metric: new cloudwatch.Metric({
        namespace: METRICS_NAMESPACE,
        metricName: EXPORT_ERRORS_METRIC,
        dimensionsMap: { [EXPORT_DIMENSION]: label },
        statistic: cloudwatch.Stats.SUM,
        period: Duration.minutes(EVERY),
      }),
      threshold: 1,
      comparisonOperator: cloudwatch.ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
      evaluationPeriods: 1,
      treatMissingData: cloudwatch.TreatMissingData.NOT_BREACHING,
    });
    if (props.alarmTopic) {
      this.alarm.addAlarmAction(new SnsAction(props.alarmTopic));
      this.fn.tell(props.alarmTopic);
    }
  }
}

function wireOf(props: BitmovinExportProps, windows: WindowsWire, label: string, bucket: string): ExportWire {
  const { output, apiKey, apiBaseUrl = BASE_URL, licenseKey, description, columns } = props;
  return {
    format: EXPORT_FORMAT,
    label,
    bucket,
    create: {
      Format: WIRE_FORMAT,
      Api: bitmovinApi(apiBaseUrl, ANALYTICS_EXPORTS, apiKey, output.tenantOrgId)._apiWire(),
      Call: { method: 'POST', path: ANALYTICS_EXPORTS },
    },
    windows,
    task: {
      name: props.taskName ?? label,
      description,
      licenseKey,
      outputId: output.outputId,
      outputPath: outputFolder(props),
      // Always sent, so that nothing depends on the vendor's defaults.
      type: props.exportType ?? BitmovinExportType.SESSIONS,
      fileFormat: props.fileFormat ?? BitmovinExportFileFormat.CSV,
      columns,
    } satisfies Told<typeof EXPORT_PROPS>,
    attempts: props.attempts ?? 3,
  };
}

function ledgerBucketOf({ ledgerBucket, output }: BitmovinExportProps): IBucket {
  return (
    ledgerBucket ??
    (output instanceof BitmovinAnalyticsOutput
      ? output.bucket
      : refuse(
          'ledgerBucket',
          ledgerBucket,
          'is missing, and of this output only the id is known',
          'give the bucket that it writes to',
        ))
  );
}
