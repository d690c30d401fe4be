import { Key } from 'aws-cdk-lib/aws-kms';
import { Bucket, ObjectOwnership } from 'aws-cdk-lib/aws-s3';
import { RemovalPolicy } from 'aws-cdk-lib/core';
import type { BitmovinAnalyticsOutputProps } from '../../../../../lib';
import {
  anOutput,
  aStack,
  logicalIdOf,
  registrationOf,
  resourceOf,
  resourcesOf,
  resourcesOfType,
} from '../../../fixture';

const KEY = 'arn:aws:kms:eu-west-1:111122223333:key/0b6e2a8c';
const BLOCK_ALL = {
  BlockPublicAcls: true,
  BlockPublicPolicy: true,
  IgnorePublicAcls: true,
  RestrictPublicBuckets: true,
};

describe('a new bucket', () => {
  it('S0.3 S0.5 blocks all public access, and takes the ACLs that the vendor sets', () => {
    const output = anOutput();
    expect(resourceOf(output.bucket)).toEqual({
      Type: 'AWS::S3::Bucket',
      Properties: {
        BucketEncryption: {
          ServerSideEncryptionConfiguration: [{ ServerSideEncryptionByDefault: { SSEAlgorithm: 'AES256' } }],
        },
        LifecycleConfiguration: {
          Rules: [{ AbortIncompleteMultipartUpload: { DaysAfterInitiation: 7 }, Status: 'Enabled' }],
        },
        OwnershipControls: { Rules: [{ ObjectOwnership: 'BucketOwnerPreferred' }] },
        PublicAccessBlockConfiguration: BLOCK_ALL,
        VersioningConfiguration: { Status: 'Enabled' },
      },
      DeletionPolicy: 'RetainExceptOnCreate',
      UpdateReplacePolicy: 'Retain',
    });
  });

  it('S0.4 is opened for playback under the prefix, and nowhere else', () => {
    const output = anOutput({ prefix: 'exports', publicRead: true });
    expect(resourceOf(output.bucket).Properties.PublicAccessBlockConfiguration).toEqual({
      BlockPublicAcls: false,
      BlockPublicPolicy: false,
      IgnorePublicAcls: true,
      RestrictPublicBuckets: false,
    });
    const [policy] = resourcesOfType(output, 'AWS::S3::BucketPolicy');
    const { Statement } = JSON.parse(JSON.stringify(policy?.Properties.PolicyDocument));
    expect(Statement.filter(({ Effect }: { Effect: string }) => Effect === 'Allow')).toEqual([
      {
        Sid: 'PublicReadForPlayback',
        Effect: 'Allow',
        Principal: { AWS: '*' },
        Action: 's3:GetObject',
        Resource: { 'Fn::Join': ['', [{ 'Fn::GetAtt': [logicalIdOf(output.bucket), 'Arn'] }, '/exports/*']] },
      },
    ]);
  });

  it.each([undefined, false])('S0.3 is not opened by a prefix with publicRead %s', (publicRead) => {
    const output = anOutput({ prefix: 'exports/', publicRead });
    expect(resourceOf(output.bucket).Properties.PublicAccessBlockConfiguration).toEqual(BLOCK_ALL);
    expect(JSON.stringify(resourcesOfType(output, 'AWS::S3::BucketPolicy'))).not.toContain('"Allow"');
  });

  it('is encrypted with a given key', () => {
    const stack = aStack();
    const output = anOutput({ encryptionKey: Key.fromKeyArn(stack, 'Key', KEY) }, stack);
    expect(resourceOf(output.bucket).Properties.BucketEncryption).toEqual({
      ServerSideEncryptionConfiguration: [
        { BucketKeyEnabled: true, ServerSideEncryptionByDefault: { KMSMasterKeyID: KEY, SSEAlgorithm: 'aws:kms' } },
      ],
    });
  });

  it.each<[Partial<BitmovinAnalyticsOutputProps>, object]>([
    [{ bucketName: 'acme-exports' }, { Properties: { BucketName: 'acme-exports' } }],
    [
      { objectOwnership: ObjectOwnership.OBJECT_WRITER },
      { Properties: { OwnershipControls: { Rules: [{ ObjectOwnership: 'ObjectWriter' }] } } },
    ],
    [{ bucketRemovalPolicy: RemovalPolicy.DESTROY }, { DeletionPolicy: 'Delete', UpdateReplacePolicy: 'Delete' }],
  ])('passes %j on', (props, expected) => {
    expect(resourceOf(anOutput(props).bucket)).toMatchObject(expected);
  });
});

describe('S0.2 a given bucket', () => {
  it('that is imported stays as it is: none is made, no policy is changed', () => {
    const stack = aStack();
    const output = anOutput(
      { bucket: Bucket.fromBucketName(stack, 'Given', 'acme'), prefix: 'exports/', publicRead: true },
      stack,
    );
    const types = Object.values(resourcesOf(stack)).map(({ Type }) => Type);
    expect(types.filter((type) => type.startsWith('AWS::S3::'))).toEqual([]);
    expect(output.bucket.bucketName).toBe('acme');
    expect(registrationOf(output).Body.value.bucketName).toBe('acme');
  });

  it('that is in the stack stays as it is, to the letter', () => {
    const resources = (withOutput: boolean) => {
      const stack = aStack();
      const bucket = new Bucket(stack, 'Given', { enforceSSL: true });
      if (withOutput) {
        anOutput({ bucket, prefix: 'exports/', publicRead: true }, stack);
      }
      return Object.entries(resourcesOf(stack)).filter(([, { Type }]) => Type.startsWith('AWS::S3::'));
    };
    expect(resources(true)).toEqual(resources(false));
    expect(resources(true)).toHaveLength(2);
  });
});
