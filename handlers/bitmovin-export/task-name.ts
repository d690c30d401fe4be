import { createHash } from 'node:crypto';
import type { ExportWire } from '../../lib/vendors/bitmovin/exports/export-contract';

/** What stands before a tag of ours. */
const SCHEME = 'va1:';

/** Which window of which schedule a task exports, as its name says. */
export interface Tag {
  /** The schedule's {@link identityOf}. */
  readonly schedule: string;
  /** The window's key. */
  readonly key: string;
  readonly attempt: number;
}

/**
 * What makes a schedule the same one: whose data goes where, and in what windows. Not its place in a stack, nor the
 * output's id: neither an output that is replaced nor a stack that is made anew exports a window again.
 */
export function identityOf({ bucket, create, windows, task }: ExportWire): string {
  const { licenseKey, type, outputPath } = task;
  const cadence = windows.kind === 'once' ? [windows.start, windows.end] : [windows.every];
  const said = [create.Api.headers ?? {}, bucket, outputPath, licenseKey, type, cadence];
  return createHash('sha256').update(JSON.stringify(said)).digest('base64url').slice(0, 16);
}

/** The task's name: the user's own words, and a tag at the end, by which the task is found again. */
export function taskName(words: string, { schedule, key, attempt }: Tag): string {
  return `${words} ${SCHEME}${schedule}:${key}:${attempt}`;
}

/** The tag at the end of a name; undefined where it has none of ours. */
export function tagOf(name: unknown): Tag | undefined {
  const [, schedule, key, attempt] =
    (typeof name === 'string' && / va1:([\w-]{16}):([\d-]+T[\d:.]+Z):(\d{1,4})$/.exec(name)) || [];
  return schedule && key && attempt ? { schedule, key, attempt: Number(attempt) } : undefined;
}
