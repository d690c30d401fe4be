import { InvokeCommand } from '@aws-sdk/client-lambda';
import { GetObjectCommand, ListObjectsV2Command, PutObjectCommand } from '@aws-sdk/client-s3';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { CfnSchedule } from 'aws-cdk-lib/aws-scheduler';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { CfnOutput, type Stack } from 'aws-cdk-lib/core';
import {
  type BitmovinAnalyticsOutput,
  BitmovinExportInterval,
  BitmovinExportSchedule,
  BitmovinExportTask,
  VendorSecret,
} from '../../lib';
import { Stage } from './stage';
import { assume, exportTo, refusal } from './vendor';

const KEY = 'canary-export';
let stage: Stage;
beforeEach(async () => {
  stage = await Stage.open(KEY);
});
afterEach(() => stage.close());

/** A schedule and a single export, with what a tick of each is called with: as CloudFormation resolves it. */
function exportsOf(stack: Stack, output: BitmovinAnalyticsOutput): void {
  const secret = Secret.fromSecretCompleteArn(stack, 'ExportKey', stage.secretArn);
  const common = {
    output,
    apiKey: VendorSecret.fromSecretsManager(secret),
    apiBaseUrl: stage.bitmovin.url,
    licenseKey: 'license-1',
    alarmTopic: new Topic(stack, 'Topic'),
  };
  const daily = { ...common, outputPath: 'exports/daily', every: BitmovinExportInterval.DAY };
  const span = { startTime: '2026-01-01T00:00:00Z', endTime: '2026-02-01T00:00:00Z' };
  for (const construct of [
    new BitmovinExportSchedule(stack, 'Daily', daily),
    new BitmovinExportTask(stack, 'January', { ...common, ...span, outputPath: 'exports/january' }),
  ]) {
    const ticks = construct.node.findChild('Ticks');
    const target = ticks instanceof CfnSchedule ? ticks.target : undefined;
    new CfnOutput(stack, `${construct.node.id}Input`, { value: Object(target).input });
    new CfnOutput(stack, `${construct.node.id}Function`, { value: construct.exportFunction.functionName });
  }
}

/** Calls the function as the schedule does, under its own role. */
async function tick(outputs: Record<string, string>, id: 'Daily' | 'January'): Promise<void> {
  const { FunctionError, Payload } = await stage.clients.lambda.send(
    new InvokeCommand({
      FunctionName: outputs[`${id}Function`],
      Payload: Buffer.from(outputs[`${id}Input`] ?? ''),
    }),
  );
  expect([FunctionError, Buffer.from(Payload ?? []).toString('utf8')]).toEqual([undefined, 'null']);
}

/** The ledgers in a bucket, by the folder that is exported to. */
async function ledgersIn(bucket: string): Promise<{ key: string; states: unknown[] }[]> {
  const { s3 } = stage.clients;
  const Prefix = '.cdk-vendor-access/bitmovin-exports/';
  const { Contents = [] } = await s3.send(new ListObjectsV2Command({ Bucket: bucket, Prefix }));
  return Promise.all(
    Contents.map(async ({ Key: key = '' }) => {
      const { Body } = await s3.send(new GetObjectCommand({ Bucket: bucket, Key: key }));
      const text = (await Body?.transformToString()) ?? '';
      expect(text).not.toContain(KEY);
      return { key, states: Object.values(JSON.parse(text).windows).map((window) => Object(window).state) };
    }),
  );
}

it('S0.22 S0.23 S0.24 an export once, and of the past day, from the deploy to the file, and never twice', async () => {
  const name = 'Exporting';
  expect(
    await stage.deploy(name, (stack, output) => exportsOf(stack, output('Out', { prefix: 'exports/' }))),
  ).toMatchObject({ code: 0 });
  const outputs = await stage.outputs(name);
  const { OutBucket: bucket = '', OutOutputId, OutRoleArn, OutExternalId } = outputs;
  const exports = () => stage.bitmovin.exports();

  // A schedule is delivered at least once, and here more often.
  await Promise.all([1, 2, 3].map(() => tick(outputs, 'Daily')));
  await tick(outputs, 'January');
  const end = new Date(new Date(Date.now() - 3_600_000).toISOString().slice(0, 10));
  const start = new Date(end.getTime() - 86_400_000);
  const folder = `exports/daily/${start.toISOString().slice(0, 10).replace(/-/g, '/')}/`;
  expect(exports()).toMatchObject([
    {
      startTime: start.toISOString(),
      endTime: end.toISOString(),
      output: { outputId: OutOutputId, outputPath: folder },
    },
    { startTime: '2026-01-01T00:00:00.000Z', output: { outputId: OutOutputId, outputPath: 'exports/january/' } },
  ]);

  // What Bitmovin then writes it may write there; and what is kept in mind it may not.
  const vendor = await assume(OutRoleArn, OutExternalId);
  for (const { output } of exports()) {
    await exportTo(vendor, bucket, `${output.outputPath}2026-01-01-00-00.csv`);
  }
  const [ledger] = await ledgersIn(bucket);
  const forged = new PutObjectCommand({ Bucket: bucket, Key: ledger?.key, Body: '{}' });
  expect(await refusal(vendor.send(forged))).toMatch(/^AccessDenied/);

  // One comes to its end, and the other to none.
  stage.bitmovin.advanceExports();
  stage.bitmovin.advanceExports('FINISHED');
  await tick(outputs, 'Daily');
  expect((await ledgersIn(bucket)).flatMap(({ states }) => states)).toEqual(['POSTED']);
  await tick(outputs, 'January');
  expect((await ledgersIn(bucket)).flatMap(({ states }) => states)).toEqual([]);

  // Nor does a stack that is made anew on the same bucket, with an output of its own, export again.
  expect(await stage.destroy(name)).toMatchObject({ code: 0 });
  expect(
    await stage.deploy('ExportingAgain', (stack, output) =>
      exportsOf(stack, output('Out', { prefix: 'exports/', bucket: Bucket.fromBucketName(stack, 'Given', bucket) })),
    ),
  ).toMatchObject({ code: 0 });
  const again = await stage.outputs('ExportingAgain');
  expect(again.OutOutputId).not.toBe(OutOutputId);
  await tick(again, 'Daily');
  await tick(again, 'January');
  expect(exports()).toHaveLength(2);
});

it('S0.24 an export that ends in ERROR is noted, and not begun again at once', async () => {
  const name = 'ExportError';
  await stage.deploy(name, (stack, output) => exportsOf(stack, output('Out', { prefix: 'exports/' })));
  const outputs = await stage.outputs(name);
  await tick(outputs, 'January');
  stage.bitmovin.advanceExports();
  stage.bitmovin.advanceExports('ERROR');
  await tick(outputs, 'January');
  await tick(outputs, 'January');
  expect(await ledgersIn(outputs.OutBucket ?? '')).toMatchObject([{ states: ['ERROR'] }]);
  expect(stage.bitmovin.exports()).toHaveLength(1);

  // The alarm that goes off stands, and tells the topic.
  const { Resources } = await stage.template(name);
  const alarms = Object.values(Resources).map(({ Properties }) => Object(Properties));
  expect(alarms.filter(({ MetricName }) => MetricName === 'ExportErrors')).toMatchObject([
    { AlarmActions: [expect.anything()] },
    { AlarmActions: [expect.anything()] },
  ]);
});
