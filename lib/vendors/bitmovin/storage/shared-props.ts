import type { IManagedPolicy } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import type { IBucket } from 'aws-cdk-lib/aws-s3';
import type { RemovalPolicy } from 'aws-cdk-lib/core';
import type { VendorSecret } from '../../../vendor-api/vendor-secret';
import type { BitmovinCloudRegion } from './cloud-region';
import type { ExternalIdMode } from './enums';

/** The props that Bitmovin's outputs and inputs share, and that many organisations may share. */
export interface BitmovinSharedProps {
  /** The API key, in Secrets Manager. The function sends it as `X-Api-Key`, and only to `apiBaseUrl`. */
  readonly apiKey: VendorSecret;

  /**
   * The base URL of the vendor's API, or of your proxy or a fake: https, or http on loopback.
   *
   * @default https://api.bitmovin.com/v1
   */
  readonly apiBaseUrl?: string;

  /**
   * Your own bucket. The construct does not change its policy. Where the policy needs more, a warning says what.
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
   * The customer-managed key of the bucket. The construct encrypts a new bucket with it. The role may use it through
   * S3, and for this bucket only.
   *
   * @default - S3's own key for a new bucket; for a given bucket, the key that its construct knows
   */
  readonly encryptionKey?: IKey;

  /**
   * The region of the bucket, in the vendor's words.
   *
   * @default - derived from the bucket's region; for a new bucket, that is the stack's. The construct leaves it out
   * where the vendor has no name for the region, where only the deploy knows it, or where an imported bucket says no
   * region. The vendor then asks S3 by `s3:GetBucketLocation`.
   */
  readonly cloudRegion?: BitmovinCloudRegion;

  /**
   * The source of the external ID.
   *
   * @default ExternalIdMode.GENERATED
   */
  readonly externalIdMode?: ExternalIdMode;

  /**
   * The role's path, with `/` at both ends. With your own `roleName`, change both together: IAM cannot move a role, and
   * allows a name only once.
   *
   * @default /
   */
  readonly rolePath?: string;

  /**
   * The permissions boundary of the new roles. The registration function's role gets it, too. All registrations of a
   * stack share that function, so give all of them the same.
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
