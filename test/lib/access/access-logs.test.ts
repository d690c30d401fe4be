import { Key } from 'aws-cdk-lib/aws-kms';
import { Bucket, type IBucket } from 'aws-cdk-lib/aws-s3';
import { Queue } from 'aws-cdk-lib/aws-sqs';
import { Stack } from 'aws-cdk-lib/core';
import {
  BitmovinAnalyticsOutput,
  BitmovinAnalyticsOutputs,
  BitmovinEncodingInput,
  BitmovinEncodingOutput,
  BitmovinExportInterval,
  BitmovinExportSchedule,
  DolbyMediaAccess,
  DolbyOptiViewStorage,
  VendorBucket,
} from '../../../lib';
import { ACCOUNT, aKey, anOutput, aStack, refusalOf, resourceOf, resourcesOfType, warningsOf } from '../fixture';

const organisations = [{ tenantOrgId: '6a9e2f3c-0f6d-4a52-9d0e-2f1b7c8d9e01', id: 'News', prefix: 'news/' }];

type Logged = { readonly serverAccessLogsBucket: IBucket };

/** Every construct that makes a bucket, with its bucket. */
const MAKERS: [string, (stack: Stack, props: Logged) => IBucket | undefined][] = [
  ['VendorBucket', (stack, props) => new VendorBucket(stack, 'C', props)],
  [
    'BitmovinAnalyticsOutput',
    (stack, props) => new BitmovinAnalyticsOutput(stack, 'C', { apiKey: aKey(stack), ...props }).bucket,
  ],
  [
    'BitmovinAnalyticsOutputs',
    (stack, props) => new BitmovinAnalyticsOutputs(stack, 'C', { apiKey: aKey(stack), organisations, ...props }).bucket,
  ],
  [
    'BitmovinEncodingInput',
    (stack, props) => new BitmovinEncodingInput(stack, 'C', { apiKey: aKey(stack), ...props }).bucket,
  ],
  [
    'BitmovinEncodingOutput',
    (stack, props) => new BitmovinEncodingOutput(stack, 'C', { apiKey: aKey(stack), ...props }).bucket,
  ],
  [
    'DolbyOptiViewStorage',
    (stack, props) => new DolbyOptiViewStorage(stack, 'C', { apiSecret: aKey(stack), ...props }).bucket,
  ],
  ['DolbyMediaAccess', (stack, props) => new DolbyMediaAccess(stack, 'C', props).bucket],
];

describe.each(MAKERS)('E14 the bucket of %s', (_, make) => {
  it('has its requests logged, and the other bucket’s policy lets S3 write under the bucket’s own prefix', () => {
    const stack = aStack();
    const logs = new VendorBucket(stack, 'Logs');
    const bucket = make(stack, { serverAccessLogsBucket: logs });
    if (!bucket) throw new Error('no bucket');
    const prefix = `${bucket.node.path}/`;
    expect(resourceOf(bucket).Properties.LoggingConfiguration).toEqual({
      DestinationBucketName: stack.resolve(logs.bucketName),
      LogFilePrefix: prefix,
    });
    expect(resourceOf(logs).Properties).not.toHaveProperty('AccessControl');
    expect(stack.resolve(logs.policy?.document).Statement).toContainEqual({
      Effect: 'Allow',
      Principal: { Service: 'logging.s3.amazonaws.com' },
      Action: 's3:PutObject',
      Resource: { 'Fn::Join': ['', [stack.resolve(logs.bucketArn), `/${prefix}*`]] },
      Condition: {
        StringEquals: { 'aws:SourceAccount': ACCOUNT },
        ArnLike: { 'aws:SourceArn': stack.resolve(bucket.bucketArn) },
      },
    });
  });
});

