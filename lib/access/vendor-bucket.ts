import * as iam from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import * as s3 from 'aws-cdk-lib/aws-s3';
import { Duration, RemovalPolicy } from 'aws-cdk-lib/core';
import type { Construct } from 'constructs';
import { checkBucketName } from '../validation/names';
import { checkPrefix } from '../validation/prefix';
import { refuse } from '../validation/refuse';

/** A bucket that a vendor is let into. */
export interface VendorBucketProps {
  /**
   * The bucket's name.
   *
   * @default - made by CloudFormation
   */
  readonly bucketName?: string;

  /**
   * A customer-managed key to encrypt with, through an S3 Bucket Key.
   *
   * @default - S3's own key (SSE-S3)
   */
  readonly encryptionKey?: IKey;

  /**
   * Who owns what is written, and whether ACLs mean anything. A vendor that sets ACLs gets a 400 from a bucket that is
   * `BUCKET_OWNER_ENFORCED`.
   *
   * @default ObjectOwnership.BUCKET_OWNER_ENFORCED
   */
  readonly objectOwnership?: s3.ObjectOwnership;

  /**
   * The folder whose objects ANYONE on the internet may read, for playback. Lifts the public access block as far as a
   * bucket policy for that folder needs, and no further: public ACLs are still ignored, so nothing else becomes
   * readable by them.
   *
   * @default - nobody but who is granted access; all public access is blocked
   */
  readonly publicReadPrefix?: string;

  /**
   * What becomes of the bucket with its stack. A bucket that holds objects is not deleted in any case.
   *
   * @default RemovalPolicy.RETAIN
   */
  readonly removalPolicy?: RemovalPolicy;
}

/**
 * A bucket that blocks public access, refuses plain HTTP and TLS below 1.2, encrypts, keeps versions, clears uploads
 * that were left unfinished for a week, and outlives its stack.
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
      bucketName: props.bucketName,
      encryption: props.encryptionKey ? s3.BucketEncryption.KMS : s3.BucketEncryption.S3_MANAGED,
      encryptionKey: props.encryptionKey,
      bucketKeyEnabled: props.encryptionKey ? true : undefined,
      blockPublicAccess: publicPrefix === undefined ? s3.BlockPublicAccess.BLOCK_ALL : POLICY_ONLY,
      objectOwnership: props.objectOwnership ?? s3.ObjectOwnership.BUCKET_OWNER_ENFORCED,
      enforceSSL: true,
      minimumTLSVersion: 1.2,
      versioned: true,
      lifecycleRules: [{ abortIncompleteMultipartUploadAfter: Duration.days(7) }],
      removalPolicy: props.removalPolicy ?? RemovalPolicy.RETAIN,
    });
    if (publicPrefix !== undefined) {
      this.addToResourcePolicy(publicReadStatement(this, publicPrefix));
    }
  }
}

/** A public policy may be set and takes effect; ACLs still make nothing public, though a vendor may set one. */
const POLICY_ONLY = new s3.BlockPublicAccess({
  blockPublicAcls: false,
  ignorePublicAcls: true,
  blockPublicPolicy: false,
  restrictPublicBuckets: false,
});

/** Lets anyone read what is under the prefix, and nothing else: no list, no other version. */
export function publicReadStatement(bucket: s3.IBucket, prefix: string): iam.PolicyStatement {
  return new iam.PolicyStatement({
    sid: 'PublicReadForPlayback',
    principals: [new iam.AnyPrincipal()],
    actions: ['s3:GetObject'],
    resources: [bucket.arnForObjects(`${prefix}*`)],
  });
}
