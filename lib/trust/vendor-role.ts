import * as iam from 'aws-cdk-lib/aws-iam';
import { type Duration, Stack, Tags, Token } from 'aws-cdk-lib/core';
import type { Construct } from 'constructs';
import { acknowledgePrefixes } from '../access/acknowledge';
import type { S3Access } from '../access/s3-access';
import { refuse } from '../validation/refuse';
import type { ExternalId } from './external-id';
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

function describe({ principal, externalId }: VendorRoleProps): string {
  return `Lets ${principal.arn} in${externalId.value === undefined ? '' : ', only with its external ID'}`;
}

/**
 * AWS lets no principal assume a role of another partition (IAM user guide, "AWS STS"). Such a trust would never let
 * the vendor in.
 */
function checkPartition(scope: Construct, principal: VendorPrincipal): void {
  const { region, partition } = Stack.of(scope);
  const own = Token.isUnresolved(partition) ? partitionOf(region) : partition;
  if (principal.partition !== undefined && own !== undefined && own !== principal.partition) {
    refuse(
      'principal',
      principal.arn,
      `cannot assume a role of partition '${own}', where this stack is (${region})`,
      `put the stack into a region of partition '${principal.partition}'`,
    );
  }
}

/** The partition of a region, read from its name. Undefined where the name does not tell (`us-iso-east-1`). */
function partitionOf(region: string): string | undefined {
  if (Token.isUnresolved(region)) {
    return undefined;
  }
  if (/^cn-/.test(region)) {
    return 'aws-cn';
  }
  if (/^us-gov-/.test(region)) {
    return 'aws-us-gov';
  }
  return /^[a-z]{2}-[a-z]+-\d+$/.test(region) ? 'aws' : undefined;
}
