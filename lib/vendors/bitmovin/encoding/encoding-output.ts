import type { IRole } from 'aws-cdk-lib/aws-iam';
import type { IBucket } from 'aws-cdk-lib/aws-s3';
import { Construct, type IConstruct } from 'constructs';
import { keepApart } from '../../../access/folders';
import { S3Access } from '../../../access/s3-access';
import type { Told } from '../../../validation/told';
import { ENCODING_OUTPUT_OBJECT_ACTIONS, ENCODING_OUTPUTS, OUTPUT_BUCKET_ACTIONS } from '../facts';
import { aclsOf, newOutputBucket, warnAboutOutputBucket } from '../storage/buckets';
import { Connection } from '../storage/connection';
import { checkEncodingOutput, type OF_AN_ENCODING_OUTPUT } from './encoding-output-checks';
import type { BitmovinEncodingOutputProps } from './encoding-output-props';
import { checkPermissions } from './permission-check';

/**
 * An output that encodings can write to. An output of analytics has no `encodingOutputId`, so that no compiler takes it
 * for an encoding output.
 */
export interface IBitmovinEncodingOutput extends IConstruct {
  /** The id at Bitmovin, among encoding outputs: a muxing or a manifest names it as `outputId`. */
  readonly encodingOutputId: string;

  /** The folder that Bitmovin may use, with a slash at its end. Undefined is the whole bucket. */
  readonly prefix?: string;

  /** The organisation of the output. Undefined is the API key's own. */
  readonly tenantOrgId?: string;
}

/**
 * An S3 role-based output for Bitmovin encodings (`/encoding/outputs`), in one deploy. It makes the bucket, the
 * least-privilege policy, and the output at the vendor. The new role trusts the vendor's user with the external ID that
 * the vendor returned. With `checkPermissions`, the vendor then checks that it can write.
 *
 * Bitmovin cannot change an output. A change makes a new one, as with a {@link BitmovinAnalyticsOutput}. Encodings
 * cannot use the outputs of analytics.
 */
export class BitmovinEncodingOutput extends Construct implements IBitmovinEncodingOutput {
  /** The given bucket, or the new one. */
  public readonly bucket: IBucket;

  /** The folder that Bitmovin may use, with a slash at its end. Undefined is the whole bucket. */
  public readonly prefix?: string;

  /** The role that Bitmovin assumes: the given role, or the new one. */
  public readonly role: IRole;

  /** The organisation of the output. Undefined is the API key's own. */
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
      ...aclsOf(props.publicRead, props.anyAcl),
    });
    warnAboutOutputBucket(this, access, props);
    keepApart(this, access, props.publicRead);

    const connection = new Connection(this, props, {
      collection: ENCODING_OUTPUTS,
      access,
      purpose: 'Lets Bitmovin encodings write into one bucket',
      says: {
        name: props.outputName,
        signatureVersion: props.signatureVersion,
        md5MetaTag: props.md5MetaTag,
      } satisfies Told<typeof OF_AN_ENCODING_OUTPUT>,
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

  /** The trust policy of the role, or the one that a given role needs, as JSON text. */
  public get trustPolicyJson(): string {
    return this.connection.trustPolicyJson;
  }

  /** The policy of the role, or the one that a given role needs, as JSON text. */
  public get accessPolicyJson(): string {
    return this.connection.accessPolicyJson;
  }
}
