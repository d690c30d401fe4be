/**
 * What Bitmovin's documents say, and nothing that we chose. Sources: the tutorial "S3 Role-Based Output for Analytics
 * exports" (T), the pages "What permissions do I need to set on my S3 buckets for Analytics Exports?" (A) and "Required
 * Permissions for S3 Buckets for Encoding Input and Output" (E), and the models of the vendor's own API client,
 * @bitmovin/api-sdk 1.267 (C). None of it was tried on the live API.
 */

/** Where the API is (C). */
export const BASE_URL = 'https://api.bitmovin.com/v1';

/**
 * The collections. Analytics and encoding do not share their outputs: neither takes the other's (T, "Warning - common
 * pitfall"). The paths: T for the first, C for the others.
 */
export const ANALYTICS_OUTPUTS = '/analytics/outputs/s3-role-based';
export const ENCODING_OUTPUTS = '/encoding/outputs/s3-role-based';
export const ENCODING_INPUTS = '/encoding/inputs/s3-role-based';

/**
 * Tries to write to an encoding output, and answers `passed` and `failureReason` (C, `OutputsApi.checkPermissions`). Its
 * body's `path` is the folder to write in, and the bucket's root where it is not sent; it writes an empty file there,
 * `WritePermissionTestFile.txt` (C, `CheckOutputPermissionsRequest`), and no source says that it removes it.
 */
export const CHECK_PERMISSIONS = '/encoding/outputs/{output}/check-permissions';

/** The user that assumes a customer's role (T, its JSON payload; C, `roleArn`). */
export const PRINCIPAL_ARN = 'arn:aws:iam::630681592166:user/bitmovinCustomerS3Access';

/** The least that an output needs on the bucket: to find its region, and to see that files arrived (A, E). */
export const OUTPUT_BUCKET_ACTIONS = ['s3:GetBucketLocation', 's3:ListBucket'];

/** The least that an analytics output needs on objects: to write them, and to set their ACL (A). */
export const ANALYTICS_OUTPUT_OBJECT_ACTIONS = ['s3:PutObject', 's3:PutObjectAcl'];

/**
 * The same for an encoding output, which also reads back what it wrote, to see that the upload worked (E). The client's
 * words on `create` leave `s3:GetObject` out (C); the page that gives the reasons has it.
 */
export const ENCODING_OUTPUT_OBJECT_ACTIONS = ['s3:PutObject', 's3:PutObjectAcl', 's3:GetObject'];

/** The least that an encoding input needs: to find the bucket's region, and to read (E). */
export const INPUT_BUCKET_ACTIONS = ['s3:GetBucketLocation'];
export const INPUT_OBJECT_ACTIONS = ['s3:GetObject'];

/** The header that names a sub-organisation (T). Without it a record lands in the key's own organisation (T). */
export const TENANT_HEADER = 'X-Tenant-Org-Id';

/**
 * The collection of export tasks: they are made, listed and read, and neither changed, removed nor stopped (vendor's API
 * client, @bitmovin/api-sdk 1.267, `ExportsApi`).
 */
export const ANALYTICS_EXPORTS = '/analytics/exports';
