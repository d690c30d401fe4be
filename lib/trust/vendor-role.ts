import * as iam from 'aws-cdk-lib/aws-iam';
import { type Duration, Stack, Tags } from 'aws-cdk-lib/core';
import type { Construct } from 'constructs';
import { acknowledgePrefixes } from '../access/acknowledge';
import type { S3Access } from '../access/s3-access';
import { refuse } from '../validation/refuse';
import { INLINE_QUOTA, policySize, TRUST_QUOTA } from '../validation/size';
import type { ExternalId } from './external-id';
import { checkPartition } from './partition';
import type { VendorPrincipal } from './vendor-principal';
import { VendorRoleName } from './vendor-role-name';
import { VendorTrust } from './vendor-trust';

/** A role that a vendor assumes. */
export interface VendorRoleProps {
  /** Who may assume it. */
  readonly principal: VendorPrincipal;

  /** The external ID that the vendor must send. */
  readonly externalId: ExternalId;

  /** What the role may do, as one inline policy. */
  readonly access: S3Access[];

  /**
   * The role's name and path.
   *
   * @default - readable text and the stack's UUID, as `VendorRoleName.unique` makes them
   */
  readonly name?: VendorRoleName;

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
   * What the role is for, up to 1,000 characters.
   *
   * @default - names the principal
   */
  readonly description?: string;

  /**
   * Tags of the role.
   *
   * @default - none but the stack's
   */
  readonly tags?: { [key: string]: string };
}

/**
 * A role that trusts one user or role of a vendor, and only with the external ID (`StringEquals` on `sts:ExternalId`).
 * It may do exactly what its `access` says.
 */
export class VendorRole extends iam.Role {
  private readonly document?: iam.PolicyDocument;

  constructor(scope: Construct, id: string, props: VendorRoleProps) {
    const name = props.name ?? VendorRoleName._ofChild(scope, id);
    checkPartition(scope, props.principal);
    const statements = props.access.flatMap((access) => access.statements());
    // IAM accepts no empty policy.
    const document = statements.length > 0 ? new iam.PolicyDocument({ statements }) : undefined;
    super(scope, id, {
      roleName: name.roleName,
      path: name.path,
      assumedBy: new VendorTrust(props.principal, props.externalId)._principal(),
      inlinePolicies: document && { VendorAccess: document },
      permissionsBoundary: props.permissionsBoundary,
      maxSessionDuration: props.maxSessionDuration,
      description: props.description ?? describe(props),
    });
    this.document = document;
    name._isOf(this);
    checkSize(this, props, document);
    acknowledgePrefixes(this, ...props.access);
    for (const [key, value] of Object.entries(props.tags ?? {})) {
      Tags.of(this).add(key, value);
    }
  }

  /**
   * The trust policy as JSON text, such as for a stack's output or the AWS CLI. The text holds tokens for values that
   * only the deploy knows.
   */
  public get trustPolicyJson(): string {
    return Stack.of(this).toJsonString(this.assumeRolePolicy);
  }

  /** The role's policy as JSON text. Undefined where the role may do nothing. */
  public get accessPolicyJson(): string | undefined {
    return this.document && Stack.of(this).toJsonString(this.document);
  }
}

/** The most characters of a role's description (IAM API reference, CreateRole). */
const MAX_DESCRIPTION = 1_000;

function describe({ principal, externalId }: VendorRoleProps): string {
  const arns = principal.arn.split(', ');
  const say = (who: string) => `Lets ${who} in${externalId.value === undefined ? '' : ', only with its external ID'}`;
  const whole = say(principal.arn);
  return whole.length <= MAX_DESCRIPTION ? whole : say(`${arns[0]} and ${arns.length - 1} others`);
}

/** A value that only the deploy knows counts as few characters, because no size that may fit is refused: those of a UUID. */
const UNKNOWN = 36;

/** Refuses what IAM would refuse in the deploy. */
function checkSize(role: iam.Role, { principal, access }: VendorRoleProps, document?: iam.PolicyDocument): void {
  // A token is not resolved, because its value may change until the whole app is constructed.
  const trust = policySize(role.assumeRolePolicy?.toJSON(), UNKNOWN);
  if (trust > TRUST_QUOTA) {
    refuse(
      'principal',
      `<${principal.arn.split(', ').length} of them>`,
      `make a trust of ${trust} characters, and IAM takes ${TRUST_QUOTA}`,
      'name fewer, and make another VendorRole for the others',
    );
  }
  const policy = document ? policySize(document.toJSON(), UNKNOWN) : 0;
  if (policy > INLINE_QUOTA) {
    refuse(
      'access',
      `<${access.length} of them>`,
      `make a policy of ${policy} characters, and IAM takes ${INLINE_QUOTA} of a role`,
      'name a folder above several, or make another VendorRole for the others',
    );
  }
}
