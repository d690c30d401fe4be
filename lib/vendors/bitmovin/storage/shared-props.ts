import type { IManagedPolicy } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import type { IBucket } from 'aws-cdk-lib/aws-s3';
import type { RemovalPolicy } from 'aws-cdk-lib/core';
import type { VendorSecret } from '../../../vendor-api/vendor-secret';
import type { BitmovinCloudRegion } from './cloud-region';
import type { ExternalIdMode } from './enums';

/** What Bitmovin's outputs and inputs have in common, and what those of many organisations may share. */
export interface BitmovinSharedProps {
  /** The API key, in Secrets Manager. It is sent as `X-Api-Key`, to `apiBaseUrl` alone. */
  readonly apiKey: VendorSecret;

  /**
   * Where the vendor's API is: a proxy of yours, or a fake. https, or http on loopback.
   *
   * @default https://api.bitmovin.com/v1
   */
  readonly apiBaseUrl?: string;

  /**
   * A bucket of your own. Its policy stays as it is; where something must be added, a warning says what.
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
   * What becomes of the new bucket with its stack.
   *
   * @default RemovalPolicy.RETAIN
   */
  readonly bucketRemovalPolicy?: RemovalPolicy;

  /**
   * The customer-managed key of the bucket. A new bucket is encrypted with it; the role may use it through S3, for
   * this bucket only.
   *
   * @default - S3's own key in a new bucket; of a given bucket, the key that its construct knows
   */
  readonly encryptionKey?: IKey;

  /**
   * The region of the bucket, in the vendor's words.
   *
   * @default - derived from the bucket's region, and with a new bucket from the stack's. Left out where the vendor has
   * no name for the region, or where the region is known only at deploy time: the vendor then asks S3, as its
   * `s3:GetBucketLocation` is for.
   */
  readonly cloudRegion?: BitmovinCloudRegion;

  /**
   * Where the external ID comes from.
   *
   * @default ExternalIdMode.GENERATED
   */
  readonly externalIdMode?: ExternalIdMode;

  /**
   * The role's path, with `/` at both ends. With a `roleName` of your own, change both together: IAM does not move a
   * role, and its name may exist only once.
   *
   * @default /
   */
  readonly rolePath?: string;

  /**
   * The most that the roles made here may ever do. It holds for the registration function's role, too, which all
   * registrations of a stack share: give all of them the same.
   *
   * @default - none
   */
  readonly permissionsBoundary?: IManagedPolicy;

  /**
   * Tags of the role.
   *
   * @default - none but the stack's
   */
  readonly tags?: { [key: string]: string };
}
