import { createHash } from 'node:crypto';
import type { StrictVendor } from '../../../fakes/strict-vendor';

export interface CallOptions {
  /** Sent as JSON. */
  readonly body?: unknown;
  /** Sent as it is. */
  readonly text?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  /** The body as JSON; undefined where there was none. */
  readonly body: unknown;
}

/** One request over HTTP; the path begins with a slash. */
export async function call(
  fake: StrictVendor,
  method: string,
  path: string,
  { body, text, headers }: CallOptions = {},
): Promise<Answer> {
  const json: Record<string, string> = body === undefined ? {} : { 'content-type': 'application/json' };
  const response = await fetch(`${fake.url}${path}`, {
    method,
    headers: { ...json, ...headers },
    body: text ?? (body === undefined ? undefined : JSON.stringify(body)),
  });
  const answered = await response.text();
  return {
    status: response.status,
    headers: response.headers,
    body: answered === '' ? undefined : JSON.parse(answered),
  };
}

/** HTTP Basic (RFC 7617). */
export function basic(user: string, password: string): { authorization: string } {
  return { authorization: `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}` };
}

/** What a client must know for an `Authorization: Digest`. */
export interface DigestParts {
  readonly user: string;
  readonly password: string;
  readonly realm: string;
  readonly nonce: string;
  readonly nc: string;
  readonly cnonce: string;
  readonly method: string;
  readonly uri: string;
  readonly algorithm: 'MD5' | 'SHA-256';
}

/** The `response` of a client (RFC 7616, 3.4.1), for `qop=auth`. */
export function digestResponse(parts: DigestParts): string {
  const hash = (text: string) => createHash(parts.algorithm.replace('-', '')).update(text).digest('hex');
  const secret = hash(`${parts.user}:${parts.realm}:${parts.password}`);
  const request = hash(`${parts.method}:${parts.uri}`);
  return hash(`${secret}:${parts.nonce}:${parts.nc}:${parts.cnonce}:auth:${request}`);
}
