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
  /** The vendor does not use it; any value is taken. */
  readonly scope?: unknown;
  readonly permission?: (typeof ACL_PERMISSIONS)[number];
}

/** What a client may say of a record, checked. */
export interface BitmovinFields {
  readonly bucketName: string;
  /** Write-only: no answer returns it. */
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
  /** Outputs only; no answer of an encoding output returns it. */
  readonly acl?: readonly BitmovinAclEntry[];
  /** Write-only, but for `GET /{id}/customData`. Anything that JSON can say. */
  readonly customData?: unknown;
}

/** A record as the vendor holds it, write-only fields included. */
export interface BitmovinRecord extends BitmovinFields {
  /** A random UUID. */
  readonly id: string;
  readonly type: 'S3_ROLE_BASED';
  readonly externalIdMode: (typeof EXTERNAL_ID_MODES)[number];
  /** UTC, `YYYY-MM-DDThh:mm:ssZ`. */
  readonly createdAt: string;
  /** The same as `createdAt`: records are immutable. */
  readonly modifiedAt: string;
}

/**
 * A record as the vendor's answers show it. `roleArn` and `customData` are write-only; of an encoding output's `acl`
 * the vendor's client says that GET does not return it.
 */
export function shown(record: BitmovinRecord, collection: BitmovinCollection): Partial<BitmovinRecord> {
  const { roleArn: _roleArn, customData: _customData, acl, ...visible } = record;
  return acl === undefined || collection === 'encoding/outputs' ? visible : { ...visible, acl };
}
