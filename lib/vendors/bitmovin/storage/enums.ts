/** The ACL that Bitmovin sets on what it writes (vendor's API reference, `acl[].permission`). */
export enum BitmovinAcl {
  /** The bucket's owner alone. */
  PRIVATE = 'PRIVATE',
  /** Anyone may read, where the bucket lets ACLs say so. */
  PUBLIC_READ = 'PUBLIC_READ',
}

/** Where an output's external ID comes from (vendor's API reference, `externalIdMode`). */
export enum ExternalIdMode {
  /** Bitmovin makes a random UUID for this output alone. */
  GENERATED = 'GENERATED',
  /** Bitmovin gives the one id that it keeps for your organisation: every output of it has the same. */
  GLOBAL = 'GLOBAL',
  /** You choose it, in `externalId`. The vendor's documents say that AWS does not recommend it. */
  CUSTOM = 'CUSTOM',
}

/** How Bitmovin signs its requests to S3 (vendor's API reference, `signatureVersion`). */
export enum BitmovinSignatureVersion {
  /** AWS Signature Version 2, which S3 takes for old buckets only. */
  S3_V2 = 'S3_V2',
  /** AWS Signature Version 4, the vendor's default. */
  S3_V4 = 'S3_V4',
}
