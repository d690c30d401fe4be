/** One object in a customer's bucket. */
export interface PictoryMedia {
  readonly bucket: string;
  readonly key: string;
}

/** What the vendor needs to read an object: the account, the role and the region. */
export interface PictoryMediaRequest extends PictoryMedia {
  readonly awsAccountId: string;
  /** The customer's role. That the vendor makes its ARN from the account and the documented name is inferred. */
  readonly roleArn: string;
  /** The region that the connection names. */
  readonly region: string;
}

/** Reads an object as the vendor would: assumes the role, then gets the object. An error fails the job. */
export type ReadMedia = (request: PictoryMediaRequest) => Promise<Uint8Array>;

/** The role's name in the vendor's documents. */
const ROLE_NAME = 'PictoryCloudIntegrationRole';

/** The role that the vendor's documents ask for in a customer's account. */
export function roleArnOf(awsAccountId: string): string {
  return `arn:aws:iam::${awsAccountId}:role/${ROLE_NAME}`;
}

/**
 * The object that an address names. The vendor takes two forms for private media: `s3://bucket/key`, and
 * `https://bucket.s3.region.amazonaws.com/key` (vendor's page on private media). The fake decodes the URL. It takes the
 * other form as it stands, as the AWS CLI does. No source says what the vendor does.
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
