import * as iam from 'aws-cdk-lib/aws-iam';
import type { IBucket } from 'aws-cdk-lib/aws-s3';
import { type Duration, Stack } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import type { S3Access } from '../../access/s3-access';
import { ExternalId } from '../../trust/external-id';
import { VendorRole } from '../../trust/vendor-role';
import { VendorRoleName } from '../../trust/vendor-role-name';
import { refuse, refuseUnknown } from '../../validation/refuse';
import { ExistingPictoryRole } from './existing-role';
import { LIST_BUCKETS_ACTION, ROLE_NAME } from './facts';
import { RoleAccess } from './role-access';
import type { IPictoryRole, PictoryMediaOptions } from './role-interface';
import { enterMade } from './role-registry';
import { PictoryTrust, principalOf } from './trust';

/** The role of an account that Pictory assumes. */
export interface PictoryRoleProps {
  /**
   * Whom the role lets in.
   *
   * @default PictoryTrust.DOCUMENTED_ROLES
   */
  readonly trust?: PictoryTrust;

  /**
   * Whether Pictory may list the names of all buckets of the account (`s3:ListAllMyBuckets`). The vendor's page grants it,
   * and does not say what for.
   *
   * @default false
   */
  readonly listAllMyBuckets?: boolean;

  /**
   * The most that the role may ever do, whatever its policies say.
   *
   * @default - none
   */
  readonly permissionsBoundary?: iam.IManagedPolicy;

  /**
   * How long one session of the vendor's may last, from 1 to 12 hours.
   *
   * @default Duration.hours(1)
   */
  readonly maxSessionDuration?: Duration;

  /**
   * Tags of the role.
   *
   * @default - none but the stack's
   */
  readonly tags?: { [key: string]: string };
}

const KNOWN = Object.keys({
  trust: 0,
  listAllMyBuckets: 0,
  permissionsBoundary: 0,
  maxSessionDuration: 0,
  tags: 0,
} satisfies Record<keyof PictoryRoleProps, 0>);

/**
 * The role that Pictory assumes to read private media. Its name is the vendor's, `PictoryCloudIntegrationRole`, so that an
 * account has one: the connections and buckets of a stack share it, and another stack joins it by
 * {@link PictoryRole.fromExisting}. A second one in an app is refused at synth; where another app has made it, the deploy
 * fails, because IAM has a role of that name.
 *
 * It trusts the vendor without an external ID, because the vendor has none.
 */
export class PictoryRole extends Construct implements IPictoryRole {
  /**
   * The role of this account that another stack has made, or that was made by hand. It must stand before this stack is
   * deployed; where that is another stack of this app, the order is seen to. What is granted here is an inline policy of
   * this stack's own beside the others', so that the other stack can be destroyed only after this one.
   *
   * Its trust is whoever made it's to say.
   */
  public static fromExisting(scope: Construct, id: string): IPictoryRole {
    return new ExistingPictoryRole(scope, id);
  }

  /** The role. */
  public readonly role: VendorRole;

  /** The role's ARN. */
  public readonly roleArn: string;

  private readonly access: RoleAccess;

  constructor(scope: Construct, id: string, props: PictoryRoleProps = {}) {
    super(scope, id);
    refuseUnknown('PictoryRole', props, KNOWN);
    const { trust = PictoryTrust.DOCUMENTED_ROLES, listAllMyBuckets } = props;
    if (!Object.values(PictoryTrust).includes(trust)) {
      refuse('trust', trust, 'is no PictoryTrust', `write one of ${Object.values(PictoryTrust).join(', ')}`);
    }
    enterMade(this);

    const name = VendorRoleName.of(this, ROLE_NAME);
    this.role = new VendorRole(this, 'Resource', {
      name,
      principal: principalOf(trust),
      externalId: ExternalId.acceptNone(),
      access: [],
      permissionsBoundary: props.permissionsBoundary,
      maxSessionDuration: props.maxSessionDuration,
      description: 'Lets Pictory read private media',
      tags: props.tags,
    });
    this.roleArn = name.roleArn;
    this.access = new RoleAccess(this, this.role, listAllMyBuckets ? [this.listBuckets()] : []);
  }

  /** What the role trusts, as a policy document in JSON text. */
  public get trustPolicyJson(): string {
    return this.role.trustPolicyJson;
  }

  /** What this stack lets the role do, as a policy document in JSON text. */
  public get accessPolicyJson(): string {
    return this.access.json;
  }

  /**
   * Lets Pictory list and read what is under a prefix of a bucket.
   *
   * @param bucket the bucket; its own policy stays as it is
   * @param options the prefix, and the bucket's key
   * @returns what was granted
   */
  public grantRead(bucket: IBucket, options: PictoryMediaOptions = {}): S3Access {
    return this.access.grantRead(bucket, options);
  }

  private listBuckets(): iam.PolicyStatement {
    const everyBucket = Stack.of(this).formatArn({ service: 's3', region: '', account: '', resource: '*' });
    return new iam.PolicyStatement({ actions: [LIST_BUCKETS_ACTION], resources: [everyBucket] });
  }
}
