import { randomUUID } from 'node:crypto';
import { isObject } from '../../../testing/fake-vendor/json';
import { textOf } from '../members';

/** The account that assumes the role, from the vendor's documents. */
export const DATADOG_ACCOUNT = '464622532012';

/** An AWS account at the vendor, in JSON:API, as in the exchanges that the vendor recorded for its own clients. */
export interface DatadogAccount {
  readonly id: string;
  readonly type: 'account';
  readonly attributes: Readonly<Record<string, unknown>>;
}

/** An account with the members of a create and those that the vendor adds. */
export function newAccount(attributes: Record<string, unknown>, externalId: string, now: Date): DatadogAccount {
  const auth = { ...(isObject(attributes.auth_config) ? attributes.auth_config : {}), external_id: externalId };
  const dates = { created_at: now.toISOString(), modified_at: now.toISOString() };
  const defaults = { account_tags: [], aws_regions: { include_all: true }, metrics_config: { enabled: true } };
  const id = randomUUID();
  return { id, type: 'account', attributes: { ...defaults, ...attributes, auth_config: auth, ...dates } };
}

/** The account after an update. Absent members stay as they are, and so does the external ID (recorded). */
export function changed(account: DatadogAccount, attributes: Record<string, unknown>, now: Date): DatadogAccount {
  return { ...account, attributes: { ...merged(account.attributes, attributes), modified_at: now.toISOString() } };
}

/** The number of the AWS account. */
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
