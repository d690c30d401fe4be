/**
 * Facts from Bitmovin's documents, and no choice of this library. Nothing was tried on the live API. The sources:
 *
 * - T: the tutorial "S3 Role-Based Output for Analytics exports"
 * - A: the page "What permissions do I need to set on my S3 buckets for Analytics Exports?"
 * - E: the page "Required Permissions for S3 Buckets for Encoding Input and Output"
 * - C: the models of the vendor's own API client, `@bitmovin/api-sdk` 1.267
 */

/** The API's base URL (C). */
export const BASE_URL = 'https://api.bitmovin.com/v1';

/**
 * The collections. Analytics and encoding do not share their outputs (T, "Warning - common pitfall"). The first path is
 * from T, the others are from C.
 */
export const ANALYTICS_OUTPUTS = '/analytics/outputs/s3-role-based';
export const ENCODING_OUTPUTS = '/encoding/outputs/s3-role-based';
export const ENCODING_INPUTS = '/encoding/inputs/s3-role-based';

/**
 * Tries to write to an encoding output, and answers `passed` and `failureReason` (C, `OutputsApi.checkPermissions`).
 * The body's `path` is the folder to write in; without it, the vendor writes to the bucket's root. The vendor writes an
 * empty file, `WritePermissionTestFile.txt` (C, `CheckOutputPermissionsRequest`). No source says that it removes the
 * file.
 */
export const CHECK_PERMISSIONS = '/encoding/outputs/{output}/check-permissions';

/** The user that assumes a customer's role (T, its JSON payload; C, `roleArn`). */
export const PRINCIPAL_ARN = 'arn:aws:iam::630681592166:user/bitmovinCustomerS3Access';

/** The least actions of an output on the bucket: it finds the region, and sees that files arrived (A, E). */
export const OUTPUT_BUCKET_ACTIONS = ['s3:GetBucketLocation', 's3:ListBucket'];

/** The least actions of an analytics output on objects: it writes them, and sets their ACL (A). */
export const ANALYTICS_OUTPUT_OBJECT_ACTIONS = ['s3:PutObject', 's3:PutObjectAcl'];

/**
 * The least actions of an encoding output on objects: it also reads files back, to check the upload (E). The client's
 * text on `create` omits `s3:GetObject` (C), but the page with the reasons has it.
 */
export const ENCODING_OUTPUT_OBJECT_ACTIONS = ['s3:PutObject', 's3:PutObjectAcl', 's3:GetObject'];

/** The least actions of an encoding input: it finds the bucket's region, and reads (E). */
export const INPUT_BUCKET_ACTIONS = ['s3:GetBucketLocation'];
export const INPUT_OBJECT_ACTIONS = ['s3:GetObject'];

/** The header for a sub-organisation (T). Without it, Bitmovin makes the record in the key's own organisation (T). */
export const TENANT_HEADER = 'X-Tenant-Org-Id';

/**
 * The collection of export tasks. The API makes, lists and reads them. It cannot change, remove or stop them (vendor's
 * API client, @bitmovin/api-sdk 1.267, `ExportsApi`).
 */
export const ANALYTICS_EXPORTS = '/analytics/exports';
