import type { IRole } from 'aws-cdk-lib/aws-iam';
import type { IBucket } from 'aws-cdk-lib/aws-s3';
import { Construct, type IConstruct } from 'constructs';
import { S3Access } from '../../../access/s3-access';
import { VendorBucket } from '../../../access/vendor-bucket';
import type { Told } from '../../../validation/told';
import { ENCODING_INPUTS, INPUT_BUCKET_ACTIONS, INPUT_OBJECT_ACTIONS } from '../facts';
import { Connection } from '../storage/connection';
import { checkEncodingInput, type OF_AN_ENCODING_INPUT } from './encoding-input-checks';
import type { BitmovinEncodingInputProps } from './encoding-input-props';

/** An input that encodings can read from. An output has no `encodingInputId`. */
export interface IBitmovinEncodingInput extends IConstruct {
  /** The id at Bitmovin, among encoding inputs: an encoding's stream names it as `inputId`. */
  readonly encodingInputId: string;

  /** The folder that Bitmovin may use, with a slash at its end. Undefined is the whole bucket. */
  readonly prefix?: string;

  /** The organisation of the input. Undefined is the API key's own. */
  readonly tenantOrgId?: string;
}

/**
 * An S3 role-based input for Bitmovin encodings (`/encoding/inputs`), in one deploy. It makes the bucket, the
 * least-privilege policy, and the input at the vendor. The new role trusts the vendor's user with the external ID that
 * the vendor returned. Bitmovin may read objects under the prefix. It may neither list nor write.
 *
 * Bitmovin cannot change an input. A change makes a new one, as with a {@link BitmovinAnalyticsOutput}.
 */
export class BitmovinEncodingInput extends Construct implements IBitmovinEncodingInput {
  /** The given bucket, or the new one. */
  public readonly bucket: IBucket;

  /** The folder that Bitmovin may use, with a slash at its end. Undefined is the whole bucket. */
  public readonly prefix?: string;

  /** The role that Bitmovin assumes: the given role, or the new one. */
  public readonly role: IRole;

  /** The organisation of the input. Undefined is the API key's own. */
  public readonly tenantOrgId?: string;

  /** The external ID in the role's trust. */
  public readonly externalId: string;

  private readonly connection: Connection;

  constructor(scope: Construct, id: string, props: BitmovinEncodingInputProps) {
    super(scope, id);
    checkEncodingInput(props);

    // Bitmovin only reads here, so the bucket may refuse ACLs.
    this.bucket =
      props.bucket ??
      new VendorBucket(this, 'Bucket', {
        bucketName: props.bucketName,
        encryptionKey: props.encryptionKey,
        serverAccessLogsBucket: props.serverAccessLogsBucket,
        removalPolicy: props.bucketRemovalPolicy,
      });
    const access = new S3Access({
      bucket: this.bucket,
      prefix: props.prefix,
      bucketActions: INPUT_BUCKET_ACTIONS,
      objectActions: INPUT_OBJECT_ACTIONS,
      encryptionKey: props.encryptionKey,
    });

    const connection = new Connection(this, props, {
      collection: ENCODING_INPUTS,
      access,
      purpose: 'Lets Bitmovin encodings read from one bucket',
      says: { name: props.inputName } satisfies Told<typeof OF_AN_ENCODING_INPUT>,
      removalPolicy: props.inputRemovalPolicy,
    });
    this.prefix = access.prefix;
    this.role = connection.role;
    this.tenantOrgId = props.tenantOrgId;
    this.externalId = connection.externalId;
    this.connection = connection;
  }

  /** The id at Bitmovin, among encoding inputs: an encoding's stream names it as `inputId`. */
  public get encodingInputId(): string {
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
