import * as s3 from 'aws-cdk-lib/aws-s3';
import { type IBucket, ObjectOwnership } from 'aws-cdk-lib/aws-s3';
import { Annotations, Stack, Token } from 'aws-cdk-lib/core';
import type { Construct } from 'constructs';
import type { S3Access, S3AccessProps } from '../../../access/s3-access';
import { OWN_ACLS } from '../../../access/s3-conditions';
import { publicReadStatement, VendorBucket } from '../../../access/vendor-bucket';
import type { BitmovinOutputProps, BitmovinWritingProps } from './output-props';
import type { BitmovinSharedProps } from './shared-props';

/**
 * A new bucket for Bitmovin to write into. Bitmovin sets ACLs on the files that it writes, and a default bucket refuses
 * ACLs.
 */
export function newOutputBucket(
  scope: Construct,
  props: BitmovinSharedProps & BitmovinWritingProps,
  publicReadPrefix?: string,
): IBucket {
  return new VendorBucket(scope, 'Bucket', {
    bucketName: props.bucketName,
    encryptionKey: props.encryptionKey,
    objectOwnership: props.objectOwnership ?? ObjectOwnership.BUCKET_OWNER_PREFERRED,
    publicReadPrefix,
    serverAccessLogsBucket: props.serverAccessLogsBucket,
    removalPolicy: props.bucketRemovalPolicy,
  });
}

/** The ACLs that Bitmovin may set. */
export function aclsOf(mayBePublic = false, anyAcl?: boolean): Pick<S3AccessProps, 'cannedAcls' | 'anyAcl'> {
  return { anyAcl, ...(mayBePublic ? { cannedAcls: [...OWN_ACLS, 'public-read'] } : {}) };
}

/** Warns, once each, of settings of the bucket that stop an output. */
export function warnAboutOutputBucket(scope: Construct, access: S3Access, props: BitmovinOutputProps): void {
  warnAboutOwnership(scope, access.bucket);
  if (props.bucket && props.publicRead) {
    warnAboutPublicRead(scope, access);
  }
}

/** The id of the warning about ACLs. A user acknowledges the warning by it. */
export const OWNERSHIP_WARNING = 'cdk-vendor-access:objectOwnership';

/** Warns, once, that the vendor's writes fail in a bucket that refuses ACLs, or may refuse them. */
export function warnAboutOwnership(scope: Construct, bucket: s3.IBucket): void {
  const ownership = ownershipOf(bucket);
  if (ownership === undefined || ownership === s3.ObjectOwnership.BUCKET_OWNER_ENFORCED) {
    warn(
      scope,
      OWNERSHIP_WARNING,
      `Bitmovin sets an ACL on what it writes, and a bucket with ACLs disabled (S3's default) answers 400 to that: ` +
        `set the object ownership of ${name(bucket)} to BucketOwnerPreferred`,
    );
  }
}

/** The construct does not change a given bucket. Warns, once, of the settings that its owner must add for playback. */
export function warnAboutPublicRead(scope: Construct, { bucket, prefix = '' }: S3Access): void {
  const statement = JSON.stringify(Stack.of(scope).resolve(publicReadStatement(bucket, prefix).toStatementJson()));
  warn(
    scope,
    'cdk-vendor-access:publicRead',
    `publicRead does not change ${name(bucket)}, which was given: lift its public access block for policies, and add ` +
      `to its policy ${statement}`,
  );
}

/**
 * The bucket's object ownership. Undefined where synth cannot know it, or where S3's default applies, which refuses
 * ACLs.
 */
function ownershipOf(bucket: s3.IBucket): string | undefined {
  const resource = bucket.node.defaultChild;
  if (!(resource instanceof s3.CfnBucket)) {
    return undefined;
  }
  const controls = Stack.of(bucket).resolve(resource.ownershipControls);
  return controls?.rules?.[0]?.objectOwnership;
}

function name(bucket: s3.IBucket): string {
  return Token.isUnresolved(bucket.bucketName) ? bucket.node.path : bucket.bucketName;
}

function warn(scope: Construct, id: string, message: string): void {
  Annotations.of(scope).addWarningV2(id, `${message}.`);
}
