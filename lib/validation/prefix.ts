import { refuse } from './refuse';

/** S3 accepts keys of at most 1,024 bytes (S3 user guide, "Naming Amazon S3 objects"). The vendor gets half of them. */
const MAX_PREFIX_BYTES = 512;

/**
 * Returns the prefix with a slash at its end, so that an access to `exports` never covers `exports-private/`. Refuses
 * text that IAM would widen: `*` and `?` are wildcards in a resource, and `${` begins a policy variable.
 * @returns undefined where no prefix was given, which means the whole bucket
 */
export function checkPrefix(prop: string, prefix: string | undefined): string | undefined {
  if (prefix === undefined) {
    return undefined;
  }
  // The text around a token is checked as well, because `${team}*` would reach every team's folder.
  const known = prefix.replace(/\$\{Token\[[^\]]*\]\}/g, '<token>');
  if (known === '') {
    refuse(prop, prefix, 'is empty', "leave it out to mean the whole bucket, or write a folder such as 'exports/'");
  }
  if (known.startsWith('/')) {
    refuse(
      prop,
      prefix,
      'begins with a slash, and no key under it would',
      `write '${known.replace(/^\/+/, '') || 'exports/'}'`,
    );
  }
  if (known.includes('..')) {
    refuse(prop, prefix, "holds '..', which is no parent folder in S3", "write the folder out, such as 'exports/'");
  }
  if (/[*?]|\$\{/.test(known)) {
    refuse(prop, prefix, "holds '*', '?' or '${', which IAM would widen", "write a plain folder, such as 'exports/'");
  }
  if (/\p{Cc}/u.test(known)) {
    refuse(prop, prefix, 'holds a control character', "write a plain folder, such as 'exports/'");
  }
  if (Buffer.byteLength(known) > MAX_PREFIX_BYTES) {
    refuse(prop, prefix, `is longer than ${MAX_PREFIX_BYTES} bytes`, 'shorten it, so that keys under it still fit');
  }
  return prefix.endsWith('/') ? prefix : `${prefix}/`;
}
