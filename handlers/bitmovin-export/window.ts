import type { WindowsWire } from '../../lib/vendors/bitmovin/exports/export-contract';

const HOUR = 3_600_000;
const LENGTHS = { HOUR, DAY: 24 * HOUR } as const;

/** A span of time, in milliseconds since the epoch. Its end belongs to the next window. */
export interface Window {
  readonly start: number;
  readonly end: number;
}

/**
 * The windows that are due, oldest first.
 *
 * @param from the start of the first window; by default, the last window that is over
 */
export function windowsDue(windows: WindowsWire, from: number | undefined, now: number): Window[] {
  if (windows.kind === 'once') {
    const window = { start: Date.parse(windows.start), end: Date.parse(windows.end) };
    return window.start >= (from ?? window.start) && isDue(window, windows.delay, now) ? [window] : [];
  }
  const length = LENGTHS[windows.every];
  // Whole lengths since the epoch are whole hours or days in UTC, because Unix time has no leap seconds.
  const over = Math.floor((now - windows.delay) / length) * length;
  const first = from ?? over - length;
  return Array.from({ length: Math.max(0, (over - first) / length) }, (_, index) => {
    const start = first + index * length;
    return { start, end: start + length };
  });
}

/**
 * The oldest start of a window that is still exported; undefined where a window never becomes too old. A window ages
 * from its end: so the least `backfill`, a window and the delay, leaves a whole window's time to export it.
 */
export function oldestStart(windows: WindowsWire, now: number): number | undefined {
  if (windows.kind === 'once') {
    return undefined;
  }
  const length = LENGTHS[windows.every];
  return Math.ceil((now - windows.backfill) / length) * length - length;
}

/** A time in UTC, to the millisecond, as the vendor's client writes it. */
export function iso(time: number): string {
  return new Date(time).toISOString();
}

/** A window's key in a ledger and in a task's name: its start, without milliseconds where they are zero. */
export function keyOf({ start }: Window): string {
  return iso(start).replace('.000Z', 'Z');
}

/** The folder of a window's files. Each of several windows has its own folder, by date and hour. */
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
