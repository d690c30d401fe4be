import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { App } from 'aws-cdk-lib';
import { Vpc } from 'aws-cdk-lib/aws-ec2';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { AwsSolutionsChecks } from 'cdk-nag';
import { VendorFunctions } from '../../lib';
import { anOutput, aStack } from '../lib/fixture';

const EXAMPLES = path.join(__dirname, '..', '..', 'examples');

/** What stays, and why. */
const STAYS: Readonly<Record<string, readonly string[]>> = {
  'bitmovin-analytics.ts': [],
  // No access logs, to keep each other example short.
  'bitmovin-encoding.ts': ['S1'],
  // The topic is the example's own.
  'bitmovin-export.ts': ['S1', 'SNS3'],
  'bitmovin-organisations.ts': ['S1'],
  'by-hand.ts': ['S1'],
  'confluent.ts': ['S1'],
  'databricks.ts': ['S1'],
  // Daily asks for the whole bucket.
  'daily.ts': ['IAM5[Resource::<RecordingsA3BDCC51.Arn>/*]', 'S1'],
  // cloudwatch:GetMetricData takes no resource.
  'datadog.ts': ['IAM5[Resource::*]'],
  'dolby-media.ts': ['S1'],
  'dolby-optiview.ts': ['S1', 'S1'],
  'mongodb-atlas.ts': ['S1'],
  // The example lets Pictory read a whole bucket.
  'pictory.ts': ['IAM5[Resource::arn:<AWS::Partition>:s3:::acme-brand/*]'],
  // The user's policy is the example's own.
  'twilio.ts': ['IAM5[Resource::<RecordingsA3BDCC51.Arn>/recordings/*]', 'S1'],
  'vendor-of-your-own.ts': ['S1'],
};

/** The findings of AwsSolutions, one for each resource. */
function findingsOf(app: App): string[] {
  return new AwsSolutionsChecks()
    .validateScope(app)
    .violations.flatMap(({ ruleName, violatingResources = [] }) =>
      violatingResources.map(() => ruleName.replace('AwsSolutions-', '')),
    )
    .sort();
}

/** The app of an example, constructed. */
function appOf(example: string): App {
  const outdir = mkdtempSync(path.join(tmpdir(), 'vendor-access-nag-'));
  const synth = jest.spyOn(App.prototype, 'synth');
  try {
    // With this folder an app synthesises itself when its process is about to end.
    process.env.CDK_OUTDIR = outdir;
    require(path.join(EXAMPLES, example));
    process.emit('beforeExit', 0);
    const [app] = synth.mock.contexts;
    if (app instanceof App) return app;
    throw new Error('no app');
  } finally {
    delete process.env.CDK_OUTDIR;
    synth.mockRestore();
    rmSync(outdir, { recursive: true });
  }
}

it.each(readdirSync(EXAMPLES))('G9 cdk-nag finds in %s what we know of, and nothing else', (example) => {
  expect(findingsOf(appOf(example))).toEqual(STAYS[example] ?? []);
});

it.each([
  ['a whole bucket', 1, {}],
  ['a folder', 0, { prefix: 'exports/' }],
  ['a folder of a named bucket', 0, { prefix: 'exports/', bucketName: 'acme-exports' }],
])('G9 access to %s leaves %i wildcards to find', (_, count, props) => {
  const output = anOutput(props);
  const found = findingsOf(output.node.root as App).filter((finding) => finding.startsWith('IAM5'));
  expect(found).toHaveLength(count);
});

it('G9 a wildcard that the user adds stays a finding', () => {
  const stack = aStack();
  const output = anOutput({ prefix: 'exports/' }, stack);
  Bucket.fromBucketName(stack, 'Other', 'other').grantRead(output.role);
  expect(findingsOf(stack.node.root as App)).toContain('IAM5[Resource::arn:<AWS::Partition>:s3:::other/*]');
});

it('G9 what Lambda needs for a VPC is no finding', () => {
  const stack = aStack();
  VendorFunctions.of(stack).configure({ vpc: new Vpc(stack, 'Vpc') });
  anOutput({ prefix: 'exports/' }, stack);
  expect(findingsOf(stack.node.root as App).filter((finding) => finding.startsWith('IAM5'))).toEqual([]);
});
