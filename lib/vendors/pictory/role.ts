import * as iam from 'aws-cdk-lib/aws-iam';
import type { IBucket } from 'aws-cdk-lib/aws-s3';
import type { Duration } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import type { S3Access } from '../../access/s3-access';
import { OVER_TLS } from '../../access/s3-conditions';
import { ExternalId } from '../../trust/external-id';
import { nameOf } from '../../trust/told-role';
import { VendorRole } from '../../trust/vendor-role';
import { VendorRoleName } from '../../trust/vendor-role-name';
import { checkBooleans, refuse, refuseUnknown } from '../../validation/refuse';
import { ExistingPictoryRole } from './existing-role';
import { LIST_BUCKETS_ACTION, ROLE_NAME } from './facts';
import { RoleAccess } from './role-access';
import type { IPictoryRole, PictoryMediaOptions } from './role-interface';
import { enterMade } from './role-registry';
import { PictoryTrust, principalOf } from './trust';

/** The role of an account that Pictory assumes. */
export interface PictoryRoleProps {
  /**
   * The principals that may assume the role.
   *
   * @default PictoryTrust.DOCUMENTED_ROLES
   */
  readonly trust?: PictoryTrust;

  /**
   * Whether Pictory may list the names of all buckets of the account (`s3:ListAllMyBuckets`). The vendor's page grants
   * it, and gives no reason.
   *
   * @default false
   */
  readonly listAllMyBuckets?: boolean;

  /**
   * The permissions boundary of the role.
   *
   * @default - none
   */
  readonly permissionsBoundary?: iam.IManagedPolicy;

  /**
   * How long one session of the vendor may last, from 1 to 12 hours.
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
 * The role that Pictory assumes to read private media. The vendor fixes its name, `PictoryCloudIntegrationRole`, so an
 * account has one such role. The connections and buckets of a stack share it. Another stack joins it by {@link
 * PictoryRole.fromExisting}. Synth refuses a second one in an app. If another app has made the role, the deploy fails,
 * because IAM allows the name only once.
 *
 * It trusts the vendor without an external ID, because the vendor has none.
 */
export class PictoryRole extends Construct implements IPictoryRole {
  /**
   * The role of this account that another stack has made, or that was made by hand. It must exist before this stack is
   * deployed. If another stack of the same Stage makes it, CDK deploys that stack first. If a stack of another Stage makes
   * it, deploy that Stage first. The grants here are this stack's own
   * inline policy, beside the policies of others. So the other stack can be destroyed only after this one.
   *
   * The stack or person that made the role decides its trust.
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
    checkBooleans(props, ['listAllMyBuckets']);
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
    this.node.addValidation({ validate: () => this.wrongName() });
    this.access = new RoleAccess(this, this.role, listAllMyBuckets ? [this.listBuckets()] : []);
  }

  /** The trust of the role, as a policy document in JSON text. */
  public get trustPolicyJson(): string {
    return this.role.trustPolicyJson;
  }

  /** The grants of this stack to the role, as a policy document in JSON text. */
  public get accessPolicyJson(): string {
    return this.access.json;
  }

  /**
   * Lets Pictory list and read the objects under a prefix of a bucket.
   *
   * @param bucket the bucket; its own policy does not change
   * @param options the prefix, and the bucket's key
   * @returns the granted access
   */
  public grantRead(bucket: IBucket, options: PictoryMediaOptions = {}): S3Access {
    return this.access.grantRead(bucket, options);
  }

  /** The vendor is told the account alone, and looks for the role by its name. */
  private wrongName(): string[] {
    const resource = this.role.node.defaultChild;
    const { name, path } = resource instanceof iam.CfnRole ? nameOf(resource) : { name: ROLE_NAME, path: '/' };
    return name === ROLE_NAME && path === '/'
      ? []
      : [
          `PictoryRole '${typeof name === 'string' && typeof path === 'string' ? path + name : '<token>'}' is not ` +
            `'/${ROLE_NAME}', by which Pictory finds the role: keep name and path from aspects and overrides.`,
        ];
  }

  private listBuckets(): iam.PolicyStatement {
    // The action knows no resource, so a statement must say all (Service Authorization Reference, Amazon S3).
    return new iam.PolicyStatement({ actions: [LIST_BUCKETS_ACTION], resources: ['*'], conditions: OVER_TLS });
  }
}
