/** One object in a customer's bucket. */
export interface PictoryMedia {
  readonly bucket: string;
  readonly key: string;
}

/** What the vendor needs to read an object: whose it is, through which role, and where. */
export interface PictoryMediaRequest extends PictoryMedia {
  readonly awsAccountId: string;
  /** The customer's role. That the vendor derives its ARN from the account and the documented name is inferred. */
  readonly roleArn: string;
  /** The region that the connection names. */
  readonly region: string;
}

/** Reads an object as the vendor would: assumes the role, then gets the object. What it rejects with fails the job. */
export type ReadMedia = (request: PictoryMediaRequest) => Promise<Uint8Array>;

/** The role's name in the vendor's documents. */
const ROLE_NAME = 'PictoryCloudIntegrationRole';

/** The role that stands in a customer's account by the vendor's documents. */
export function roleArnOf(awsAccountId: string): string {
  return `arn:aws:iam::${awsAccountId}:role/${ROLE_NAME}`;
}

/**
 * The object that an address names, in one of the two forms that the vendor takes for private media:
 * `s3://bucket/key`, and `https://bucket.s3.region.amazonaws.com/key` (vendor's page on private media). A URL is decoded;
 * the other form is taken as it stands, as the AWS CLI takes it. Which of the two the vendor does is in no source.
 *
 * @returns undefined for an address of any other form, which is public
 */
export function mediaOf(address: string): PictoryMedia | undefined {
  const [, bucket, key] =
    /^s3:\/\/([^/]+)\/(.+)$/s.exec(address) ??
    /^https:\/\/([^/]+)\.s3\.[a-z\d-]+\.amazonaws\.com(?:\.cn)?\/([^?#]+)$/.exec(address) ??
    [];
  if (bucket === undefined || key === undefined) {
    return undefined;
  }
  return { bucket, key: address.startsWith('s3:') ? key : decoded(key) };
}

function decoded(key: string): string {
  try {
    return decodeURIComponent(key);
  } catch {
    return key;
  }
}
