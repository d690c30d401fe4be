import * as iam from 'aws-cdk-lib/aws-iam';
import { Stack } from 'aws-cdk-lib/core';
import type { Construct } from 'constructs';
import { narrow } from '../validation/narrow';
import { TRUST_QUOTA } from '../validation/size';
import type { ExternalId } from './external-id';
import type { VendorPrincipal } from './vendor-principal';

/** The trust that lets a vendor in: who may assume the role, and with which external ID. */
export class VendorTrust {
  constructor(
    /** Who may assume the role. */
    public readonly principal: VendorPrincipal,
    /** The external ID that the vendor must send. */
    public readonly externalId: ExternalId,
  ) {}

  /**
   * The trust policy as JSON text, for a role that this library does not make. Use it in a stack's output, or in `aws
   * iam update-assume-role-policy --policy-document`. The text holds tokens for values that only the deploy knows.
   *
   * @param scope a construct in the stack that uses the text
   */
  public policyJson(scope: Construct): string {
    const document = new iam.PolicyDocument();
    this._principal().addToAssumeRolePolicy(document);
    return Stack.of(scope).toJsonString(document);
  }

  /** @internal */
  public _principal(): iam.PrincipalBase {
    const { value } = this.externalId;
    const conditions = value === undefined ? {} : { StringEquals: { 'sts:ExternalId': narrow('externalId', value) } };
    const each = this.principal._principals.map((one) => new iam.PrincipalWithConditions(one, conditions));
    const principals = sizeOf(each) <= TRUST_QUOTA ? each : groupsOf(each);
    const [principal, ...more] = principals;
    return principal && more.length === 0 ? principal : new iam.CompositePrincipal(...principals);
  }
}

/** The characters of a trust with a statement for each. A token counts as an ARN. */
function sizeOf(principals: readonly iam.PrincipalBase[]): number {
  const statements = principals.map(({ policyFragment: { principalJson, conditions } }) => ({
    Action: 'sts:AssumeRole',
    Effect: 'Allow',
    Principal: principalJson,
    Condition: conditions,
  }));
  return JSON.stringify({ Statement: statements, Version: '2012-10-17' }).replace(
    /\$\{Token\[[^\]]*\]\}/g,
    'x'.repeat(60),
  ).length;
}

/** One principal for all that have the same conditions, so that a trust has one statement for them. */
function groupsOf(principals: readonly iam.PrincipalBase[]): iam.PrincipalBase[] {
  const groups = new Map<string, iam.PrincipalBase[]>();
  for (const principal of principals) {
    const conditions = JSON.stringify(principal.policyFragment.conditions);
    groups.set(conditions, [...(groups.get(conditions) ?? []), principal]);
  }
  return [...groups.values()].flatMap((same) => {
    const [first] = same;
    return first && same.length > 1 ? [new SameConditions(same, first.policyFragment.conditions)] : same;
  });
}

/** Several users and roles in one statement. */
class SameConditions extends iam.PrincipalBase {
  public readonly policyFragment: iam.PrincipalPolicyFragment;

  constructor(principals: readonly iam.IPrincipal[], conditions: iam.Conditions) {
    super();
    const arns = principals.flatMap(({ policyFragment }) => policyFragment.principalJson.AWS ?? []);
    this.policyFragment = new iam.PrincipalPolicyFragment({ AWS: [...new Set(arns)] }, conditions);
  }

  public dedupeString(): string {
    return JSON.stringify(this.policyFragment);
  }
}
