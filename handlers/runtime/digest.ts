import { createHash } from 'node:crypto';

/** 80 bits of a hash, as 14 characters of `[\w-]`. It is short, because people read the text that holds it. */
export function digest(...parts: string[]): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest().subarray(0, 10).toString('base64url');
}

/** JSON with sorted members, because their order in a template means nothing. */
export function canonicalJson(json: unknown): string {
  return JSON.stringify(json, (_, value) =>
    typeof value === 'object' && value !== null && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
      : value,
  );
}
