import { createHash } from 'node:crypto';
import type { ApiWire } from './contract';

/** The part of an API's description that says to which host a secret goes. */
export type SignIn = Pick<ApiWire, 'baseUrl' | 'authentication'>;

/**
 * A digest of the host that secrets go to, and of the whole sign-in. It has 80 bits, because an invoker must not find
 * another host with the same digest, and because 200 digests must fit into the 4 KB of a Lambda function's environment.
 */
export function placeOf({ baseUrl, authentication }: SignIn): string {
  const text = comparableJson([originOf(baseUrl), authentication]);
  return createHash('sha256').update(text).digest().subarray(0, 10).toString('base64url');
}

/** The same where only the deploy knows the ARN of a secret: any secret that the function may read fits. */
export function placeOfAnySecret({ baseUrl, authentication }: SignIn): string {
  const hidden: ApiWire['authentication'] = JSON.parse(
    JSON.stringify(authentication, (name, value) => (name === 'arn' ? '*' : value)),
  );
  return placeOf({ baseUrl, authentication: hidden });
}

/** Scheme, host and port of a URL; the text itself where it is no URL. */
export function originOf(text: string): string {
  return URL.canParse(text) ? new URL(text).origin : text;
}

/** One text for all values that are the same to CloudFormation: it makes text of numbers and booleans. */
export function comparableJson(value: unknown): string {
  return JSON.stringify(value, (_, member) => canonical(member));
}

/** CloudFormation may leave out what is empty, and the order of members means nothing. */
function canonical(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) {
    return value === null || value === undefined ? value : String(value);
  }
  if (Array.isArray(value)) {
    return value;
  }
  const members = Object.entries(value).filter(([, member]) => !EMPTY.includes(JSON.stringify(member)));
  return Object.fromEntries(members.sort(([a], [b]) => (a < b ? -1 : 1)));
}

const EMPTY: readonly (string | undefined)[] = [undefined, '""', '{}'];
