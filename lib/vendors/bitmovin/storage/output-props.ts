import type { ObjectOwnership } from 'aws-cdk-lib/aws-s3';
import type { RemovalPolicy } from 'aws-cdk-lib/core';
import type { BitmovinSignatureVersion } from './enums';
import type { BitmovinRecordProps } from './record-props';

/** The props of one output, of analytics or of encodings. */
export interface BitmovinOutputProps extends BitmovinRecordProps, BitmovinWritingProps {
  /**
   * The output's name at the vendor.
   *
   * @default - the construct's path, shortened and unique
   */
  readonly outputName?: string;

  /**
   * Whether ANYONE on the internet may read the objects under `prefix`, for playback. The construct lifts the new
   * bucket's public access block only as far as that needs.
   *
   * @default false
   */
  readonly publicRead?: boolean;
}

/** How Bitmovin writes, and what the bucket must allow for it. */
export interface BitmovinWritingProps {
  /**
   * How the vendor signs its requests to S3.
   *
   * @default - the vendor's default, S3_V4
   */
  readonly signatureVersion?: BitmovinSignatureVersion;

  /**
   * The name of the user-defined metadata (`x-amz-meta-…`) for each file's MD5 hash.
   *
   * @default - the vendor stores no hash
   */
  readonly md5MetaTag?: string;

  /**
   * Who owns the objects in the new bucket. The vendor sets ACLs, and a `BUCKET_OWNER_ENFORCED` bucket answers 400 to
   * them. The construct warns of that choice.
   *
   * @default ObjectOwnership.BUCKET_OWNER_PREFERRED
   */
  readonly objectOwnership?: ObjectOwnership;

  /**
   * Whether Bitmovin may set any ACL on the files that it writes. By default it may set `private` and
   * `bucket-owner-full-control`, and `public-read` where `publicRead` or `acl` ask for that. It must name the ACL in a
   * header, because S3 tells a policy nothing of an ACL in a request's body. No source says which form Bitmovin sends: if
   * its writes are denied for the ACL, set this. Bitmovin, which may not read, could then let any account read.
   *
   * @default false
   */
  readonly anyAcl?: boolean;

  /**
   * What happens to the output at the vendor when it is removed or replaced: DESTROY deletes it, RETAIN leaves it
   * there.
   *
   * @default RemovalPolicy.DESTROY
   */
  readonly outputRemovalPolicy?: RemovalPolicy;
}
