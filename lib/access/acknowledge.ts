import { Stack, Token, Validations } from 'aws-cdk-lib/core';
import type { Construct } from 'constructs';
import type { S3Access } from './s3-access';

/**
 * Tells cdk-nag why a policy may name every object under a prefix (its rule AwsSolutions-IAM5). Access to a whole bucket
 * stays a finding, and so does any other wildcard.
 *
 * @param policy the role or the policy that has the access
 */
export function acknowledgePrefixes(policy: Construct, ...accesses: readonly S3Access[]): void {
  for (const { bucket, prefix } of accesses) {
    // A prefix that only the deploy knows stays a finding: nobody can say which objects it covers.
    if (prefix !== undefined && !Token.isUnresolved(prefix)) {
      acknowledgeWildcard(
        policy,
        flat(Stack.of(policy).resolve(bucket.arnForObjects(`${prefix}*`))),
        'Every object under the folder that was granted, and no other',
      );
    }
  }
}

/**
 * Tells cdk-nag why a policy may name a resource with a wildcard. It writes the metadata that `Validations.acknowledge`
 * writes, because CDK 2.257 refuses the `::` of cdk-nag's own ids there.
 */
export function acknowledgeWildcard(policy: Construct, resource: string, reason: string): void {
  const rule = `Annotation::AwsSolutions-IAM5[Resource::${resource}]`;
  policy.node.addMetadata(Validations.ACKNOWLEDGED_RULES_METADATA_KEY, { [rule]: reason });
}

/** A resource as cdk-nag writes it: a reference stands in angle brackets. */
function flat(resource: unknown): string {
  if (typeof resource === 'string') {
    return resource;
  }
  const { Ref, 'Fn::GetAtt': getAtt, 'Fn::Join': join, 'Fn::ImportValue': imported } = Object(resource);
  if (Array.isArray(join)) {
    const [delimiter, parts] = join;
    return parts.map(flat).join(delimiter);
  }
  if (Array.isArray(getAtt)) {
    return `<${getAtt.map(flat).join('.')}>`;
  }
  return Ref === undefined ? flat(imported ?? '') : `<${Ref}>`;
}
