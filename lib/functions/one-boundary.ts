import * as iam from 'aws-cdk-lib/aws-iam';
import { Stack, Token } from 'aws-cdk-lib/core';
import type { Construct } from 'constructs';
import { refuse } from '../validation/refuse';

/** The one permissions boundary of roles that the constructs of a stack share. */
export class OneBoundary {
  private readonly roles: readonly iam.Role[];
  private given?: string;

  /** @param scope is named in a refusal */
  constructor(
    private readonly scope: Construct,
    ...roles: readonly iam.Role[]
  ) {
    this.roles = roles;
  }

  /** Sets the boundary of the roles, and refuses a second one. */
  public holdTo(boundary: iam.IManagedPolicy): void {
    const { managedPolicyArn } = boundary;
    const arn = Token.isUnresolved(managedPolicyArn)
      ? JSON.stringify(Stack.of(this.scope).resolve(managedPolicyArn))
      : managedPolicyArn;
    if (this.given !== undefined && this.given !== arn) {
      refuse(
        'permissionsBoundary',
        arn,
        `is the second for the one role of ${this.scope.node.path}, after ${this.given}`,
        'give every registration of a stack the same',
      );
    }
    this.given = arn;
    for (const role of this.roles) {
      iam.PermissionsBoundary.of(role).apply(boundary);
    }
  }
}
