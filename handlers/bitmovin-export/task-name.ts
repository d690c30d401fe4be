import { createHash } from 'node:crypto';
import type { ExportWire } from '../../lib/vendors/bitmovin/exports/export-contract';

/** The beginning of our tag. */
const SCHEME = 'va1:';

/** The format that a construct writes where the user says none. */
const PLAIN_FORMAT = 'CSV';

/** The part of a task's name that says which window of which schedule it exports. */
export interface Tag {
  /** The schedule's {@link identityOf}. */
  readonly schedule: string;
  /** The window's key. */
  readonly key: string;
  readonly attempt: number;
}

/**
 * The identity of a schedule: a digest of its data, its files, its destination and its windows. Neither its stack nor the output's
 * id is a part, so that no window is exported again after the user replaces the output or the stack.
 */
export function identityOf({ bucket, create, windows, task }: ExportWire): string {
  const { licenseKey, type, outputPath, fileFormat, columns } = task;
  const cadence = windows.kind === 'once' ? [windows.start, windows.end] : [windows.every];
  // Other files of the same data are another export. The first versions left this out, so plain files are named as then.
  const form = fileFormat === PLAIN_FORMAT && columns === undefined ? [] : [fileFormat, columns ?? []];
  const parts = [create.Api.headers ?? {}, bucket, outputPath, licenseKey, type, cadence, ...form];
  return createHash('sha256').update(JSON.stringify(parts)).digest('base64url').slice(0, 16);
}

/** The task's name: the user's words, then the tag, by which a later run finds the task. */
export function taskName(words: string, { schedule, key, attempt }: Tag): string {
  return `${words} ${SCHEME}${schedule}:${key}:${attempt}`;
}

/** The tag at the end of a name; undefined where the name has none. */
export function tagOf(name: unknown): Tag | undefined {
  const [, schedule, key, attempt] =
    (typeof name === 'string' && / va1:([\w-]{16}):([\d-]+T[\d:.]+Z):(\d{1,4})$/.exec(name)) || [];
  return schedule && key && attempt ? { schedule, key, attempt: Number(attempt) } : undefined;
}
