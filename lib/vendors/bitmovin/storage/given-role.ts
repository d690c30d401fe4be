import { Annotations, CfnOutput } from 'aws-cdk-lib/core';
import type { Construct } from 'constructs';

/** What a role that was given must say. */
export interface GivenRole {
  readonly role: { readonly roleArn: string; readonly node: { readonly path: string } };
  readonly trustPolicyJson: string;
  readonly accessPolicyJson: string;
}

/**
 * A role that is given stays as it is: prints what its trust and its policy must say, and says so, once.
 *
 * @param known whether the external ID was chosen, and can stand in the trust beforehand
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
