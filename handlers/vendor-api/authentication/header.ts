import type { HeaderWire, UserWire } from '../../../lib/vendor-api/contract';
import type { Effects } from '../../runtime/effects';
import type { Secrets } from './secrets';
import type { SignIn } from './sign-in';

/** Sends a secret as a header's value. */
export function byHeader({ name, prefix = '', secret }: HeaderWire, secrets: Secrets): SignIn {
  return { headers: async () => ({ [name]: `${prefix}${await secrets.text(secret)}` }) };
}

/** Sends a user and a password (RFC 7617). */
export function byBasic({ user, password }: UserWire, secrets: Secrets, effects: Effects): SignIn {
  return {
    headers: async () => ({ authorization: basic(await secrets.name(user), await secrets.text(password), effects) }),
  };
}

/** The value of a Basic `Authorization`. The log must not show it either: it is the password in another encoding. */
export function basic(user: string, password: string, effects: Pick<Effects, 'redact'>): string {
  const pair = Buffer.from(`${user}:${password}`, 'utf8').toString('base64');
  effects.redact(pair);
  return `Basic ${pair}`;
}
