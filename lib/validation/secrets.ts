import { CfnDynamicReference, SecretValue, Token, Tokenization } from 'aws-cdk-lib/core';
import { refuse } from './refuse';

/**
 * Refuses a secret, which would stand in the template, and a dynamic reference. CloudFormation resolves no dynamic
 * reference in a custom resource's properties.
 */
export function refuseSecret(prop: string, given: unknown): void {
  const reference = typeof given === 'string' && given.includes('{{resolve:');
  if (reference || tokensOf(given).some((t) => t instanceof SecretValue || t instanceof CfnDynamicReference)) {
    refuse(
      prop,
      reference ? given : '<dynamic reference>',
      'is a dynamic reference, which CloudFormation does not resolve here',
      'give the secret itself, as VendorSecret.fromSecretsManager(secret)',
    );
  }
}

function tokensOf(given: unknown): unknown[] {
  if (!Token.isUnresolved(given)) {
    return [];
  }
  return typeof given === 'string' ? Tokenization.reverseString(given).tokens : [Tokenization.reverse(given)];
}
