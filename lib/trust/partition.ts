import { Stack, Token } from 'aws-cdk-lib/core';
import type { Construct } from 'constructs';
import { refuse } from '../validation/refuse';

/**
 * Refuses a principal of another partition than the stack's. AWS lets no principal act across partitions (IAM user
 * guide, "AWS STS"), so such a trust or policy would never let the vendor in.
 *
 * @param principal its ARN, and the partition in it where synth can read that
 */
export function checkPartition(
  scope: Construct,
  principal: { readonly arn: string; readonly partition?: string },
  what = 'assume a role',
): void {
  const { region, partition } = Stack.of(scope);
  const own = Token.isUnresolved(partition) ? partitionOf(region) : partition;
  if (principal.partition !== undefined && own !== undefined && own !== principal.partition) {
    refuse(
      'principal',
      principal.arn,
      `cannot ${what} of partition '${own}', where this stack is (${region})`,
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
