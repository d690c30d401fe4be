import * as iam from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import * as s3 from 'aws-cdk-lib/aws-s3';
import { Duration, RemovalPolicy } from 'aws-cdk-lib/core';
import type { Construct } from 'constructs';
import { checkBucketName } from '../validation/names';
import { checkPrefix } from '../validation/prefix';
import { pastPlaceholder, refuse } from '../validation/refuse';
import { logAccess } from './access-logs';

/** The bucket that a vendor may use. */
export interface VendorBucketProps {
  /**
   * The bucket's name.
   *
   * @default - CloudFormation makes a name
   */
  readonly bucketName?: string;

  /**
   * A customer-managed key to encrypt with, through an S3 Bucket Key.
   *
   * @default - S3's own key (SSE-S3)
   */
  readonly encryptionKey?: IKey;

  /**
   * Who owns the written objects, and whether S3 honours ACLs. A `BUCKET_OWNER_ENFORCED` bucket answers 400 to a vendor
   * that sets ACLs.
   *
   * @default ObjectOwnership.BUCKET_OWNER_ENFORCED
   */
  readonly objectOwnership?: s3.ObjectOwnership;

  /**
   * The folder whose objects ANYONE on the internet may read, for playback. The construct lifts the public access block
   * only as far as a bucket policy for that folder needs. S3 still ignores public ACLs, so no other object becomes
   * readable.
   *
   * @default - all public access is blocked
   */
  readonly publicReadPrefix?: string;

  /**
   * The bucket for S3's access logs. Its default encryption must be S3's own key (S3 user guide, "Enabling Amazon S3
   * server access logging"). If this app makes it, its policy lets S3 write the logs there. For an imported one, a
   * warning says which statement to add.
   *
   * @default - no access logs
   */
  readonly serverAccessLogsBucket?: s3.IBucket;

  /**
   * The beginning of the keys of the access logs.
   *
   * @default - the bucket's path in the app, such as `Exports/Analytics/Bucket/`
   */
  readonly serverAccessLogsPrefix?: string;

  /**
   * What happens to the bucket when its stack is deleted. CloudFormation never deletes a bucket that holds objects.
   * `RETAIN` means `RETAIN_ON_UPDATE_OR_DELETE`: the rollback of the deploy that makes the bucket deletes it.
   * Otherwise the next deploy would find the bucket's name taken.
   *
   * @default RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE
   */
  readonly removalPolicy?: RemovalPolicy;
}

/**
 * A bucket that blocks public access, refuses plain HTTP and TLS below 1.2, encrypts objects and keeps their versions.
 * It removes uploads that stay unfinished for a week. It stays when its stack is deleted, and goes only with a failed
 * deploy that made it.
 */
export class VendorBucket extends s3.Bucket {
  constructor(scope: Construct, id: string, props: VendorBucketProps = {}) {
    checkBucketName('bucketName', props.bucketName);
    const publicPrefix = checkPrefix('publicReadPrefix', props.publicReadPrefix);
    if (publicPrefix !== undefined && props.encryptionKey) {
      refuse(
        'publicReadPrefix',
        publicPrefix,
        'cannot be read by anyone in a bucket with a customer-managed key, which anonymous readers may not use',
        'leave encryptionKey out',
      );
    }
    super(scope, id, {
      bucketName: pastPlaceholder(props.bucketName),
      encryption: props.encryptionKey ? s3.BucketEncryption.KMS : s3.BucketEncryption.S3_MANAGED,
      encryptionKey: props.encryptionKey,
      bucketKeyEnabled: props.encryptionKey ? true : undefined,
      blockPublicAccess: publicPrefix === undefined ? s3.BlockPublicAccess.BLOCK_ALL : POLICY_ONLY,
      objectOwnership: props.objectOwnership ?? s3.ObjectOwnership.BUCKET_OWNER_ENFORCED,
      enforceSSL: true,
      minimumTLSVersion: 1.2,
      versioned: true,
      lifecycleRules: [{ abortIncompleteMultipartUploadAfter: Duration.days(7) }],
      removalPolicy: kept(props.removalPolicy),
    });
    if (props.serverAccessLogsBucket) {
      logAccess(this, props.serverAccessLogsBucket, props.serverAccessLogsPrefix);
    } else if (props.serverAccessLogsPrefix !== undefined) {
      refuse(
        'serverAccessLogsPrefix',
        props.serverAccessLogsPrefix,
        'means nothing without a bucket for the logs',
        'give serverAccessLogsBucket, too',
      );
    }
    if (publicPrefix !== undefined) {
      this.addToResourcePolicy(publicReadStatement(this, publicPrefix));
    }
  }
}

/**
 * A bucket that is kept goes all the same with the deploy that fails to make it (CloudFormation user guide,
 * "DeletionPolicy attribute", RetainExceptOnCreate).
 */
function kept(policy = RemovalPolicy.RETAIN): RemovalPolicy {
  return policy === RemovalPolicy.RETAIN ? RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE : policy;
}

/** S3 honours a public policy and ignores public ACLs. The vendor may still set ACLs. */
const POLICY_ONLY = new s3.BlockPublicAccess({
  blockPublicAcls: false,
  ignorePublicAcls: true,
  blockPublicPolicy: false,
  restrictPublicBuckets: false,
});

/** Lets anyone read the objects under the prefix, without a list and without other versions. */
export function publicReadStatement(bucket: s3.IBucket, prefix: string): iam.PolicyStatement {
  return new iam.PolicyStatement({
    sid: 'PublicReadForPlayback',
    principals: [new iam.AnyPrincipal()],
    actions: ['s3:GetObject'],
    resources: [bucket.arnForObjects(`${prefix}*`)],
  });
}
