import { Stack } from 'aws-cdk-lib/core';
import type { IConstruct } from 'constructs';
import { refuse } from '../../../validation/refuse';
import type { VendorSecret } from '../../../vendor-api/vendor-secret';

/** The paths of a stack's default profiles, by their account. */
const DEFAULTS = new WeakMap<Stack, Map<string, string>>();

/**
 * Refuses a second default profile of one account in a stack. Each would replace the other as the default (vendor's
 * OpenAPI document, `CreateStorageProfileModel`).
 */
export function claimDefault(scope: IConstruct, baseUrl: string, { secret, field }: VendorSecret): void {
  const stack = Stack.of(scope);
  const account = JSON.stringify(stack.resolve([baseUrl, secret.secretArn, field]));
  const defaults = DEFAULTS.get(stack) ?? new Map<string, string>();
  DEFAULTS.set(stack, defaults);
  const first = defaults.get(account);
  if (first !== undefined) {
    refuse(
      'isDefault',
      true,
      `is said by ${scope.node.path} and by ${first}, and an account has one default profile`,
      'say it of one of them',
    );
  }
  defaults.set(account, scope.node.path);
}
