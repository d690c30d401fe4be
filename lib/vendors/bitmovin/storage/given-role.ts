import { Annotations, CfnOutput } from 'aws-cdk-lib/core';
import type { Construct } from 'constructs';

/** The policies that a given role must have. */
export interface GivenRole {
  readonly role: { readonly roleArn: string; readonly node: { readonly path: string } };
  readonly trustPolicyJson: string;
  readonly accessPolicyJson: string;
}

/**
 * The construct does not change a given role. Prints the trust and the policy that it must have, and warns, once.
 *
 * @param known whether the external ID is chosen, and so can stand in the trust before the deploy
 */
export function printForGivenRole(
  scope: Construct,
  { role, trustPolicyJson, accessPolicyJson }: GivenRole,
  known: boolean,
): void {
  const trust = new CfnOutput(scope, 'TrustPolicy', {
    description: 'The trust that the role needs, for Bitmovin to assume it',
    value: trustPolicyJson,
  });
  const access = new CfnOutput(scope, 'AccessPolicy', {
    description: 'What the role must let Bitmovin do',
    value: accessPolicyJson,
  });
  const when = known ? '' : ' after this deploy, because only then Bitmovin has given the external ID';
  Annotations.of(scope).addWarningV2(
    'cdk-vendor-access:givenRole',
    `${role.node.path} was given and stays as it is: put what the stack's output ${trust.node.path} says into its trust` +
      `${when}, and what ${access.node.path} says into a policy of it; until both are there, Bitmovin is refused.`,
  );
}
