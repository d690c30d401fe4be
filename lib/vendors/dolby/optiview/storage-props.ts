import type { IManagedPolicy } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import type { IBucket } from 'aws-cdk-lib/aws-s3';
import type { RemovalPolicy } from 'aws-cdk-lib/core';
import type { VendorSecret } from '../../../vendor-api/vendor-secret';

/** A bucket for OptiView's clips. */
export interface DolbyOptiViewStorageProps {
  /**
   * The API secret of the streaming dashboard (Settings, Security), in Secrets Manager. The function sends it only to
   * `apiBaseUrl`.
   */
  readonly apiSecret: VendorSecret;

  /**
   * Your own bucket. If this app makes it, the construct lets the vendor write in its policy. If it is imported, a
   * warning says what to add to its policy before the deploy.
   *
   * @default - a new one, see `VendorBucket`
   */
  readonly bucket?: IBucket;

  /**
   * The name of the new bucket.
   *
   * @default - CloudFormation makes a name
   */
  readonly bucketName?: string;

  /**
   * The folder that the vendor may write to. The construct adds a slash at its end where it has none, so that `exports`
   * never covers `exports-private/`. A token's value must have none.
   *
   * @default - the whole bucket
   */
  readonly prefix?: string;

  /**
   * The region of the bucket. The vendor must list it.
   *
   * @default - the region of `bucket`; for a bucket imported without its region, the stack's
   */
  readonly region?: string;

  /**
   * Whether the vendor's support has agreed to a region that its documents do not list.
   *
   * @default false
   */
  readonly isRegionAgreed?: boolean;

  /**
   * The profile's name at the vendor, of at most 207 characters. The function appends a marker of 48 characters, and
   * finds the profile again by it. Clips refer to a profile by its id.
   *
   * @default - the marker alone
   */
  readonly profileName?: string;

  /**
   * Whether clips without a profile go here. An account has one default. This profile replaces the present default, and
   * a later one replaces this.
   *
   * @default false
   */
  readonly isDefault?: boolean;

  /**
   * Whether the deploy asks the vendor to write a small test file, after the bucket's policy allows it. The deploy
   * waits for its success for up to four minutes. The file stays in the bucket.
   *
   * @default true
   */
  readonly validate?: boolean;

  /**
   * What happens to the new bucket when its stack is deleted, as `VendorBucket` takes it.
   *
   * @default RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE
   */
  readonly bucketRemovalPolicy?: RemovalPolicy;

  /**
   * The bucket for the access logs of the new bucket, as `VendorBucket` takes it.
   *
   * @default - no access logs
   */
  readonly serverAccessLogsBucket?: IBucket;

  /**
   * The customer-managed key of the new bucket. Its policy lets Dolby's role use it. Dolby's documents say nothing of
   * such keys, so a warning says what Dolby must allow.
   *
   * @default - S3's own key
   */
  readonly encryptionKey?: IKey;

  /**
   * What happens to the profile at the vendor when it is removed: DESTROY deletes it, RETAIN leaves it there.
   *
   * @default RemovalPolicy.DESTROY
   */
  readonly profileRemovalPolicy?: RemovalPolicy;

  /**
   * The permissions boundary of the registration function's role. A stack has one such function, so give all of its
   * registrations the same.
   *
   * @default - none
   */
  readonly permissionsBoundary?: IManagedPolicy;

  /**
   * The base URL of the vendor's API, or of your proxy or a fake: https, or http on loopback.
   *
   * @default https://api.millicast.com/api/v3
   */
  readonly apiBaseUrl?: string;
}
