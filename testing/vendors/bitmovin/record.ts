import type { BitmovinCollection } from './collection';

export const EXTERNAL_ID_MODES = ['CUSTOM', 'GLOBAL', 'GENERATED'] as const;
export const SIGNATURE_VERSIONS = ['S3_V2', 'S3_V4'] as const;
export const ACL_PERMISSIONS = ['PRIVATE', 'PUBLIC_READ'] as const;

/** The regions that the vendor's client knows (its `AwsCloudRegion`). */
export const CLOUD_REGIONS = [
  'US_EAST_1',
  'US_EAST_2',
  'US_WEST_1',
  'US_WEST_2',
  'EU_WEST_1',
  'EU_WEST_2',
  'EU_WEST_3',
  'EU_CENTRAL_1',
  'EU_NORTH_1',
  'AP_SOUTHEAST_1',
  'AP_SOUTHEAST_2',
  'AP_NORTHEAST_1',
  'AP_NORTHEAST_2',
  'AP_SOUTH_1',
  'SA_EAST_1',
  'CA_CENTRAL_1',
] as const;

export interface BitmovinAclEntry {
  /** The vendor does not use it; the fake accepts any value. */
  readonly scope?: unknown;
  readonly permission?: (typeof ACL_PERMISSIONS)[number];
}

/** The members of a record that a client sends, after a check. */
export interface BitmovinFields {
  readonly bucketName: string;
  /** Write-only: no answer shows it. */
  readonly roleArn: string;
  readonly name?: string;
  readonly description?: string;
  readonly externalId?: string;
  readonly externalIdMode?: (typeof EXTERNAL_ID_MODES)[number];
  readonly cloudRegion?: (typeof CLOUD_REGIONS)[number];
  /** Outputs only. */
  readonly signatureVersion?: (typeof SIGNATURE_VERSIONS)[number];
  /** Outputs only. */
  readonly md5MetaTag?: string;
  /** Outputs only. No answer shows that of an encoding output. */
  readonly acl?: readonly BitmovinAclEntry[];
  /** Write-only, except for `GET /{id}/customData`. Any JSON. */
  readonly customData?: unknown;
}

/** A record as the vendor holds it, with its write-only fields. */
export interface BitmovinRecord extends BitmovinFields {
  /** A random UUID. */
  readonly id: string;
  readonly type: 'S3_ROLE_BASED';
  readonly externalIdMode: (typeof EXTERNAL_ID_MODES)[number];
  /** UTC, `YYYY-MM-DDThh:mm:ssZ`. */
  readonly createdAt: string;
  /** The same as `createdAt`, because records are immutable. */
  readonly modifiedAt: string;
}

/**
 * A record as the vendor's answers show it. `roleArn` and `customData` are write-only. The vendor's client says that
 * GET does not return the `acl` of an encoding output.
 */
export function shown(record: BitmovinRecord, collection: BitmovinCollection): Partial<BitmovinRecord> {
  const { roleArn: _roleArn, customData: _customData, acl, ...visible } = record;
  return acl === undefined || collection === 'encoding/outputs' ? visible : { ...visible, acl };
}
