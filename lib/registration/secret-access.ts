import * as iam from 'aws-cdk-lib/aws-iam';
import type { ISecret } from 'aws-cdk-lib/aws-secretsmanager';
import { Annotations, Stack, Token } from 'aws-cdk-lib/core';
import type { Construct } from 'constructs';

/** The statements to read one secret, and to use its key. */
export function secretReadStatements(scope: Construct, secret: ISecret): iam.PolicyStatement[] {
  // An imported secret's ARN may lack the six characters that Secrets Manager adds (its user guide, "Secrets Manager
  // secret ARN"). Six `?` match them, and match no other secret's name.
  const arn = secret.secretFullArn ?? `${secret.secretArn}-??????`;
  const read = new iam.PolicyStatement({ actions: ['secretsmanager:GetSecretValue'], resources: [arn] });
  if (!secret.encryptionKey) {
    return [read];
  }
  const decrypt = new iam.PolicyStatement({
    actions: ['kms:Decrypt'],
    resources: [secret.encryptionKey.keyArn],
    conditions: {
      StringEquals: { 'kms:ViaService': `secretsmanager.${secret.env.region}.${Stack.of(scope).urlSuffix}` },
      StringLike: { 'kms:EncryptionContext:SecretARN': arn },
    },
  });
  return [read, decrypt];
}

/**
 * Another account's secret also needs a statement in its own resource policy. This library cannot write it, so a
 * warning says what to add.
 */
export function warnOfForeignSecret(scope: Construct, secret: ISecret): void {
  const stack = Stack.of(scope);
  const { account } = secret.env;
  if (Token.isUnresolved(account) || Token.isUnresolved(stack.account) || account === stack.account) {
    return;
  }
  const statement = {
    Effect: 'Allow',
    Principal: { AWS: stack.account },
    Action: 'secretsmanager:GetSecretValue',
    Resource: '*',
  };
  const message =
    `The secret ${secret.secretArn} is account ${account}'s: add to its resource policy ${JSON.stringify(statement)}, ` +
    'and the same for kms:Decrypt to the policy of the customer-managed key that it must be encrypted with.';
  Annotations.of(scope).addWarningV2('cdk-vendor-access:foreignSecret', message);
}
