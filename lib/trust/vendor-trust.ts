import * as iam from 'aws-cdk-lib/aws-iam';
import { Stack } from 'aws-cdk-lib/core';
import type { Construct } from 'constructs';
import type { ExternalId } from './external-id';
import type { VendorPrincipal } from './vendor-principal';

/** What a role's trust says to let a vendor in: who may assume it, and only with which external ID. */
export class VendorTrust {
  constructor(
    /** Who may assume the role. */
    public readonly principal: VendorPrincipal,
    /** What the vendor must say when it does. */
    public readonly externalId: ExternalId,
  ) {}

  /**
   * The trust policy as JSON text, for a role that is not made here: a stack's output, or `aws iam
   * update-assume-role-policy --policy-document`. What only the deploy knows stands in it as a token.
   *
   * @param scope anything in the stack that the text is used in
   */
  public policyJson(scope: Construct): string {
    const document = new iam.PolicyDocument();
    this._principal().addToAssumeRolePolicy(document);
    return Stack.of(scope).toJsonString(document);
  }

  /** @internal */
  public _principal(): iam.PrincipalBase {
    const { value } = this.externalId;
    const conditions = value === undefined ? {} : { StringEquals: { 'sts:ExternalId': value } };
    const principals = this.principal._principals.map((one) => new iam.PrincipalWithConditions(one, conditions));
    const [principal, ...more] = principals;
    return principal && more.length === 0 ? principal : new iam.CompositePrincipal(...principals);
  }
}
