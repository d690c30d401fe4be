/**
 * Facts from Dolby's documents on OptiView Real-time Streaming (Millicast), and no choice of this library. Sources: the
 * guide "How-to Setup Storage Profiles" (G), and the OpenAPI document of the Millicast API (A). Nothing was tried on
 * the live API.
 */

/** The API's base URL (A, `servers`). */
export const BASE_URL = 'https://api.millicast.com/api/v3';

/** The collection of storage profiles (A). */
export const PROFILES = '/account/media/storage';

/** Lets a profile write a small test file. The answer's id is that of a media asset (G; A). */
export const VALIDATE = '/account/media/storage/validate';

/** A media asset. An asset of a validation can be read for an hour (A). */
export const ASSET = '/media/assets/{id}';

/** The final states of a media asset (A, `MediaAssetStatus`). `processing` is not final. */
export const VALIDATED = 'complete';
export const NOT_VALIDATED = 'error';

/** The role that writes clips (G, the bucket policy). */
export const PRINCIPAL_ARN = 'arn:aws:iam::548863597864:role/millicast-recording-service';

/**
 * The actions of that role on objects (G, the bucket policy). The guide gives no reason for the wildcard. Beside
 * PutObject it covers the ACL, tags, retention and legal hold of objects and of their versions. It covers no action
 * that reads or deletes. It is a family that grows: AWS may add actions to it. A test has those of the day.
 */
export const OBJECT_ACTIONS = ['s3:PutObject*'];

/** The most characters of a profile's name (A, `CreateStorageProfileModel`). */
export const NAME_LENGTH = 256;

/** The most records of a page, and the query parameters of a page (A). */
export const PAGE = { size: 100, parameter: 'page', sizeParameter: 'limit' };

/** The allowed regions of a bucket. For another region, the guide refers to the vendor's support (G). */
export const REGIONS = [
  'us-east-1',
  'us-east-2',
  'us-west-1',
  'us-west-2',
  'ap-south-1',
  'ap-northeast-1',
  'ap-northeast-2',
  'ap-northeast-3',
  'ap-southeast-1',
  'ap-southeast-2',
  'ca-central-1',
  'ca-west-1',
  'eu-central-1',
  'eu-north-1',
  'eu-west-1',
  'eu-west-2',
  'eu-west-3',
  'me-central-1',
  'sa-east-1',
];
