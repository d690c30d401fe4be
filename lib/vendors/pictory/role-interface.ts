import type { IKey } from 'aws-cdk-lib/aws-kms';
import type { IBucket } from 'aws-cdk-lib/aws-s3';
import type { IConstruct } from 'constructs';
import type { S3Access } from '../../access/s3-access';

/** What Pictory may read in a bucket. */
export interface PictoryMediaOptions {
  /**
   * The folder that Pictory is held to. A slash is added at its end where it has none, so that `media` never covers
   * `media-private/`; a token is taken to have none.
   *
   * @default - the whole bucket
   */
  readonly prefix?: string;

  /**
   * The customer-managed key of the bucket: Pictory may then decrypt with it, through S3, for this bucket only.
   *
   * @default - the bucket's own, where its construct knows it
   */
  readonly encryptionKey?: IKey;
}

/** The role of an account that Pictory assumes: made by this stack, or by another and joined by this one. */
export interface IPictoryRole extends IConstruct {
  /** The role's ARN, which is the same in every stack of the account. */
  readonly roleArn: string;

  /** What this stack lets the role do, as a policy document in JSON text. */
  readonly accessPolicyJson: string;

  /**
   * Lets Pictory list and read what is under a prefix of a bucket.
   *
   * @param bucket the bucket; its own policy stays as it is
   * @param options the prefix, and the bucket's key
   * @returns what was granted
   */
  grantRead(bucket: IBucket, options?: PictoryMediaOptions): S3Access;
}
