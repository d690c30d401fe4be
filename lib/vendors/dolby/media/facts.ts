/**
 * Facts from Dolby's documents on the Media APIs and S3, and no choice of this library. Source: the vendor's page "AWS
 * S3 Cloud Storage" of its Media API documents. Nothing was tried on the live API.
 */

/** The Media APIs read objects by GET (section "Pre-Signed URLs"). */
export const INPUT_OBJECT_ACTIONS = ['s3:GetObject'];

/**
 * They write objects by PUT (same section). With keys, the page grants AmazonS3FullAccess and names no minimum. That
 * PUT is enough is inferred from the use of URLs. A user who finds more to be needed adds `furtherBucketActions`.
 */
export const OUTPUT_OBJECT_ACTIONS = ['s3:PutObject'];
