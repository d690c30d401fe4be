import type { IRole } from 'aws-cdk-lib/aws-iam';
import type { IBucket } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import { S3Access } from '../../../access/s3-access';
import { ANALYTICS_OUTPUT_OBJECT_ACTIONS, ANALYTICS_OUTPUTS, OUTPUT_BUCKET_ACTIONS } from '../facts';
import { newOutputBucket, warnAboutOutputBucket } from '../storage/buckets';
import { Connection } from '../storage/connection';
import { BitmovinAcl } from '../storage/enums';
import { checkAnalyticsOutput } from './analytics-output-checks';
import type { IBitmovinAnalyticsOutput } from './analytics-output-interface';
import type { BitmovinAnalyticsOutputProps } from './analytics-output-props';
import { type BitmovinExistingAnalyticsOutputProps, ExistingAnalyticsOutput } from './existing-analytics-output';

/**
 * An S3 role-based output for Bitmovin Analytics, in one deploy: the bucket, the least-privilege policy, the output at
 * the vendor, and the role that trusts the vendor's user with the external ID that came back.
 *
 * An output cannot be changed at the vendor. Whatever changes it (bucket, role, mode, id, name, description, …) makes a
 * new one; the role's trust follows the new external ID, and the old output is deleted last. One that is there already
 * can be adopted (`adoptExisting`), and is then only read.
 *
 * This is an output for analytics exports (`/analytics/outputs`). An encoding output is another resource.
 */
export class BitmovinAnalyticsOutput extends Construct implements IBitmovinAnalyticsOutput {
  /**
   * An output that is looked after elsewhere, with its bucket and its role: another stack's, or one made by hand. The
   * deploy reads it, and fails where it is not there, as the id of an encoding output is not; it is never changed and
   * never deleted. To have a role made for an output that is there, see `adoptExisting`.
   */
  public static fromOutputId(
    scope: Construct,
    id: string,
    props: BitmovinExistingAnalyticsOutputProps,
  ): IBitmovinAnalyticsOutput {
    return new ExistingAnalyticsOutput(scope, id, props);
  }

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

  constructor(scope: Construct, id: string, props: BitmovinAnalyticsOutputProps) {
    super(scope, id);
    checkAnalyticsOutput(props);

    this.bucket = props.bucket ?? newOutputBucket(this, props, props.publicRead ? props.prefix : undefined);
    const access = new S3Access({
      bucket: this.bucket,
      prefix: props.prefix,
      bucketActions: OUTPUT_BUCKET_ACTIONS,
      objectActions: ANALYTICS_OUTPUT_OBJECT_ACTIONS,
      encryptionKey: props.encryptionKey,
    });
    warnAboutOutputBucket(this, access, props);

    const connection = new Connection(this, props, {
      collection: ANALYTICS_OUTPUTS,
      access,
      purpose: 'Lets Bitmovin Analytics export into one bucket',
      says: {
        name: props.outputName,
        acl: [{ permission: props.acl ?? BitmovinAcl.PRIVATE }],
        signatureVersion: props.signatureVersion,
        md5MetaTag: props.md5MetaTag,
      },
      removalPolicy: props.outputRemovalPolicy,
    });
    this.prefix = access.prefix;
    this.role = connection.role;
    this.tenantOrgId = props.tenantOrgId;
    this.externalId = connection.externalId;
    this.connection = connection;
  }

  /** The id at Bitmovin, among analytics outputs: an analytics export names it as `outputId`. */
  public get outputId(): string {
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
