import type { IKey } from 'aws-cdk-lib/aws-kms';
import type { IBucket } from 'aws-cdk-lib/aws-s3';
import type { IConstruct } from 'constructs';
import type { S3Access } from '../../access/s3-access';

/** The objects that Pictory may read in a bucket. */
export interface PictoryMediaOptions {
  /**
   * The folder that Pictory may read. The construct adds a slash at its end where it has none, so that `exports` never
   * covers `exports-private/`. A token's value must have none.
   *
   * @default - the whole bucket
   */
  readonly prefix?: string;

  /**
   * The customer-managed key of the bucket. Pictory may then decrypt with it, through S3 and for this bucket only.
   *
   * @default - the bucket's own key, where its construct knows it
   */
  readonly encryptionKey?: IKey;
}

/** The role of an account that Pictory assumes. This stack makes it, or uses the one that another stack made. */
export interface IPictoryRole extends IConstruct {
  /** The role's ARN. It is the same in every stack of the account. */
  readonly roleArn: string;

  /** The grants of this stack to the role, as a policy document in JSON text. */
  readonly accessPolicyJson: string;

  /**
   * Lets Pictory list and read the objects under a prefix of a bucket.
   *
   * @param bucket the bucket; its own policy does not change
   * @param options the prefix, and the bucket's key
   * @returns the granted access
   */
  grantRead(bucket: IBucket, options?: PictoryMediaOptions): S3Access;
}
