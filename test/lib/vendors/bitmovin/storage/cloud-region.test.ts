import { Bucket, CfnBucket, type IBucket } from 'aws-cdk-lib/aws-s3';
import { type App, Aws, Stack } from 'aws-cdk-lib/core';
import { BitmovinCloudRegion } from '../../../../../lib';
import { cloudRegionOf } from '../../../../../lib/vendors/bitmovin/storage/cloud-region';
import { anApp, anOutput, aStack, registrationOf } from '../../../fixture';

it.each(Object.values(BitmovinCloudRegion))('%s is that of its AWS region', (name) => {
  expect(cloudRegionOf(name.toLowerCase().replace(/_/g, '-'))).toBe(name);
});

it.each(['eu-south-1', 'us-gov-west-1', 'cn-north-1', 'mars-1', ''])('the vendor has no name for %s', (region) => {
  expect(cloudRegionOf(region)).toBeUndefined();
});

it('the vendor has no name for what only the deploy knows', () => {
  expect(cloudRegionOf(Aws.REGION)).toBeUndefined();
});

describe('S0.2 the output names the region', () => {
  it.each([
    ['eu-central-1', 'EU_CENTRAL_1'],
    ['us-east-1', 'US_EAST_1'],
  ])("of a new bucket, which is the stack's: %s", (region, expected) => {
    expect(registrationOf(anOutput({}, aStack('Exports', region))).Body.value.cloudRegion).toBe(expected);
  });

  it.each([
    ['us-west-2', 'US_WEST_2'],
    ['eu-west-1', 'EU_WEST_1'],
  ])('of a given bucket, in %s: %s', (region, expected) => {
    const stack = aStack();
    const bucket = Bucket.fromBucketAttributes(stack, 'Given', { bucketName: 'acme', region });
    expect(registrationOf(anOutput({ bucket }, stack)).Body.value.cloudRegion).toBe(expected);
  });

  it.each<[string, (stack: Stack) => IBucket]>([
    ['by its name', (stack) => Bucket.fromBucketName(stack, 'Given', 'acme')],
    ['by its ARN', (stack) => Bucket.fromBucketArn(stack, 'Given', 'arn:aws:s3:::acme')],
    [
      'by attributes',
      (stack) => Bucket.fromBucketAttributes(stack, 'Given', { bucketName: 'acme', account: '999999999999' }),
    ],
  ])('C6 not of a bucket that is imported %s, which may be anywhere', (_, bucket) => {
    const stack = aStack();
    expect(registrationOf(anOutput({ bucket: bucket(stack) }, stack)).Body.value).not.toHaveProperty('cloudRegion');
  });

  it.each<[string, (stack: Stack) => IBucket]>([
    ['of the stack', (stack) => new Bucket(stack, 'Own')],
    ['of CloudFormation', (stack) => Bucket.fromCfnBucket(new CfnBucket(stack, 'Own'))],
    ['of another stack', (stack) => new Bucket(aStack('Other', 'eu-west-1', stack.node.root as App), 'Own')],
  ])('C6 of a bucket %s', (_, bucket) => {
    const stack = aStack();
    expect(registrationOf(anOutput({ bucket: bucket(stack) }, stack)).Body.value.cloudRegion).toBe('EU_WEST_1');
  });

  it('that was chosen, whatever the stack says', () => {
    const cloudRegion = BitmovinCloudRegion.SA_EAST_1;
    expect(registrationOf(anOutput({ cloudRegion })).Body.value.cloudRegion).toBe('SA_EAST_1');
  });

  it.each([
    ['the vendor has no name for it', () => aStack('Exports', 'eu-south-1')],
    ['only the deploy knows it', () => new Stack(anApp(), 'Anywhere')],
  ])('unless %s: it then asks S3', (_, stack) => {
    expect(registrationOf(anOutput({}, stack())).Body.value).not.toHaveProperty('cloudRegion');
  });
});
