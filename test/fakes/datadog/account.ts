import { randomUUID } from 'node:crypto';
import { isObject } from '../../../testing/fake-vendor/json';
import { textOf } from '../members';

/** The account that the vendor's documents name as the one that assumes the role. */
export const DATADOG_ACCOUNT = '464622532012';

/** An AWS account at the vendor: JSON:API, as the exchanges show that the vendor recorded for its own clients. */
export interface DatadogAccount {
  readonly id: string;
  readonly type: 'account';
  readonly attributes: Readonly<Record<string, unknown>>;
}

/** An account of what a create says, with what the vendor adds. */
export function newAccount(attributes: Record<string, unknown>, externalId: string, now: Date): DatadogAccount {
  const auth = { ...(isObject(attributes.auth_config) ? attributes.auth_config : {}), external_id: externalId };
  const dates = { created_at: now.toISOString(), modified_at: now.toISOString() };
  const defaults = { account_tags: [], aws_regions: { include_all: true }, metrics_config: { enabled: true } };
  const id = randomUUID();
  return { id, type: 'account', attributes: { ...defaults, ...attributes, auth_config: auth, ...dates } };
}

/** The account after an update: what that does not say stays, the external ID with it (recorded). */
export function changed(account: DatadogAccount, attributes: Record<string, unknown>, now: Date): DatadogAccount {
  return { ...account, attributes: { ...merged(account.attributes, attributes), modified_at: now.toISOString() } };
}

/** The vendor's own number of the AWS account. */
export function numberOf({ attributes }: DatadogAccount): string {
  return textOf(attributes, 'aws_account_id');
}

function merged(old: Readonly<Record<string, unknown>>, next: Record<string, unknown>): Record<string, unknown> {
  const both = Object.entries(next).map(([name, value]) => {
    const before = old[name];
    return [name, isObject(before) && isObject(value) ? merged(before, value) : value];
  });
  return { ...old, ...Object.fromEntries(both) };
}
