import { Bucket } from 'aws-cdk-lib/aws-s3';
import { Aws, Stack } from 'aws-cdk-lib/core';
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
    [undefined, 'EU_WEST_1'],
  ])('of a given bucket, in %s: %s', (region, expected) => {
    const stack = aStack();
    const bucket = Bucket.fromBucketAttributes(stack, 'Given', { bucketName: 'acme', region });
    expect(registrationOf(anOutput({ bucket }, stack)).Body.value.cloudRegion).toBe(expected);
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
