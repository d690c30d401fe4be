import type { IRole } from 'aws-cdk-lib/aws-iam';
import type { IBucket } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import { keepApart } from '../../../access/folders';
import { S3Access } from '../../../access/s3-access';
import type { Told } from '../../../validation/told';
import { ANALYTICS_OUTPUT_OBJECT_ACTIONS, ANALYTICS_OUTPUTS, OUTPUT_BUCKET_ACTIONS } from '../facts';
import { aclsOf, newOutputBucket, warnAboutOutputBucket } from '../storage/buckets';
import { Connection } from '../storage/connection';
import { BitmovinAcl } from '../storage/enums';
import { checkAnalyticsOutput, type OF_AN_ANALYTICS_OUTPUT } from './analytics-output-checks';
import type { IBitmovinAnalyticsOutput } from './analytics-output-interface';
import type { BitmovinAnalyticsOutputProps } from './analytics-output-props';
import { type BitmovinExistingAnalyticsOutputProps, ExistingAnalyticsOutput } from './existing-analytics-output';

/**
 * An S3 role-based output for Bitmovin Analytics, in one deploy. It makes the bucket, the least-privilege policy, and
 * the output at the vendor. The new role trusts the vendor's user with the external ID that the vendor returned.
 *
 * Bitmovin cannot change an output. A change of bucket, role, mode, id, name or description makes a new output. The
 * role's trust then follows the new external ID, and the old output is deleted last. To use an existing output, give
 * `adoptExisting`: the function then only reads it.
 *
 * This is an output for analytics exports (`/analytics/outputs`). An encoding output is another resource.
 */
export class BitmovinAnalyticsOutput extends Construct implements IBitmovinAnalyticsOutput {
  /**
   * An existing output that another stack manages, or that was made by hand, with its bucket and role. The deploy reads
   * the output, and fails where it is missing. The id of an encoding output counts as missing. The function never
   * changes or deletes the output. To make a role for an existing output, see `adoptExisting`.
   */
  public static fromOutputId(
    scope: Construct,
    id: string,
    props: BitmovinExistingAnalyticsOutputProps,
  ): IBitmovinAnalyticsOutput {
    return new ExistingAnalyticsOutput(scope, id, props);
  }

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
      ...aclsOf(props.publicRead || props.acl === BitmovinAcl.PUBLIC_READ, props.anyAcl),
    });
    warnAboutOutputBucket(this, access, props);
    keepApart(this, access, props.publicRead);

    const connection = new Connection(this, props, {
      collection: ANALYTICS_OUTPUTS,
      access,
      purpose: 'Lets Bitmovin Analytics export into one bucket',
      says: {
        name: props.outputName,
        acl: [{ permission: props.acl ?? BitmovinAcl.PRIVATE }],
        signatureVersion: props.signatureVersion,
        md5MetaTag: props.md5MetaTag,
      } satisfies Told<typeof OF_AN_ANALYTICS_OUTPUT>,
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

  /** The trust policy of the role, or the one that a given role needs, as JSON text. */
  public get trustPolicyJson(): string {
    return this.connection.trustPolicyJson;
  }

  /** The policy of the role, or the one that a given role needs, as JSON text. */
  public get accessPolicyJson(): string {
    return this.connection.accessPolicyJson;
  }
}
