import { App, CfnOutput, Stack } from 'aws-cdk-lib';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import { Topic } from 'aws-cdk-lib/aws-sns';
import {
  BitmovinAnalyticsOutput,
  BitmovinExportFileFormat,
  BitmovinExportInterval,
  BitmovinExportSchedule,
  BitmovinExportTask,
  VendorSecret,
} from 'cdk-vendor-access';

const app = new App();
const stack = new Stack(app, 'Exports');
const apiKey = VendorSecret.fromSecretsManager(Secret.fromSecretNameV2(stack, 'BitmovinKey', 'bitmovin/api-key'));
const output = new BitmovinAnalyticsOutput(stack, 'Analytics', { apiKey, prefix: 'exports/' });

// The key of the Analytics license. Players carry it, so it is no secret.
const licenseKey = '0a1b2c3d-0000-4000-8000-000000000001';
const alarmTopic = new Topic(stack, 'Alarms');

// Exports each past day once, to a folder of its date, such as exports/daily/2026/01/31/.
const daily = new BitmovinExportSchedule(stack, 'Daily', {
  output,
  apiKey,
  licenseKey,
  every: BitmovinExportInterval.DAY,
  outputPath: 'exports/daily/',
  alarmTopic,
});

// Exports January, which ended before the schedule began.
new BitmovinExportTask(stack, 'Before', {
  output,
  apiKey,
  licenseKey,
  startTime: '2026-01-01T00:00:00Z',
  endTime: '2026-02-01T00:00:00Z',
  outputPath: 'exports/before/',
  fileFormat: BitmovinExportFileFormat.PARQUET,
  alarmTopic,
});

new CfnOutput(stack, 'BucketName', { value: output.bucket.bucketName });
new CfnOutput(stack, 'DailyAlarm', { value: daily.alarm.alarmName });
