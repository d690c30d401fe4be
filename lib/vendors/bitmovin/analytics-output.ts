import * as s3 from 'aws-cdk-lib/aws-s3';
import { Names } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { S3Access } from '../../access/s3-access';
import { VendorBucket } from '../../access/vendor-bucket';
import { VendorRegistration } from '../../registration/vendor-registration';
import { ExternalId } from '../../trust/external-id';
import { VendorPrincipal } from '../../trust/vendor-principal';
import { VendorRole } from '../../trust/vendor-role';
import { VendorRoleName } from '../../trust/vendor-role-name';
import { BitmovinAcl } from './acl';
import { checkAnalyticsOutput } from './analytics-output-checks';
import type { BitmovinAnalyticsOutputProps } from './analytics-output-props';
import { bitmovinApi } from './bitmovin-api';
import { warnAboutOwnership, warnAboutPublicRead } from './bucket-warnings';
import { cloudRegionOf } from './cloud-region';
import { ExternalIdMode } from './external-id-mode';
import { ANALYTICS_OUTPUTS, BASE_URL, OUTPUT_BUCKET_ACTIONS, OUTPUT_OBJECT_ACTIONS, PRINCIPAL_ARN } from './facts';

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
export class BitmovinAnalyticsOutput extends Construct {
  /** The bucket: the one that was given, or the new one. */
  public readonly bucket: s3.IBucket;

  /** The role that Bitmovin assumes. */
  public readonly role: VendorRole;

  /** The output's id at Bitmovin: an analytics export names it as `outputId`. */
  public readonly outputId: string;

  /** The external ID in the role's trust. */
  public readonly externalId: string;

  constructor(scope: Construct, id: string, props: BitmovinAnalyticsOutputProps) {
    super(scope, id);
    checkAnalyticsOutput(props);

    this.bucket = props.bucket ?? this.createBucket(props);
    const access = new S3Access({
      bucket: this.bucket,
      prefix: props.prefix,
      bucketActions: OUTPUT_BUCKET_ACTIONS,
      objectActions: OUTPUT_OBJECT_ACTIONS,
      encryptionKey: props.encryptionKey,
    });
    warnAboutOwnership(this, this.bucket);
    if (props.bucket && props.publicRead) {
      warnAboutPublicRead(this, access);
    }

    const name =
      props.roleName !== undefined
        ? VendorRoleName.of(this, props.roleName, props.rolePath)
        : VendorRoleName.unique(this, props.rolePath);
    const registration = new VendorRegistration(this, 'Registration', {
      api: bitmovinApi(props.apiBaseUrl ?? BASE_URL, ANALYTICS_OUTPUTS, props.apiKey, props.tenantOrgId),
      body: props.adoptExisting === undefined ? this.describe(props, name) : undefined,
      adoptExisting: props.adoptExisting,
      removalPolicy: props.outputRemovalPolicy,
      permissionsBoundary: props.permissionsBoundary,
    });
    this.outputId = registration.recordId;
    // A chosen id is known, and no source says that the vendor gives it back.
    this.externalId = props.externalId ?? registration.externalId;

    this.role = new VendorRole(this, 'Role', {
      principal: VendorPrincipal.fromArn(PRINCIPAL_ARN),
      externalId: ExternalId.of(this.externalId),
      access: [access],
      name,
      permissionsBoundary: props.permissionsBoundary,
      description: 'Lets Bitmovin Analytics export into one bucket',
      tags: props.tags,
    });
  }

  /** What the vendor is told of a new output. */
  private describe(props: BitmovinAnalyticsOutputProps, role: VendorRoleName): { [name: string]: unknown } {
    return {
      name: props.outputName ?? Names.uniqueResourceName(this, { maxLength: 64, separator: '-' }),
      description: props.description,
      bucketName: this.bucket.bucketName,
      roleArn: role.roleArn,
      externalIdMode: props.externalIdMode ?? ExternalIdMode.GENERATED,
      externalId: props.externalId,
      acl: [{ permission: props.acl ?? BitmovinAcl.PRIVATE }],
      cloudRegion: props.cloudRegion ?? cloudRegionOf(this.bucket.env.region),
      signatureVersion: props.signatureVersion,
      md5MetaTag: props.md5MetaTag,
      customData: props.customData,
    };
  }

  private createBucket(props: BitmovinAnalyticsOutputProps): VendorBucket {
    return new VendorBucket(this, 'Bucket', {
      bucketName: props.bucketName,
      encryptionKey: props.encryptionKey,
      objectOwnership: props.objectOwnership ?? s3.ObjectOwnership.BUCKET_OWNER_PREFERRED,
      publicReadPrefix: props.publicRead ? props.prefix : undefined,
      removalPolicy: props.bucketRemovalPolicy,
    });
  }
}
