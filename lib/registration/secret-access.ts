import * as iam from 'aws-cdk-lib/aws-iam';
import type { ISecret } from 'aws-cdk-lib/aws-secretsmanager';
import { Annotations, Stack, Token } from 'aws-cdk-lib/core';
import type { Construct } from 'constructs';
import { narrowArn } from '../validation/narrow';

/** The statements to read one secret, and to use its key. */
export function secretReadStatements(scope: Construct, secret: ISecret): iam.PolicyStatement[] {
  return statementsFor(scope, [secret]);
}

/** A policy to read secrets, and to use their keys. Each key may decrypt its own secrets only. */
export function secretReadDocument(scope: Construct, secrets: readonly ISecret[]): iam.PolicyDocument {
  return new iam.PolicyDocument({ statements: statementsFor(scope, secrets) });
}

function statementsFor(scope: Construct, secrets: readonly ISecret[]): iam.PolicyStatement[] {
  const read = new iam.PolicyStatement({
    actions: ['secretsmanager:GetSecretValue'],
    resources: secrets.map(arnOf),
  });
  const byKey = new Map<string, [ISecret, ...ISecret[]]>();
  for (const secret of secrets) {
    if (secret.encryptionKey) {
      const key = JSON.stringify(Stack.of(scope).resolve([secret.encryptionKey.keyArn, secret.env.region]));
      const others = byKey.get(key);
      byKey.set(key, others ? [...others, secret] : [secret]);
    }
  }
  return [read, ...[...byKey.values()].flatMap((same) => decryptStatements(scope, same))];
}

function decryptStatements(scope: Construct, secrets: readonly [ISecret, ...ISecret[]]): iam.PolicyStatement[] {
  const [{ encryptionKey, env }] = secrets;
  if (!encryptionKey) {
    return [];
  }
  const [arn, ...more] = secrets.map(arnOf);
  return [
    new iam.PolicyStatement({
      actions: ['kms:Decrypt'],
      resources: [narrowArn('encryptionKey', encryptionKey.keyArn, 'keyArn')],
      conditions: {
        StringEquals: { 'kms:ViaService': `secretsmanager.${env.region}.${Stack.of(scope).urlSuffix}` },
        StringLike: { 'kms:EncryptionContext:SecretARN': more.length > 0 ? [arn, ...more] : arn },
      },
    }),
  ];
}

/**
 * An imported secret's ARN may lack the six characters that Secrets Manager adds (its user guide, "Secrets Manager secret
 * ARN"). Six `?` match them, and match no other secret's name.
 */
function arnOf(secret: ISecret): string {
  return secret.secretFullArn === undefined
    ? `${narrowArn('secret', secret.secretArn, 'secretArn')}-??????`
    : narrowArn('secret', secret.secretFullArn, 'secretArn');
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
