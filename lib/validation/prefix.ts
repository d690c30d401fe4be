import { refuse } from './refuse';

/** The longest key S3 takes is 1,024 bytes (S3 user guide, "Naming Amazon S3 objects"); half is left to the vendor. */
const MAX_PREFIX_BYTES = 512;

/**
 * The prefix with a slash at its end, so that an access to `exports` never covers `exports-private/`. Refuses what
 * would reach further than it reads: `*` and `?` are wildcards in an IAM resource, `${` begins a policy variable.
 * @returns undefined where no prefix was given: the whole bucket
 */
export function checkPrefix(prop: string, prefix: string | undefined): string | undefined {
  if (prefix === undefined) {
    return undefined;
  }
  // What stands around a token is judged as well: `${team}*` would reach every team's folder.
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
