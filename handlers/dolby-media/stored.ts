import type { KeyValue, RevokedValue, SecretValue } from '../../lib/vendors/dolby/media/contract';

/** The content of a version of the secret; `nothing` where there is no version, or where its text is not ours. */
export type Stored =
  | { readonly kind: 'key'; readonly key: KeyValue }
  | { readonly kind: 'revoked'; readonly at: string }
  | { readonly kind: 'nothing' };

/** Reads a version's text. Text that is not ours counts as nothing, because no key can be read from it. */
export function readStored(text: string | undefined): Stored {
  const { accessKeyId, secretAccessKey, issued, revoked } = Object(parsed(text));
  if (isText(accessKeyId) && isText(secretAccessKey) && isText(issued)) {
    return { kind: 'key', key: { accessKeyId, secretAccessKey, issued } };
  }
  return isText(revoked) ? { kind: 'revoked', at: revoked } : { kind: 'nothing' };
}

/** The text of a version that holds a key. */
export function keyText(key: KeyValue): string {
  return write(key);
}

/** The text of a version that holds the time of a revocation. */
export function revokedText(at: string): string {
  return write({ revoked: at } satisfies RevokedValue);
}

function write(value: SecretValue): string {
  return JSON.stringify(value);
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value !== '';
}

/** Undefined where the text is not JSON. The parser's error would quote the text, which may be a key. */
function parsed(text: string | undefined): unknown {
  try {
    return JSON.parse(text ?? '');
  } catch {
    return undefined;
  }
}
