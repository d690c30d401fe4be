import type { IRole } from 'aws-cdk-lib/aws-iam';
import { Names, type RemovalPolicy } from 'aws-cdk-lib/core';
import type { Construct } from 'constructs';
import type { S3Access } from '../../../access/s3-access';
import { VendorRegistration } from '../../../registration/vendor-registration';
import { ExternalId } from '../../../trust/external-id';
import { VendorPrincipal } from '../../../trust/vendor-principal';
import { VendorRole } from '../../../trust/vendor-role';
import { VendorRoleName } from '../../../trust/vendor-role-name';
import { VendorTrust } from '../../../trust/vendor-trust';
import { bitmovinApi } from '../bitmovin-api';
import { BASE_URL, PRINCIPAL_ARN } from '../facts';
import { cloudRegionOf } from './cloud-region';
import { ExternalIdMode } from './enums';
import { printForGivenRole } from './given-role';
import type { BitmovinRecordProps } from './record-props';

/** What the kinds of record differ in. */
export interface ConnectionOptions {
  /** Where the records are, below the API's base URL. */
  readonly collection: string;
  /** What Bitmovin may do in the bucket. */
  readonly access: S3Access;
  /** What the role is for, as its description says it. */
  readonly purpose: string;
  /** What a new record says beside what all of them say. */
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
 * One record at Bitmovin and the role by which Bitmovin reaches the bucket. The vendor is told the ARN of a role to come;
 * the role then trusts the external ID that came back.
 */
export class Connection {
  public readonly externalId: string;
  /** The role that was given, or the new one. */
  public readonly role: IRole;
  private readonly registration: VendorRegistration;
  private readonly trust: VendorTrust;
  private readonly access: S3Access;

  /** @param scope gets the children: `Registration`, and `Role` or what is printed for a role that was given */
  constructor(
    private readonly scope: Construct,
    props: BitmovinRecordProps,
    options: ConnectionOptions,
  ) {
    const name =
      props.roleName !== undefined
        ? VendorRoleName.of(scope, props.roleName, props.rolePath)
        : VendorRoleName.unique(scope, props.rolePath);
    const { roleArn } = props.role ?? name;
    this.registration = new VendorRegistration(scope, 'Registration', {
      api: bitmovinApi(props.apiBaseUrl ?? BASE_URL, options.collection, props.apiKey, props.tenantOrgId),
      body: props.adoptExisting === undefined ? describe(scope, props, options, roleArn) : undefined,
      adoptExisting: props.adoptExisting,
      removalPolicy: options.removalPolicy,
      permissionsBoundary: props.permissionsBoundary,
    });
    // A chosen id is known, and no source says that the vendor gives it back.
    this.externalId = props.externalId ?? this.registration.externalId;

    const trust = new VendorTrust(VendorPrincipal.fromArn(PRINCIPAL_ARN), ExternalId.of(this.externalId));
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

  /** The record's id at Bitmovin. */
  public get recordId(): string {
    return this.registration.recordId;
  }

  /** The trust that the role has, or needs where it was given. */
  public get trustPolicyJson(): string {
    return this.trust.policyJson(this.scope);
  }

  /** The policy that the role has, or needs where it was given. */
  public get accessPolicyJson(): string {
    return this.access.policyJson(this.scope);
  }
}

/** What the vendor is told of a new record. */
function describe(
  scope: Construct,
  props: BitmovinRecordProps,
  { access: { bucket }, says }: ConnectionOptions,
  roleArn: string,
): { [name: string]: unknown } {
  return {
    name: says.name ?? Names.uniqueResourceName(scope, { maxLength: 64, separator: '-' }),
    description: props.description,
    bucketName: bucket.bucketName,
    roleArn,
    externalIdMode: props.externalIdMode ?? ExternalIdMode.GENERATED,
    externalId: props.externalId,
    acl: says.acl,
    cloudRegion: props.cloudRegion ?? cloudRegionOf(bucket.env.region),
    signatureVersion: says.signatureVersion,
    md5MetaTag: says.md5MetaTag,
    customData: props.customData,
  };
}
