import type { IRole } from 'aws-cdk-lib/aws-iam';
import type { IBucket } from 'aws-cdk-lib/aws-s3';
import { Construct, type IConstruct } from 'constructs';
import { S3Access } from '../../../access/s3-access';
import { ENCODING_OUTPUT_OBJECT_ACTIONS, ENCODING_OUTPUTS, OUTPUT_BUCKET_ACTIONS } from '../facts';
import { newOutputBucket, warnAboutOutputBucket } from '../storage/buckets';
import { Connection } from '../storage/connection';
import { checkEncodingOutput } from './encoding-output-checks';
import type { BitmovinEncodingOutputProps } from './encoding-output-props';
import { checkPermissions } from './permission-check';

/**
 * An output that encodings can write to. An output of analytics is none: it has no `encodingOutputId`, so that no compiler
 * takes one for the other.
 */
export interface IBitmovinEncodingOutput extends IConstruct {
  /** The id at Bitmovin, among encoding outputs: a muxing or a manifest names it as `outputId`. */
  readonly encodingOutputId: string;

  /** The folder that Bitmovin is held to, with a slash at its end; undefined is the whole bucket. */
  readonly prefix?: string;

  /** The organisation that the output is in; undefined is the API key's own. */
  readonly tenantOrgId?: string;
}

/**
 * An S3 role-based output for Bitmovin encodings (`/encoding/outputs`), in one deploy: the bucket, the least-privilege
 * policy, the output at the vendor, the role that trusts the vendor's user with the external ID that came back, and on
 * demand the vendor's own check that all of it works (`checkPermissions`).
 *
 * An output cannot be changed at the vendor: a change makes a new one, as with a {@link BitmovinAnalyticsOutput}, whose
 * outputs encodings cannot use.
 */
export class BitmovinEncodingOutput extends Construct implements IBitmovinEncodingOutput {
  /** The bucket: the one that was given, or the new one. */
  public readonly bucket: IBucket;

  /** The folder that Bitmovin is held to, with a slash at its end; undefined is the whole bucket. */
  public readonly prefix?: string;

  /** The role that Bitmovin assumes: the one that was given, or the new one. */
  public readonly role: IRole;

  /** The organisation that the output is in; undefined is the API key's own. */
  public readonly tenantOrgId?: string;

  /** The external ID in the role's trust. */
  public readonly externalId: string;

  private readonly connection: Connection;

  constructor(scope: Construct, id: string, props: BitmovinEncodingOutputProps) {
    super(scope, id);
    checkEncodingOutput(props);

    this.bucket = props.bucket ?? newOutputBucket(this, props, props.publicRead ? props.prefix : undefined);
    const access = new S3Access({
      bucket: this.bucket,
      prefix: props.prefix,
      bucketActions: OUTPUT_BUCKET_ACTIONS,
      objectActions: ENCODING_OUTPUT_OBJECT_ACTIONS,
      encryptionKey: props.encryptionKey,
    });
    warnAboutOutputBucket(this, access, props);

    const connection = new Connection(this, props, {
      collection: ENCODING_OUTPUTS,
      access,
      purpose: 'Lets Bitmovin encodings write into one bucket',
      says: { name: props.outputName, signatureVersion: props.signatureVersion, md5MetaTag: props.md5MetaTag },
      removalPolicy: props.outputRemovalPolicy,
    });
    this.prefix = access.prefix;
    this.role = connection.role;
    this.tenantOrgId = props.tenantOrgId;
    this.externalId = connection.externalId;
    this.connection = connection;

    if (props.checkPermissions) {
      checkPermissions(this, props, {
        outputId: connection.recordId,
        prefix: this.prefix,
        after: [this.role, this.bucket],
      });
    }
  }

  /** The id at Bitmovin, among encoding outputs: a muxing or a manifest names it as `outputId`. */
  public get encodingOutputId(): string {
    return this.connection.recordId;
  }

  /** The trust policy that the role has, or that a given role needs, as JSON text. */
  public get trustPolicyJson(): string {
    return this.connection.trustPolicyJson;
  }

  /** The policy that the role has, or that a given role needs, as JSON text. */
  public get accessPolicyJson(): string {
    return this.connection.accessPolicyJson;
  }
}
