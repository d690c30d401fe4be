import * as iam from 'aws-cdk-lib/aws-iam';
import type { ISecret } from 'aws-cdk-lib/aws-secretsmanager';
import { Annotations, Stack, Token } from 'aws-cdk-lib/core';
import type { Construct } from 'constructs';

/** Exactly what reading one secret takes, its key included. */
export function secretReadStatements(scope: Construct, secret: ISecret): iam.PolicyStatement[] {
  // An imported secret may be known without the six characters that Secrets Manager ends an ARN with (its user guide,
  // "Secrets Manager secret ARN"): six `?` stand for them, and for no other secret's name.
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

/** Another account's secret is opened by its own resource policy, which is not ours to write: say what to add. */
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
