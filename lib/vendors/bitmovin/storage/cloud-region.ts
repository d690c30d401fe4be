import { CfnBucket, type IBucket } from 'aws-cdk-lib/aws-s3';
import { Stack, Token } from 'aws-cdk-lib/core';

/** The AWS regions with a name at Bitmovin (vendor's API client, `AwsCloudRegion`). */
export enum BitmovinCloudRegion {
  /** Tokyo. */
  AP_NORTHEAST_1 = 'AP_NORTHEAST_1',
  /** Seoul. */
  AP_NORTHEAST_2 = 'AP_NORTHEAST_2',
  /** Mumbai. */
  AP_SOUTH_1 = 'AP_SOUTH_1',
  /** Singapore. */
  AP_SOUTHEAST_1 = 'AP_SOUTHEAST_1',
  /** Sydney. */
  AP_SOUTHEAST_2 = 'AP_SOUTHEAST_2',
  /** Canada (Central). */
  CA_CENTRAL_1 = 'CA_CENTRAL_1',
  /** Frankfurt. */
  EU_CENTRAL_1 = 'EU_CENTRAL_1',
  /** Stockholm. */
  EU_NORTH_1 = 'EU_NORTH_1',
  /** Ireland. */
  EU_WEST_1 = 'EU_WEST_1',
  /** London. */
  EU_WEST_2 = 'EU_WEST_2',
  /** Paris. */
  EU_WEST_3 = 'EU_WEST_3',
  /** São Paulo. */
  SA_EAST_1 = 'SA_EAST_1',
  /** N. Virginia. */
  US_EAST_1 = 'US_EAST_1',
  /** Ohio. */
  US_EAST_2 = 'US_EAST_2',
  /** N. California. */
  US_WEST_1 = 'US_WEST_1',
  /** Oregon. */
  US_WEST_2 = 'US_WEST_2',
}

/** Bitmovin's name of an AWS region. Undefined where it has none, or where only the deploy knows the region. */
export function cloudRegionOf(awsRegion: string | undefined): BitmovinCloudRegion | undefined {
  if (awsRegion === undefined || Token.isUnresolved(awsRegion)) {
    return undefined;
  }
  const name = awsRegion.toUpperCase().replace(/-/g, '_');
  return Object.values(BitmovinCloudRegion).find((region) => region === name);
}

/**
 * The region of a bucket, where synth knows it. An import that says no region has the stack's in CDK, wherever the bucket
 * is. So the stack's region is believed of a bucket only that this app makes, or whose import says it.
 */
export function regionOf(bucket: IBucket): string | undefined {
  const { region } = bucket.env;
  const isOurs = bucket.node.defaultChild instanceof CfnBucket;
  return isOurs || region !== Stack.of(bucket).region || saysRegion(bucket) ? region : undefined;
}

/** Whether an import says its region. Only a private member of CDK tells it from the stack's. Without it, none is said. */
function saysRegion(bucket: IBucket): boolean {
  return ['_customRegion', 'customRegion'].some((name) => typeof Reflect.get(bucket, name) === 'string');
}
