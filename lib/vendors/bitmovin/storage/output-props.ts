import type { ObjectOwnership } from 'aws-cdk-lib/aws-s3';
import type { RemovalPolicy } from 'aws-cdk-lib/core';
import type { BitmovinSignatureVersion } from './enums';
import type { BitmovinRecordProps } from './record-props';

/** What one output has, of analytics or of encodings. */
export interface BitmovinOutputProps extends BitmovinRecordProps, BitmovinWritingProps {
  /**
   * The output's name at the vendor.
   *
   * @default - the construct's path, made short and unique
   */
  readonly outputName?: string;

  /**
   * Whether ANYONE on the internet may read the objects under `prefix`, for playback. Lifts the new bucket's public
   * access block as far as that needs.
   *
   * @default false
   */
  readonly publicRead?: boolean;
}

/** What Bitmovin is told of the way it writes, and what a bucket must let it do. */
export interface BitmovinWritingProps {
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
   * Who owns what is written to the new bucket. The vendor sets ACLs, which a `BUCKET_OWNER_ENFORCED` bucket answers
   * with a 400: choosing that is warned of.
   *
   * @default ObjectOwnership.BUCKET_OWNER_PREFERRED
   */
  readonly objectOwnership?: ObjectOwnership;

  /**
   * What becomes of an output at the vendor when it is removed or replaced: DESTROY, or RETAIN to leave it there.
   *
   * @default RemovalPolicy.DESTROY
   */
  readonly outputRemovalPolicy?: RemovalPolicy;
}
