import type { IRole } from 'aws-cdk-lib/aws-iam';
import type { IBucket } from 'aws-cdk-lib/aws-s3';
import { Construct, type IConstruct } from 'constructs';
import { S3Access } from '../../../access/s3-access';
import { VendorBucket } from '../../../access/vendor-bucket';
import { ENCODING_INPUTS, INPUT_BUCKET_ACTIONS, INPUT_OBJECT_ACTIONS } from '../facts';
import { Connection } from '../storage/connection';
import { checkEncodingInput } from './encoding-input-checks';
import type { BitmovinEncodingInputProps } from './encoding-input-props';

/** An input that encodings can read from. An output is none. */
export interface IBitmovinEncodingInput extends IConstruct {
  /** The id at Bitmovin, among encoding inputs: an encoding's stream names it as `inputId`. */
  readonly encodingInputId: string;

  /** The folder that Bitmovin is held to, with a slash at its end; undefined is the whole bucket. */
  readonly prefix?: string;

  /** The organisation that the input is in; undefined is the API key's own. */
  readonly tenantOrgId?: string;
}

/**
 * An S3 role-based input for Bitmovin encodings (`/encoding/inputs`), in one deploy: the bucket, the least-privilege
 * policy, the input at the vendor, and the role that trusts the vendor's user with the external ID that came back.
 * Bitmovin may read what is under the prefix, and neither list nor write.
 *
 * An input cannot be changed at the vendor: a change makes a new one, as with a {@link BitmovinAnalyticsOutput}.
 */
export class BitmovinEncodingInput extends Construct implements IBitmovinEncodingInput {
  /** The bucket: the one that was given, or the new one. */
  public readonly bucket: IBucket;

  /** The folder that Bitmovin is held to, with a slash at its end; undefined is the whole bucket. */
  public readonly prefix?: string;

  /** The role that Bitmovin assumes: the one that was given, or the new one. */
  public readonly role: IRole;

  /** The organisation that the input is in; undefined is the API key's own. */
  public readonly tenantOrgId?: string;

  /** The external ID in the role's trust. */
  public readonly externalId: string;

  private readonly connection: Connection;

  constructor(scope: Construct, id: string, props: BitmovinEncodingInputProps) {
    super(scope, id);
    checkEncodingInput(props);

    // Bitmovin only reads here, so that the bucket may well refuse ACLs.
    this.bucket =
      props.bucket ??
      new VendorBucket(this, 'Bucket', {
        bucketName: props.bucketName,
        encryptionKey: props.encryptionKey,
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
      says: { name: props.inputName },
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

  /** The trust policy that the role has, or that a given role needs, as JSON text. */
  public get trustPolicyJson(): string {
    return this.connection.trustPolicyJson;
  }

  /** The policy that the role has, or that a given role needs, as JSON text. */
  public get accessPolicyJson(): string {
    return this.connection.accessPolicyJson;
  }
}
