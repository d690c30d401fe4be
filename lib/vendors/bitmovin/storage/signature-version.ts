/** How Bitmovin signs its requests to S3 (vendor's API reference, `signatureVersion`). */
export enum BitmovinSignatureVersion {
  /** AWS Signature Version 2, which S3 takes for old buckets only. */
  S3_V2 = 'S3_V2',
  /** AWS Signature Version 4, the vendor's default. */
  S3_V4 = 'S3_V4',
}