describe('E14 access logs', () => {
  it('may go to a bucket of another stack, without a circle', () => {
    const logs = new VendorBucket(aStack('Central'), 'Logs', { bucketName: 'central-logs' });
    const stack = new Stack(logs.node.root, 'Exports', { env: { account: ACCOUNT, region: 'eu-west-1' } });
    const bucket = new VendorBucket(stack, 'Bucket', {
      serverAccessLogsBucket: logs,
      serverAccessLogsPrefix: 'exports/',
    });
    expect(resourceOf(bucket).Properties.LoggingConfiguration).toMatchObject({ LogFilePrefix: 'exports/' });
    expect(Stack.of(logs).dependencies).toEqual([]);
  });

  it('to an imported bucket warn, with the statement', () => {
    const stack = aStack();
    const serverAccessLogsBucket = Bucket.fromBucketName(stack, 'Logs', 'central-logs');
    new VendorBucket(stack, 'Bucket', { serverAccessLogsBucket });
    expect(warningsOf(stack)).toEqual([
      expect.stringMatching(/^The policy of central-logs, which gets access logs .*"logging\.s3\.amazonaws\.com"/),
    ]);
  });

  it('to a bucket with a customer-managed key, and a prefix alone, are refused', () => {
    const stack = aStack();
    const serverAccessLogsBucket = new VendorBucket(stack, 'Logs', { encryptionKey: new Key(stack, 'Key') });
    expect(refusalOf(() => new VendorBucket(stack, 'Bucket', { serverAccessLogsBucket }))).toMatch(
      /^serverAccessLogsBucket 'Exports\/Logs' has a customer-managed key/,
    );
    expect(refusalOf(() => new VendorBucket(stack, 'Other', { serverAccessLogsPrefix: 'a/' }))).toMatch(
      /^serverAccessLogsPrefix 'a\/' means nothing/,
    );
  });

  it('of a given bucket are refused', () => {
    const stack = aStack();
    const bucket = new VendorBucket(stack, 'Given');
    const given = { bucket, serverAccessLogsBucket: bucket };
    expect(refusalOf(() => new DolbyMediaAccess(stack, 'A', given))).toMatch(/^serverAccessLogsBucket /);
    expect(refusalOf(() => anOutput(given, stack))).toMatch(/^serverAccessLogsBucket /);
  });
});

it('E14 a customer-managed key of Dolby Media’s bucket encrypts it, and the user may use it through S3', () => {
  const stack = aStack();
  const encryptionKey = new Key(stack, 'Key');
  const { bucket } = new DolbyMediaAccess(stack, 'Dolby', { encryptionKey });
  const arn = stack.resolve(encryptionKey.keyArn);
  expect(JSON.stringify(resourceOf(bucket).Properties.BucketEncryption)).toContain(JSON.stringify(arn));
  const uses = resourcesOfType(stack, 'AWS::IAM::Policy').flatMap(({ Properties }) =>
    Object(Properties.PolicyDocument).Statement.filter((one: object) => JSON.stringify(one).includes('kms:')),
  );
  expect(uses.map(({ Action, Resource }) => [Action, Resource])).toEqual([
    ['kms:Decrypt', arn],
    [['kms:Decrypt', 'kms:GenerateDataKey'], arn],
  ]);
});

it('E14 a customer-managed key of OptiView’s bucket lets Dolby’s role use it through S3', () => {
  const stack = aStack();
  const encryptionKey = new Key(stack, 'Key');
  new DolbyOptiViewStorage(stack, 'Clips', { apiSecret: aKey(stack), encryptionKey });
  const [key] = resourcesOfType(stack, 'AWS::KMS::Key');
  expect(Object(key?.Properties.KeyPolicy).Statement).toContainEqual(
    expect.objectContaining({
      Sid: 'AllowDolbyOptiViewWrite',
      Action: ['kms:Decrypt', 'kms:GenerateDataKey'],
      Condition: {
        StringEquals: { 'kms:ViaService': { 'Fn::Join': ['', ['s3.eu-west-1.', { Ref: 'AWS::URLSuffix' }]] } },
      },
    }),
  );
});

it('E14 a tick that is not delivered goes to the given queue, and the schedules’ role may send there', () => {
  const stack = aStack();
  const deadLetterQueue = new Queue(stack, 'Undelivered');
  const output = anOutput({ prefix: 'exports/' }, stack);
  new BitmovinExportSchedule(stack, 'Daily', {
    output,
    apiKey: aKey(stack, 'Other'),
    licenseKey: 'l',
    outputPath: 'exports/',
    every: BitmovinExportInterval.DAY,
    deadLetterQueue,
  });
  const arn = stack.resolve(deadLetterQueue.queueArn);
  expect(resourcesOfType(stack, 'AWS::Scheduler::Schedule')[0]?.Properties).toMatchObject({
    Target: { DeadLetterConfig: { Arn: arn } },
  });
  const policies = JSON.stringify(resourcesOfType(stack, 'AWS::IAM::Policy'));
  expect(policies).toContain('sqs:SendMessage');
});
