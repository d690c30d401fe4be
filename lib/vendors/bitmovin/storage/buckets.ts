import { type IBucket, ObjectOwnership } from 'aws-cdk-lib/aws-s3';
import type { Construct } from 'constructs';
import type { S3Access } from '../../../access/s3-access';
import { VendorBucket } from '../../../access/vendor-bucket';
import { warnAboutOwnership, warnAboutPublicRead } from './bucket-warnings';
import type { BitmovinOutputProps } from './output-props';
import type { BitmovinSharedProps } from './shared-props';
import type { BitmovinWritingProps } from './writing-props';

/** A new bucket for Bitmovin to write into. It sets ACLs on what it writes, which a bucket by default refuses. */
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
    removalPolicy: props.bucketRemovalPolicy,
  });
}

/** Says, once each, what the bucket does not let an output do. */
export function warnAboutOutputBucket(scope: Construct, access: S3Access, props: BitmovinOutputProps): void {
  warnAboutOwnership(scope, access.bucket);
  if (props.bucket && props.publicRead) {
    warnAboutPublicRead(scope, access);
  }
}
