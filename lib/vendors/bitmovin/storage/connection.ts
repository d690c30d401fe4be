import type { IRole } from 'aws-cdk-lib/aws-iam';
import { Names, type RemovalPolicy } from 'aws-cdk-lib/core';
import type { Construct } from 'constructs';
import type { S3Access } from '../../../access/s3-access';
import { VendorRegistration } from '../../../registration/vendor-registration';
import { ExternalId } from '../../../trust/external-id';
import { arnToTell } from '../../../trust/told-role';
import { VendorPrincipal } from '../../../trust/vendor-principal';
import { VendorRole } from '../../../trust/vendor-role';
import { VendorRoleName } from '../../../trust/vendor-role-name';
import { VendorTrust } from '../../../trust/vendor-trust';
import type { Told } from '../../../validation/told';
import { bitmovinApi } from '../bitmovin-api';
import { BASE_URL, PRINCIPAL_ARN } from '../facts';
import { BitmovinCloudRegion, cloudRegionOf, regionOf } from './cloud-region';
import { BitmovinAcl, BitmovinSignatureVersion, ExternalIdMode } from './enums';
import { printForGivenRole } from './given-role';
import type { RECORD_PROPS } from './record-checks';
import type { BitmovinRecordProps } from './record-props';

/** The differences between the kinds of record. */
export interface ConnectionOptions {
  /** The collection's path, below the API's base URL. */
  readonly collection: string;
  /** What Bitmovin may do in the bucket. */
  readonly access: S3Access;
  /** The role's description. */
  readonly purpose: string;
  /** Members of a new record that only this kind has. */
  readonly says: RecordBody;
  readonly removalPolicy?: RemovalPolicy;
}

/** Members of a record's body that only some kinds have. */
export interface RecordBody {
  readonly name?: string;
  readonly acl?: { readonly permission: string }[];
  readonly signatureVersion?: string;
  readonly md5MetaTag?: string;
}

/**
 * One record at Bitmovin and the role by which Bitmovin reaches the bucket. The registration tells the vendor the ARN
 * of a future role. The role then trusts the external ID that the vendor returned.
 */
export class Connection {
  public readonly externalId: string;
  /** The given role, or the new one. */
  public readonly role: IRole;
  private readonly registration: VendorRegistration;
  private readonly trust: VendorTrust;
  private readonly access: S3Access;

  /** @param scope gets the children: `Registration`, and `Role` or the outputs for a given role */
  constructor(
    private readonly scope: Construct,
    props: BitmovinRecordProps,
    options: ConnectionOptions,
  ) {
    const name =
      props.roleName !== undefined
        ? VendorRoleName.of(scope, props.roleName, props.rolePath)
        : VendorRoleName.unique(scope, props.rolePath);
    const roleArn = props.role ? arnToTell(scope, props.role) : name.roleArn;
    this.registration = new VendorRegistration(scope, 'Registration', {
      api: bitmovinApi(props.apiBaseUrl ?? BASE_URL, options.collection, props.apiKey, props.tenantOrgId),
      body: props.adoptExisting === undefined ? describe(scope, props, options, roleArn) : undefined,
      adoptExisting: props.adoptExisting,
      removalPolicy: options.removalPolicy,
      permissionsBoundary: props.permissionsBoundary,
    });
    this.checkAtDeploy(props, options);
    // A chosen ID is already known, and no source says that the vendor returns it.
    this.externalId = props.externalId ?? this.registration.externalId;

    const trust = new VendorTrust(
      VendorPrincipal.fromArn(PRINCIPAL_ARN),
      (props.acceptGuessable ? ExternalId.acceptGuessable : ExternalId.of)(this.externalId),
    );
    this.trust = trust;
    this.access = options.access;
    if (props.role) {
      this.role = props.role;
      printForGivenRole(scope, this, props.externalId !== undefined);
      return;
    }
    this.role = new VendorRole(scope, 'Role', {
      principal: trust.principal,
      externalId: trust.externalId,
      access: [options.access],
      name,
      permissionsBoundary: props.permissionsBoundary,
      description: options.purpose,
      tags: props.tags,
    });
  }

  /** What synth could not check, the function does, before it tells Bitmovin anything. */
  private checkAtDeploy(props: BitmovinRecordProps, { access, says }: ConnectionOptions): void {
    const { registration } = this;
    access._checkBy(registration);
    registration._check('bucketName', props.bucketName, 'bucketName');
    registration._check('roleName', props.roleName, 'roleName');
    registration._check('rolePath', props.rolePath, 'rolePath');
    registration._check('externalId', props.externalId, props.acceptGuessable ? 'externalIdForm' : 'externalId');
    registration._check('externalIdMode', props.externalIdMode, Object.values(ExternalIdMode));
    registration._check('cloudRegion', props.cloudRegion, Object.values(BitmovinCloudRegion));
    registration._check('signatureVersion', says.signatureVersion, Object.values(BitmovinSignatureVersion));
    registration._check('acl', says.acl?.[0]?.permission, Object.values(BitmovinAcl));
  }

  /** The record's id at Bitmovin. */
  public get recordId(): string {
    return this.registration.recordId;
  }

  /** The trust of the role, or the one that a given role needs. */
  public get trustPolicyJson(): string {
    return this.trust.policyJson(this.scope);
  }

  /** The policy of the role, or the one that a given role needs. */
  public get accessPolicyJson(): string {
    return this.access.policyJson(this.scope);
  }
}

/** The body of a new record. */
function describe(
  scope: Construct,
  props: BitmovinRecordProps,
  { access: { bucket }, says }: ConnectionOptions,
  roleArn: string,
): { [name: string]: unknown } {
  const ofEveryKind = {
    description: props.description,
    bucketName: bucket.bucketName,
    roleArn,
    externalIdMode: props.externalIdMode ?? ExternalIdMode.GENERATED,
    externalId: props.externalId,
    cloudRegion: props.cloudRegion ?? cloudRegionOf(regionOf(bucket)),
    customData: props.customData,
  } satisfies Told<typeof RECORD_PROPS>;
  const { name = Names.uniqueResourceName(scope, { maxLength: 64, separator: '-' }), ...ofThisKind } = says;
  return { name, ...ofEveryKind, ...ofThisKind };
}
