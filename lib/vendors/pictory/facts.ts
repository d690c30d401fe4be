/**
 * What Pictory's documents say, and nothing that we chose. Sources: the page "Create AWS Connection for Private S3 Assets"
 * (P), its API reference at docs.pictory.ai (R), and the vendor's own published client for storyboards,
 * pictoryai/pictory-claude-skills (C). None of it was tried on the live API.
 */

/** Where the API is (P, R). */
export const BASE_URL = 'https://api.pictory.ai/pictoryapis/v1';

/** The collection of connections (P, R). */
export const CONNECTIONS = '/awsconnections';

/** Where client credentials become a token (R, the older "Authentication"). */
export const TOKEN_PATH = '/oauth2/token';

/** Whom a token is for; a key needs none (P; R). */
export const USER_HEADER = 'X-Pictory-User-Id';

/**
 * The name that the role must have (P). A connection says only the account, so that it is taken to be fixed, and `/` to be
 * its path: inferred.
 */
export const ROLE_NAME = 'PictoryCloudIntegrationRole';

/** The two roles of the vendor's that its page has the customer trust, beside its account's root (P, step 5). */
export const PRINCIPAL_ARNS = [
  'arn:aws:iam::701488979254:role/CloudIntegrationRole',
  'arn:aws:iam::701488979254:role/ecsTaskExecutionRole',
];

/** The vendor's account (P, step 3). */
export const ACCOUNT = '701488979254';

/** What it may do in a bucket: "lets Pictory see what files are in your bucket" (P, step 4). */
export const BUCKET_ACTIONS = ['s3:ListBucket'];

/** What it may do with objects: "lets Pictory read/download the files" (P, step 4). */
export const OBJECT_ACTIONS = ['s3:GetObject'];

/** What the page grants beside, on `arn:aws:s3:::*`, and gives no reason for (P, step 4). */
export const LIST_BUCKETS_ACTION = 's3:ListAllMyBuckets';
