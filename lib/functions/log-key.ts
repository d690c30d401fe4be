import * as iam from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { Annotations, Stack } from 'aws-cdk-lib/core';
import type { Construct } from 'constructs';

/** The stacks whose logs may use a key, by the key. */
const LET = new WeakMap<IKey, Set<Stack>>();

/**
 * Lets CloudWatch Logs use a key for the log groups of a stack's account and region (CloudWatch Logs user guide,
 * "Encrypt log data in CloudWatch Logs using AWS KMS"). Warns where the key's policy is not this app's.
 */
export function letLogsUse(scope: Construct, key: IKey): void {
  const stack = Stack.of(scope);
  const stacks = LET.get(key) ?? new Set();
  LET.set(key, stacks);
  if (stacks.has(stack)) {
    return;
  }
  stacks.add(stack);
  const statement = new iam.PolicyStatement({
    principals: [new iam.ServicePrincipal(`logs.${stack.region}.amazonaws.com`)],
    actions: ['kms:Decrypt*', 'kms:Describe*', 'kms:Encrypt*', 'kms:GenerateDataKey*', 'kms:ReEncrypt*'],
    resources: ['*'],
    conditions: {
      ArnLike: { 'kms:EncryptionContext:aws:logs:arn': stack.formatArn({ service: 'logs', resource: '*' }) },
    },
  });
  if (!key.addToResourcePolicy(statement, true).statementAdded) {
    Annotations.of(scope).addWarningV2(
      'cdk-vendor-access:logEncryptionKey',
      `logEncryptionKey ${key.keyArn} was imported: add to its policy ` +
        `${JSON.stringify(stack.resolve(statement.toStatementJson()))}, or the log group cannot be made.`,
    );
  }
}
