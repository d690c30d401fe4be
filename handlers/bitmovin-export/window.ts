import type { WindowsWire } from '../../lib/vendors/bitmovin/exports/export-contract';

const HOUR = 3_600_000;
const LENGTHS = { HOUR, DAY: 24 * HOUR } as const;

/** A span of time, in milliseconds since the epoch: from its start up to its end, which belongs to the next. */
export interface Window {
  readonly start: number;
  readonly end: number;
}

/**
 * The windows that are to be exported by now, oldest first.
 *
 * @param from the first start; absent where nothing was exported yet, and then it is the last window that is over
 */
export function windowsDue(windows: WindowsWire, from: number | undefined, now: number): Window[] {
  if (windows.kind === 'once') {
    const window = { start: Date.parse(windows.start), end: Date.parse(windows.end) };
    return window.start >= (from ?? window.start) && isDue(window, windows.delay, now) ? [window] : [];
  }
  const length = LENGTHS[windows.every];
  // The epoch began at midnight in UTC, and its days have no leap seconds: whole lengths from there are whole in UTC.
  const over = Math.floor((now - windows.delay) / length) * length;
  const first = from ?? over - length;
  return Array.from({ length: Math.max(0, (over - first) / length) }, (_, index) => {
    const start = first + index * length;
    return { start, end: start + length };
  });
}

/** The oldest start that is not too long ago; undefined where none ever is. */
export function oldestStart(windows: WindowsWire, now: number): number | undefined {
  if (windows.kind === 'once') {
    return undefined;
  }
  const length = LENGTHS[windows.every];
  return Math.ceil((now - windows.backfill) / length) * length;
}

/** A time in UTC, as the vendor's client writes it, to the millisecond. */
export function iso(time: number): string {
  return new Date(time).toISOString();
}

/** What a window is called in a ledger and in a task's name: its start, without milliseconds that say nothing. */
export function keyOf({ start }: Window): string {
  return iso(start).replace('.000Z', 'Z');
}

/** The folder that a window's files go to. One of many has one of its own, by its date and hour. */
export function pathOf(windows: WindowsWire, outputPath: string, { start }: Window): string {
  if (windows.kind === 'once') {
    return outputPath;
  }
  const [date = '', time = ''] = iso(start).split('T');
  const hour = windows.every === 'HOUR' ? `${time.slice(0, 2)}/` : '';
  return `${outputPath}${date.replace(/-/g, '/')}/${hour}`;
}

function isDue({ end }: Window, delay: number, now: number): boolean {
  return end + delay <= now;
}
