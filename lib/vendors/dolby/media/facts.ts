/**
 * What Dolby's documents say of the Media APIs and S3, and nothing that we chose. Source: the vendor's page "AWS S3 Cloud
 * Storage" of its Media API documents. None of it was tried on the live API.
 */

/** The Media APIs GET what they read (section "Pre-Signed URLs"). */
export const INPUT_OBJECT_ACTIONS = ['s3:GetObject'];

/**
 * They PUT what they write (same section). With keys the page grants AmazonS3FullAccess and names no minimum: that this
 * is enough is inferred from what is done with URLs, and whoever finds more to be needed adds `furtherBucketActions`.
 */
export const OUTPUT_OBJECT_ACTIONS = ['s3:PutObject'];
