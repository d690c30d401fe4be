import { Failure } from '../runtime/errors';

/**
 * Fills the braces of a path (RFC 6570, level 1).
 *
 * @throws if a brace has no value, or a value that would climb in the path
 */
export function expand(path: string, values: Readonly<Record<string, string>>): string {
  return path.replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = Object.hasOwn(values, name) ? values[name] : undefined;
    if (value === undefined || !isUsableId(value)) {
      throw new Failure(
        `'${(value ?? '').slice(0, 100)}' cannot stand for {${name}} in the path ${path}: correct the parameter.`,
      );
    }
    return encoded(value);
  });
}

/** An id goes into a URL and into a physical id of at most 1,024 bytes; `.` and `..` would climb in the path. */
export function isUsableId(id: string): boolean {
  return id !== '' && id !== '.' && id !== '..' && !/[\p{Cc}\p{Cs}]/u.test(id) && encodeURIComponent(id).length <= 900;
}

/**
 * The id of the record in a `Location` (RFC 9110, 10.2.2); undefined where the Location names no record of this kind. Does
 * not compare queries.
 *
 * @param location a URL, or a reference
 * @param asked the URL of the request, which a reference is relative to
 * @param item the URL of one record, with `{id}` and no other brace
 */
export function idInLocation(location: string, asked: string, item: string): string | undefined {
  if (!URL.canParse(location, asked)) {
    return undefined;
  }
  const { origin, pathname: path } = new URL(location, asked);
  const expected = new URL(item.replace('{id}', MARK));
  const [before = '', after = ''] = expected.pathname.split(MARK);
  if (origin !== expected.origin || !path.startsWith(before) || !path.endsWith(after)) {
    return undefined;
  }
  const id = path.slice(before.length, path.length - after.length);
  try {
    return id.includes('/') ? undefined : decodeURIComponent(id);
  } catch {
    return undefined;
  }
}

/** Stands for the id while this function parses a URL, because a URL parser would encode a brace. */
const MARK = 'the-id-of-a-record';

/** Stricter than `encodeURIComponent`: encodes also the characters that RFC 3986 reserves. */
function encoded(text: string): string {
  return encodeURIComponent(text).replace(/[!'()*]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`);
}
