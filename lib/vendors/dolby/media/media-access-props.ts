import type { IManagedPolicy } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import type { IBucket } from 'aws-cdk-lib/aws-s3';
import type { Duration } from 'aws-cdk-lib/core';
import type { DolbyKeyRotation } from './key-rotation';

/** What Dolby's Media APIs may read and write. */
export interface DolbyMediaAccessProps {
  /**
   * The bucket with the objects to read.
   *
   * @default - a new one, which blocks public access, refuses plain HTTP, encrypts, versions, and outlives its stack
   */
  readonly bucket?: IBucket;

  /**
   * The bucket that results are written to.
   *
   * @default - the one with the objects to read
   */
  readonly outputBucket?: IBucket;

  /**
   * The folder whose objects may be read.
   *
   * @default 'input/'
   */
  readonly inputPrefix?: string;

  /**
   * The folder that may be written to.
   *
   * @default 'output/'
   */
  readonly outputPrefix?: string;

  /**
   * The folder of `bucket` whose objects ANYONE on the internet may read. Only for these is a bare `s3://` or `https://`
   * URL, which the vendor reads without credentials, ever given out. A new bucket is opened as far as that needs; of a
   * given one a warning says the statement to add.
   *
   * @default - none: nothing is public
   */
  readonly publicInputPrefix?: string;

  /**
   * The longest that a pre-signed URL may live: one that would have to live longer is refused. Where a bucket's policy
   * limits `s3:signatureAge`, write that limit here.
   *
   * @default Duration.days(7), the most that Signature Version 4 gives a user's key
   */
  readonly maxUrlLifetime?: Duration;

  /**
   * When a new access key takes the place of the present one. The one before goes on until the next rotation, and longer
   * than any URL that it signed.
   *
   * @default DolbyKeyRotation.every(Duration.days(30))
   */
  readonly keyRotation?: DolbyKeyRotation;

  /**
   * Whether the signing function may answer with the access key itself, for in-line `auth` and for a storage object: who
   * may invoke it then has the key.
   *
   * @default false: it gives out pre-signed URLs alone
   */
  readonly handOutKeys?: boolean;

  /**
   * Actions on the buckets that the vendor turns out to need with a key, such as `s3:GetBucketLocation`: it documents no
   * minimum. `s3:ListBucket` is held to the prefixes.
   *
   * @default - none
   */
  readonly furtherBucketActions?: string[];

  /**
   * The customer-managed key that the secret is encrypted with.
   *
   * @default - the account's own for Secrets Manager
   */
  readonly secretEncryptionKey?: IKey;

  /**
   * The most that the user and the functions' roles may ever do.
   *
   * @default - none
   */
  readonly permissionsBoundary?: IManagedPolicy;
}
