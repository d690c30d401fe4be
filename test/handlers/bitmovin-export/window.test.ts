import { iso, keyOf, oldestStart, pathOf, windowsDue } from '../../../handlers/bitmovin-export/window';
import type { EachWire, OnceWire } from '../../../lib/vendors/bitmovin/exports/export-contract';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const t = Date.parse;
const each = (every: 'HOUR' | 'DAY', delay = HOUR, backfill = 7 * DAY): EachWire => ({
  kind: 'each',
  every,
  delay,
  backfill,
});
const once: OnceWire = { kind: 'once', start: '2026-01-01T00:00:00Z', end: '2026-02-01T00:00:00Z', delay: HOUR };

describe('S0.23 windows that are due', () => {
  it.each<[string, EachWire, string | undefined, string, string[]]>([
    ['the last hour alone at first', each('HOUR'), undefined, '2026-03-01T05:00:00Z', ['2026-03-01T03:00:00Z']],
    ['no hour before its delay', each('HOUR'), '2026-03-01T03:00:00Z', '2026-03-01T04:59:59Z', []],
    ['an hour with its delay', each('HOUR'), '2026-03-01T03:00:00Z', '2026-03-01T05:00:00Z', ['2026-03-01T03:00:00Z']],
    [
      'every hour that was missed',
      each('HOUR', 0),
      '2026-02-28T22:00:00Z',
      '2026-03-01T01:30:00Z',
      ['2026-02-28T22:00:00Z', '2026-02-28T23:00:00Z', '2026-03-01T00:00:00Z'],
    ],
    ['the last day alone at first', each('DAY'), undefined, '2026-03-02T00:59:00Z', ['2026-02-28T00:00:00Z']],
    ['a day with its delay', each('DAY'), undefined, '2026-03-02T01:00:00Z', ['2026-03-01T00:00:00Z']],
    [
      'a day over a change of the clocks',
      each('DAY'),
      '2026-03-29T00:00:00Z',
      '2026-03-31T01:00:00Z',
      ['2026-03-29T00:00:00Z', '2026-03-30T00:00:00Z'],
    ],
    [
      'the 29th of February',
      each('DAY', 0),
      '2028-02-28T00:00:00Z',
      '2028-03-01T00:00:00Z',
      ['2028-02-28T00:00:00Z', '2028-02-29T00:00:00Z'],
    ],
    ['nothing where the ledger is ahead', each('DAY'), '2027-01-01T00:00:00Z', '2026-03-02T01:00:00Z', []],
  ])('%s', (_, windows, from, now, keys) => {
    const due = windowsDue(windows, from === undefined ? undefined : t(from), t(now));
    expect(due.map(keyOf)).toEqual(keys);
    expect(due.every(({ start, end }) => end - start === (windows.every === 'DAY' ? DAY : HOUR))).toBe(true);
  });

  it('of one export: the one, when it is over, until it is done', () => {
    const window = { start: t(once.start), end: t(once.end) };
    expect(windowsDue(once, undefined, window.end + HOUR - 1)).toEqual([]);
    expect(windowsDue(once, undefined, window.end + HOUR)).toEqual([window]);
    expect(windowsDue(once, window.start, window.end + HOUR)).toEqual([window]);
    expect(windowsDue(once, window.end, window.end + DAY)).toEqual([]);
  });
});

it.each<[string, EachWire | OnceWire, string | undefined]>([
  ['an hour', each('HOUR', HOUR, DAY), '2026-03-01T03:00:00Z'],
  ['D1 an hour with the least that synth takes', each('HOUR', HOUR, 2 * HOUR), '2026-03-02T01:00:00Z'],
  ['D1 a day with the least that synth takes', each('DAY', HOUR, 25 * HOUR), '2026-03-01T00:00:00Z'],
  ['a day', each('DAY', HOUR, 7 * DAY), '2026-02-23T00:00:00Z'],
  ['a single export', once, undefined],
])('%s is too old when its end is', (_, windows, oldest) => {
  expect(oldestStart(windows, t('2026-03-02T03:30:00Z'))).toBe(oldest === undefined ? undefined : t(oldest));
});

it.each([
  [each('DAY'), 'exports/2026/01/05/'],
  [each('HOUR'), 'exports/2026/01/05/07/'],
  [once, 'exports/'],
])('S0.22 S0.23 each window of many has a folder of its own date', (windows, path) => {
  const start = t('2026-01-05T07:00:00Z');
  expect(pathOf(windows, 'exports/', { start, end: start + HOUR })).toBe(path);
});

it('times are in UTC and to the millisecond; a key leaves out what says nothing', () => {
  const start = t('2026-01-05T07:00:00.000Z');
  expect(iso(start)).toBe('2026-01-05T07:00:00.000Z');
  expect(keyOf({ start, end: start })).toBe('2026-01-05T07:00:00Z');
  expect(keyOf({ start: start + 5, end: start })).toBe('2026-01-05T07:00:00.005Z');
});
