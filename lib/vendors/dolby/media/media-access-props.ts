import type { IManagedPolicy } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import type { IBucket } from 'aws-cdk-lib/aws-s3';
import type { Duration } from 'aws-cdk-lib/core';
import type { DolbyKeyRotation } from './key-rotation';

/** The objects that Dolby's Media APIs may read and write. */
export interface DolbyMediaAccessProps {
  /**
   * The bucket with the objects to read.
   *
   * @default - a new one, see `VendorBucket`
   */
  readonly bucket?: IBucket;

  /**
   * The customer-managed key of `bucket`. The construct encrypts a new bucket with it. The user may use it through S3,
   * and for this bucket only.
   *
   * @default - S3's own key for a new bucket; for a given bucket, the key that its construct knows
   */
  readonly encryptionKey?: IKey;

  /**
   * The bucket for the access logs of the new bucket, as `VendorBucket` takes it.
   *
   * @default - no access logs
   */
  readonly serverAccessLogsBucket?: IBucket;

  /**
   * The bucket for results.
   *
   * @default - the bucket with the objects to read
   */
  readonly outputBucket?: IBucket;

  /**
   * The folder that the vendor may read.
   *
   * @default 'input/'
   */
  readonly inputPrefix?: string;

  /**
   * The folder that the vendor may write to.
   *
   * @default 'output/'
   */
  readonly outputPrefix?: string;

  /**
   * The folder of `bucket` whose objects ANYONE on the internet may read. The library gives bare `s3://` or `https://`
   * URLs, which need no credentials, only for these objects. The construct opens a new bucket only as far as that
   * needs. For a given bucket, a warning says which statement to add.
   *
   * @default - none: nothing is public
   */
  readonly publicInputPrefix?: string;

  /**
   * The longest lifetime of a pre-signed URL. The signing function refuses a URL that would need longer. If a bucket's
   * policy limits `s3:signatureAge`, write that limit here.
   *
   * @default Duration.days(7), the longest that Signature Version 4 allows for a user's key
   */
  readonly maxUrlLifetime?: Duration;

  /**
   * When a new access key replaces the present one. The former key stays valid until the next rotation, and longer than
   * any URL that it signed.
   *
   * @default DolbyKeyRotation.every(Duration.days(30))
   */
  readonly keyRotation?: DolbyKeyRotation;

  /**
   * Whether the signing function may answer with the access key itself, for in-line `auth` and for a storage object.
   * Everyone who may invoke the function then has the key.
   *
   * @default false: it gives only pre-signed URLs
   */
  readonly handOutKeys?: boolean;

  /**
   * Further actions on the buckets that the vendor needs with a key, such as `s3:GetBucketLocation`. The vendor
   * documents no minimum. The policy restricts `s3:ListBucket` to the prefixes.
   *
   * @default - none
   */
  readonly furtherBucketActions?: string[];

  /**
   * The customer-managed key for the secret.
   *
   * @default - the account's own key for Secrets Manager
   */
  readonly secretEncryptionKey?: IKey;

  /**
   * The permissions boundary of the user and of the functions' roles.
   *
   * @default - none
   */
  readonly permissionsBoundary?: IManagedPolicy;
}
