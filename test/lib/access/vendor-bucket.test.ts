import { Key } from 'aws-cdk-lib/aws-kms';
import { ObjectOwnership } from 'aws-cdk-lib/aws-s3';
import { RemovalPolicy } from 'aws-cdk-lib/core';
import { VendorBucket, type VendorBucketProps } from '../../../lib';
import { aStack, logicalIdOf, refusalOf, resourceOf, resourcesOf, resourcesOfType } from '../fixture';

const KEY = 'arn:aws:kms:eu-west-1:111122223333:key/0b6e2a8c';

function aBucket(props?: VendorBucketProps, stack = aStack()): VendorBucket {
  return new VendorBucket(stack, 'Bucket', props);
}

const BASE = {
  BucketEncryption: {
    ServerSideEncryptionConfiguration: [{ ServerSideEncryptionByDefault: { SSEAlgorithm: 'AES256' } }],
  },
  LifecycleConfiguration: {
    Rules: [{ AbortIncompleteMultipartUpload: { DaysAfterInitiation: 7 }, Status: 'Enabled' }],
  },
  OwnershipControls: { Rules: [{ ObjectOwnership: 'BucketOwnerEnforced' }] },
  PublicAccessBlockConfiguration: {
    BlockPublicAcls: true,
    BlockPublicPolicy: true,
    IgnorePublicAcls: true,
    RestrictPublicBuckets: true,
  },
  VersioningConfiguration: { Status: 'Enabled' },
};

it('S0.3 blocks all public access, encrypts, keeps versions, clears stale uploads and outlives its stack', () => {
  expect(resourceOf(aBucket())).toEqual({
    Type: 'AWS::S3::Bucket',
    Properties: BASE,
    DeletionPolicy: 'RetainExceptOnCreate',
    UpdateReplacePolicy: 'Retain',
  });
});

it.each([RemovalPolicy.RETAIN, RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE])(
  'G1 kept by %s, goes with the failed deploy that made it, so that its name is free again',
  (removalPolicy) => {
    expect(resourceOf(aBucket({ removalPolicy }))).toMatchObject({
      DeletionPolicy: 'RetainExceptOnCreate',
      UpdateReplacePolicy: 'Retain',
    });
  },
);

/** The statements of the bucket's policy. */
function policyOf(bucket: VendorBucket): unknown {
  const [policy, ...more] = resourcesOfType(bucket, 'AWS::S3::BucketPolicy');
  expect(more).toEqual([]);
  expect(policy?.Properties).toEqual({ Bucket: { Ref: logicalIdOf(bucket) }, PolicyDocument: expect.anything() });
  return policy?.Properties.PolicyDocument;
}

function transportStatements(bucket: VendorBucket): object[] {
  const arn = { 'Fn::GetAtt': [logicalIdOf(bucket), 'Arn'] };
  const denied = {
    Effect: 'Deny',
    Principal: { AWS: '*' },
    Action: 's3:*',
    Resource: [arn, { 'Fn::Join': ['', [arn, '/*']] }],
  };
  return [
    { ...denied, Condition: { Bool: { 'aws:SecureTransport': 'false' } } },
    { ...denied, Condition: { NumericLessThan: { 's3:TlsVersion': 1.2 } } },
  ];
}

it('refuses plain HTTP and TLS below 1.2, and lets nobody in', () => {
  const bucket = aBucket();
  expect(policyOf(bucket)).toEqual({ Version: '2012-10-17', Statement: transportStatements(bucket) });
});

it('S0.4 for playback opens the objects under the prefix, by policy and not by ACL, and nothing else', () => {
  const bucket = aBucket({ publicReadPrefix: 'exports' });
  expect(resourceOf(bucket).Properties).toEqual({
    ...BASE,
    PublicAccessBlockConfiguration: {
      BlockPublicAcls: false,
      BlockPublicPolicy: false,
      IgnorePublicAcls: true,
      RestrictPublicBuckets: false,
    },
  });
  expect(policyOf(bucket)).toEqual({
    Version: '2012-10-17',
    Statement: [
      ...transportStatements(bucket),
      {
        Sid: 'PublicReadForPlayback',
        Effect: 'Allow',
        Principal: { AWS: '*' },
        Action: 's3:GetObject',
        Resource: { 'Fn::Join': ['', [{ 'Fn::GetAtt': [logicalIdOf(bucket), 'Arn'] }, '/exports/*']] },
      },
    ],
  });
});

it('encrypts with a given key, through a Bucket Key, and makes none', () => {
  const stack = aStack();
  const bucket = aBucket({ encryptionKey: Key.fromKeyArn(stack, 'Key', KEY) }, stack);
  expect(resourceOf(bucket).Properties).toEqual({
    ...BASE,
    BucketEncryption: {
      ServerSideEncryptionConfiguration: [
        { BucketKeyEnabled: true, ServerSideEncryptionByDefault: { KMSMasterKeyID: KEY, SSEAlgorithm: 'aws:kms' } },
      ],
    },
  });
  expect(Object.keys(resourcesOf(bucket))).toHaveLength(2);
});

it.each<[VendorBucketProps, object]>([
  [{ bucketName: 'acme-exports' }, { BucketName: 'acme-exports' }],
  [
    { objectOwnership: ObjectOwnership.BUCKET_OWNER_PREFERRED },
    { OwnershipControls: { Rules: [{ ObjectOwnership: 'BucketOwnerPreferred' }] } },
  ],
])('with %j differs in that alone', (props, difference) => {
  expect(resourceOf(aBucket(props)).Properties).toEqual({ ...BASE, ...difference });
});

it('goes with its stack where told to', () => {
  expect(resourceOf(aBucket({ removalPolicy: RemovalPolicy.DESTROY }))).toMatchObject({
    DeletionPolicy: 'Delete',
    UpdateReplacePolicy: 'Delete',
  });
});

it.each<[string, (stack: ReturnType<typeof aStack>) => VendorBucketProps, string]>([
  ['a name that is none', () => ({ bucketName: 'Acme' }), "bucketName 'Acme' is not a bucket name: "],
  ['a public folder that is the whole bucket', () => ({ publicReadPrefix: '' }), "publicReadPrefix '' is empty: "],
  [
    'a public wildcard',
    () => ({ publicReadPrefix: '*' }),
    "publicReadPrefix '*' holds '*', '?' or '${', which IAM would widen: ",
  ],
  [
    'a public folder with a customer-managed key',
    (stack) => ({ publicReadPrefix: 'a/', encryptionKey: Key.fromKeyArn(stack, 'Key', KEY) }),
    "publicReadPrefix 'a/' cannot be read by anyone in a bucket with a customer-managed key, which anonymous readers may not use: leave encryptionKey out.",
  ],
])('refuses %s', (_, props, message) => {
  const stack = aStack();
  expect(refusalOf(() => aBucket(props(stack), stack))).toContain(message);
});
