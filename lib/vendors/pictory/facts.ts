/**
 * Facts from Pictory's documents, and no choice of this library. Sources: the page "Create AWS Connection for Private
 * S3 Assets" (P), and the API reference at docs.pictory.ai (R). Also the vendor's own published client for storyboards,
 * pictoryai/pictory-claude-skills (C). Nothing was tried on the live API.
 */

/** The API's base URL (P, R). */
export const BASE_URL = 'https://api.pictory.ai/pictoryapis/v1';

/** The collection of connections (P, R). */
export const CONNECTIONS = '/awsconnections';

/** The path that exchanges client credentials for a token (R, the older "Authentication"). */
export const TOKEN_PATH = '/oauth2/token';

/** The header for a token's user. A key needs none (P; R). */
export const USER_HEADER = 'X-Pictory-User-Id';

/**
 * The name that the role must have (P). It is inferred that the name is fixed and that its path is `/`, because a
 * connection names only the account.
 */
export const ROLE_NAME = 'PictoryCloudIntegrationRole';

/** The vendor's two roles. Its page tells the customer to trust them, and the account's root (P, step 5). */
export const PRINCIPAL_ARNS = [
  'arn:aws:iam::701488979254:role/CloudIntegrationRole',
  'arn:aws:iam::701488979254:role/ecsTaskExecutionRole',
];

/** The vendor's account (P, step 3). */
export const ACCOUNT = '701488979254';

/** The actions on a bucket: "lets Pictory see what files are in your bucket" (P, step 4). */
export const BUCKET_ACTIONS = ['s3:ListBucket'];

/** The actions on objects: "lets Pictory read/download the files" (P, step 4). */
export const OBJECT_ACTIONS = ['s3:GetObject'];

/** A further action that the page grants on `arn:aws:s3:::*`, without a reason (P, step 4). */
export const LIST_BUCKETS_ACTION = 's3:ListAllMyBuckets';
