import * as iam from 'aws-cdk-lib/aws-iam';
import { Stack } from 'aws-cdk-lib/core';
import type { Construct } from 'constructs';
import { narrow } from '../validation/narrow';
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
    const principals = this.principal._principals.map((one) => new iam.PrincipalWithConditions(one, conditions));
    const [principal, ...more] = principals;
    return principal && more.length === 0 ? principal : new iam.CompositePrincipal(...principals);
  }
}
