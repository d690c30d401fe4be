import type { IManagedPolicy } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import type { IBucket, ObjectOwnership } from 'aws-cdk-lib/aws-s3';
import type { RemovalPolicy } from 'aws-cdk-lib/core';
import type { VendorSecret } from '../../registration/vendor-secret';
import type { BitmovinAcl } from './acl';
import type { BitmovinCloudRegion } from './cloud-region';
import type { ExternalIdMode } from './external-id-mode';
import type { BitmovinSignatureVersion } from './signature-version';

/** An S3 bucket that Bitmovin Analytics exports into. */
export interface BitmovinAnalyticsOutputProps {
  /** The API key, in Secrets Manager. It is sent as `X-Api-Key`, to `apiBaseUrl` alone. */
  readonly apiKey: VendorSecret;

  /**
   * The organisation or sub-organisation that the output is made in, sent as `X-Tenant-Org-Id` with every request.
   *
   * @default - the API key's own organisation, which is not the one that a user was invited into
   */
  readonly tenantOrgId?: string;

  /**
   * The id of an analytics output that is there already: it is read, the role trusts its external ID, and it is never
   * changed and never deleted. It must be of this `tenantOrgId`, and name this bucket and this role: give its bucket as
   * `bucket`, and its role's name and path as `roleName` and `rolePath`. Nothing compares them, because Bitmovin's
   * documents have the role as write-only. The role is made here: one of that name must go first.
   *
   * With it, whatever a new output would say is refused: `externalIdMode`, `outputName`, `acl`, …
   *
   * @default - a new output
   */
  readonly adoptExisting?: string;

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
   * The folder that the vendor is held to. A slash is added at its end where it has none, so that `exports` never
   * covers `exports-private/`; a token is taken to have none. Give exports an `outputPath` under it.
   *
   * @default - the whole bucket
   */
  readonly prefix?: string;

  /**
   * Where the external ID comes from.
   *
   * @default ExternalIdMode.GENERATED
   */
  readonly externalIdMode?: ExternalIdMode;

  /**
   * The external ID of mode CUSTOM: 2 to 1224 of letters, digits and `_+=,.@:/-`, nothing that others could guess.
   *
   * @default - the vendor's own; required with CUSTOM, refused without
   */
  readonly externalId?: string;

  /**
   * The region of the bucket, in the vendor's words.
   *
   * @default - derived from the bucket's region, and with a new bucket from the stack's. Left out where the vendor has
   * no name for the region, or where the region is known only at deploy time: the vendor then asks S3, as its
   * `s3:GetBucketLocation` is for.
   */
  readonly cloudRegion?: BitmovinCloudRegion;

  /**
   * The output's name at the vendor.
   *
   * @default - the construct's path, made short and unique
   */
  readonly outputName?: string;

  /**
   * The output's description at the vendor. A marker of 48 characters is appended, by which the output is found again.
   *
   * @default - the marker alone
   */
  readonly description?: string;

  /**
   * The ACL that the vendor sets on what it writes.
   *
   * @default BitmovinAcl.PRIVATE
   */
  readonly acl?: BitmovinAcl;

  /**
   * How the vendor signs its requests to S3.
   *
   * @default - the vendor's default, S3_V4
   */
  readonly signatureVersion?: BitmovinSignatureVersion;

  /**
   * The name of the user-defined metadata (`x-amz-meta-…`) in which the vendor stores each file's MD5 hash.
   *
   * @default - not stored
   */
  readonly md5MetaTag?: string;

  /**
   * Data of your own on the output, as JSON. Bitmovin does not give it back in lists.
   *
   * @default - none
   */
  readonly customData?: { [name: string]: unknown };

  /**
   * The role's name: 1 to 64 of letters, digits and `_+=,.@-`.
   *
   * @default - readable text of at most 27 characters, and the stack's UUID: IAM is global, so a name must differ
   * between regions
   */
  readonly roleName?: string;

  /**
   * The role's path, with `/` at both ends. With a `roleName` of your own, change both together: IAM does not move a
   * role, and its name may exist only once.
   *
   * @default /
   */
  readonly rolePath?: string;

  /**
   * The most that the roles made here may ever do. It holds for the registration function's role, too, which the
   * outputs of a stack share: give all of them the same.
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

  /**
   * The customer-managed key of the bucket. A new bucket is encrypted with it; the role may use it through S3, for
   * this bucket only.
   *
   * @default - S3's own key in a new bucket; of a given bucket, the key that its construct knows
   */
  readonly encryptionKey?: IKey;

  /**
   * Who owns what is written to the new bucket. The vendor sets ACLs, which a `BUCKET_OWNER_ENFORCED` bucket answers
   * with a 400: choosing that is warned of.
   *
   * @default ObjectOwnership.BUCKET_OWNER_PREFERRED
   */
  readonly objectOwnership?: ObjectOwnership;

  /**
   * Whether ANYONE on the internet may read the objects under `prefix`, for playback. Lifts the new bucket's public
   * access block as far as that needs.
   *
   * @default false
   */
  readonly publicRead?: boolean;

  /**
   * What becomes of the new bucket with its stack.
   *
   * @default RemovalPolicy.RETAIN
   */
  readonly bucketRemovalPolicy?: RemovalPolicy;

  /**
   * What becomes of the output at the vendor when it is removed or replaced: DESTROY, or RETAIN to leave it there.
   *
   * @default RemovalPolicy.DESTROY
   */
  readonly outputRemovalPolicy?: RemovalPolicy;

  /**
   * Where the vendor's API is: a proxy of yours, or a fake. https, or http on loopback.
   *
   * @default https://api.bitmovin.com/v1
   */
  readonly apiBaseUrl?: string;
}
