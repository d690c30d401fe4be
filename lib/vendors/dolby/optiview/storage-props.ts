import type { IManagedPolicy } from 'aws-cdk-lib/aws-iam';
import type { IBucket } from 'aws-cdk-lib/aws-s3';
import type { RemovalPolicy } from 'aws-cdk-lib/core';
import type { VendorSecret } from '../../../vendor-api/vendor-secret';

/** A bucket that OptiView stores clips in. */
export interface DolbyOptiViewStorageProps {
  /** The API secret of the streaming dashboard (Settings, Security), in Secrets Manager. It is sent to `apiBaseUrl` alone. */
  readonly apiSecret: VendorSecret;

  /**
   * A bucket of your own. Where it is made in this app, its policy lets the vendor write; where it is imported, a warning
   * says what to add to its policy, before the deploy.
   *
   * @default - a new one, see `VendorBucket`
   */
  readonly bucket?: IBucket;

  /**
   * The new bucket's name.
   *
   * @default - made by CloudFormation
   */
  readonly bucketName?: string;

  /**
   * The folder that the vendor writes to, and is held to. A slash is added at its end where it has none, so that `clips`
   * never covers `clips-private/`; a token is taken to have none.
   *
   * @default - the whole bucket
   */
  readonly prefix?: string;

  /**
   * The region of the bucket, one of those that the vendor lists.
   *
   * @default - the region of `bucket`, which for one that was imported without its region is the stack's
   */
  readonly region?: string;

  /**
   * Whether the vendor's support has agreed to a region that its documents do not list.
   *
   * @default false
   */
  readonly isRegionAgreed?: boolean;

  /**
   * The profile's name at the vendor, of at most 207 characters. A marker of 48 characters is appended, by which the
   * profile is found again. Clips name a profile by its id.
   *
   * @default - the marker alone
   */
  readonly profileName?: string;

  /**
   * Whether clips that name no profile go here. An account has one default: this one takes the place of whichever was,
   * and loses it to whoever comes after.
   *
   * @default false
   */
  readonly isDefault?: boolean;

  /**
   * Whether the vendor is asked to write a small test file, once the bucket lets it, and the deploy waits until that
   * turned out well: up to four minutes. The file stays in the bucket.
   *
   * @default true
   */
  readonly validate?: boolean;

  /**
   * What becomes of the new bucket with its stack.
   *
   * @default RemovalPolicy.RETAIN
   */
  readonly bucketRemovalPolicy?: RemovalPolicy;

  /**
   * What becomes of the profile at the vendor when it is removed: DESTROY, or RETAIN to leave it there.
   *
   * @default RemovalPolicy.DESTROY
   */
  readonly profileRemovalPolicy?: RemovalPolicy;

  /**
   * The most that the registration function's role may ever do. The function is the stack's: give all of its
   * registrations the same.
   *
   * @default - none
   */
  readonly permissionsBoundary?: IManagedPolicy;

  /**
   * Where the vendor's API is: a proxy of yours, or a fake. https, or http on loopback.
   *
   * @default https://api.millicast.com/api/v3
   */
  readonly apiBaseUrl?: string;
}
