import { Token } from 'aws-cdk-lib/core';

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
export function cloudRegionOf(awsRegion: string): BitmovinCloudRegion | undefined {
  if (Token.isUnresolved(awsRegion)) {
    return undefined;
  }
  const name = awsRegion.toUpperCase().replace(/-/g, '_');
  return Object.values(BitmovinCloudRegion).find((region) => region === name);
}
