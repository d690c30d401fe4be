/**
 * What Bitmovin's documents say, and nothing that we chose. Sources: the tutorial "S3 Role-Based Output for Analytics
 * exports" (T), and the models of the vendor's own API client, @bitmovin/api-sdk 1.267 (C). None of it was tried on the
 * live API.
 */

/** Where the API is (C). */
export const BASE_URL = 'https://api.bitmovin.com/v1';

/** The collection of analytics outputs (T). Encoding outputs are other resources, under `/encoding` (T). */
export const ANALYTICS_OUTPUTS = '/analytics/outputs/s3-role-based';

/** The user that assumes a customer's role (T, its JSON payload; C, `roleArn`). */
export const PRINCIPAL_ARN = 'arn:aws:iam::630681592166:user/bitmovinCustomerS3Access';

/**
 * The least an analytics output needs on the bucket: to find its region, and to see that files arrived (vendor's
 * documents on buckets for analytics exports).
 */
export const OUTPUT_BUCKET_ACTIONS = ['s3:GetBucketLocation', 's3:ListBucket'];

/** The least it needs on objects: to write them, and to set their ACL (same page). */
export const OUTPUT_OBJECT_ACTIONS = ['s3:PutObject', 's3:PutObjectAcl'];

/** The header that names a sub-organisation (T). Without it a record lands in the key's own organisation (T). */
export const TENANT_HEADER = 'X-Tenant-Org-Id';
