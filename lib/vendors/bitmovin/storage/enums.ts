/** The ACL that Bitmovin sets on the files that it writes (vendor's API reference, `acl[].permission`). */
export enum BitmovinAcl {
  /** Only the bucket's owner may read. */
  PRIVATE = 'PRIVATE',
  /** Anyone may read, where the bucket allows public ACLs. */
  PUBLIC_READ = 'PUBLIC_READ',
}

/** The source of an output's external ID (vendor's API reference, `externalIdMode`). */
export enum ExternalIdMode {
  /** Bitmovin makes a random UUID for each output. */
  GENERATED = 'GENERATED',
  /** Bitmovin uses one ID for your whole organisation. All its outputs have the same. */
  GLOBAL = 'GLOBAL',
  /** You choose it, in `externalId`. The vendor's documents say that AWS does not recommend it. */
  CUSTOM = 'CUSTOM',
}

/** How Bitmovin signs its requests to S3 (vendor's API reference, `signatureVersion`). */
export enum BitmovinSignatureVersion {
  /** AWS Signature Version 2. S3 accepts it for old buckets only. */
  S3_V2 = 'S3_V2',
  /** AWS Signature Version 4, the vendor's default. */
  S3_V4 = 'S3_V4',
}
