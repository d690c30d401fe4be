import {
  advance,
  CLAIM_LASTS,
  CLAIMS_AT_ONCE,
  type ClaimResult,
  noteClaims,
  type Plan,
  RETRY_AFTER,
  type Tick,
} from '../../../handlers/bitmovin-export/advance';
import { type Entry, type Ledger, newLedger } from '../../../handlers/bitmovin-export/ledger';
import { keyOf } from '../../../handlers/bitmovin-export/window';

const HOUR = 3_600_000;
const NOW = Date.parse('2026-03-01T12:30:00Z');
const PLAN: Plan = { windows: { kind: 'each', every: 'HOUR', delay: 0, backfill: 24 * HOUR }, attempts: 3 };

/** The key of the hour so many hours ago: 1 is the last that is over. */
const key = (ago: number) => keyOf({ start: start(ago), end: 0 });
const start = (ago: number) => Date.parse('2026-03-01T12:00:00Z') - ago * HOUR;
const tick = (more: Partial<Tick> = {}): Tick => ({ now: NOW, run: 'me', ended: new Map(), ...more });

/** A ledger that begins with the hour so many hours ago. */
function ledger(from: number, entries: Record<number, Entry> = {}): Ledger {
  const windows = Object.fromEntries(Object.entries(entries).map(([ago, entry]) => [key(Number(ago)), entry]));
  return { ...newLedger(start(from)), windows };
}

const posting = (age: number, run = 'other', attempt = 1): Entry => ({ state: 'POSTING', attempt, at: NOW - age, run });
const posted = (id: string, attempt = 1): Entry => ({ state: 'POSTED', attempt, at: NOW - HOUR, id });
const finished = (id = 'f'): Entry => ({ state: 'FINISHED', attempt: 1, at: NOW - HOUR, id });
const error = (age: number, attempt = 1) => ({ state: 'ERROR', attempt, at: NOW - age, id: 'e' }) as const;

describe('what is claimed', () => {
  it.each<[string, Record<number, Entry>, string[]]>([
    ['all that waits, oldest first', {}, [`${key(3)} 1`, `${key(2)} 1`, `${key(1)} 1`]],
    ['nothing that another run has claimed', { 3: posting(CLAIM_LASTS - 1) }, [`${key(2)} 1`, `${key(1)} 1`]],
    [
      'what a dead run has claimed, as the same attempt',
      { 3: posting(CLAIM_LASTS, 'dead', 2), 2: posted('b') },
      [`${key(3)} 2`, `${key(1)} 1`],
    ],
    [
      'what this run has claimed already, whose write was not confirmed',
      { 3: posting(5, 'me', 2), 2: posted('b') },
      [`${key(3)} 2`, `${key(1)} 1`],
    ],
    ['nothing that the vendor has', { 3: posted('a'), 2: posted('b') }, [`${key(1)} 1`]],
    ['S0.23 nothing that is finished', { 3: finished(), 2: finished(), 1: finished() }, []],
    [
      'a second attempt, an hour after the first',
      { 3: error(RETRY_AFTER), 2: error(RETRY_AFTER - 1) },
      [`${key(3)} 2`, `${key(1)} 1`],
    ],
    [
      'a third, two hours after the second',
      { 3: error(2 * RETRY_AFTER, 2), 2: error(2 * RETRY_AFTER - 1, 2) },
      [`${key(3)} 3`, `${key(1)} 1`],
    ],
    ['no fourth', { 3: error(24 * HOUR, 3), 2: finished(), 1: finished() }, []],
  ])('%s', (_, entries, claims) => {
    const advanced = advance(ledger(3, entries), PLAN, tick());
    expect(advanced.claims.map((claim) => `${claim.key} ${claim.attempt}`)).toEqual(claims);
    // All that is claimed says so, with this run's name, and who claims the same at once gets nothing.
    for (const claim of advanced.claims) {
      expect(advanced.ledger.windows[claim.key]).toMatchObject({ state: 'POSTING', run: 'me', at: NOW });
    }
    expect(advance(advanced.ledger, PLAN, tick({ run: 'third' })).claims).toEqual([]);
  });

  it('a raised number of attempts gives what had failed another', () => {
    const failed = ledger(1, { 1: error(4 * RETRY_AFTER, 3) });
    expect(advance(failed, PLAN, tick()).claims).toEqual([]);
    expect(advance(failed, { ...PLAN, attempts: 4 }, tick()).claims).toMatchObject([{ key: key(1), attempt: 4 }]);
  });

  it('so many at once, and no more', () => {
    const { claims } = advance(ledger(20), PLAN, tick());
    expect(claims.map((claim) => claim.key)).toEqual(Array.from({ length: CLAIMS_AT_ONCE }, (_, n) => key(20 - n)));
  });
});

describe('S0.24 what has ended', () => {
  it('is noted, and told once', () => {
    const before = ledger(3, { 3: posted('a'), 2: posted('b'), 1: posted('c') });
    const ended = new Map([
      ['a', 'ERROR' as const],
      ['b', 'FINISHED' as const],
      ['stranger', 'ERROR' as const],
    ]);
    const advanced = advance(before, PLAN, tick({ ended }));
    expect(advanced.ledger.windows).toEqual({
      [key(3)]: { state: 'ERROR', attempt: 1, at: NOW, id: 'a' },
      [key(2)]: { state: 'FINISHED', attempt: 1, at: NOW, id: 'b' },
      [key(1)]: posted('c'),
    });
    expect(advanced.events).toHaveLength(2);
    expect(advanced.events).toContainEqual({ kind: 'error', key: key(3), attempt: 1 });
    expect(advanced.events).toContainEqual({ kind: 'finished', key: key(2), attempt: 1 });
    expect(advance(advanced.ledger, PLAN, tick({ ended })).events).toEqual([]);
  });

  it('with its last attempt is given up', () => {
    const { events } = advance(ledger(1, { 1: posted('a', 3) }), PLAN, tick({ ended: new Map([['a', 'ERROR']]) }));
    expect(events.map(({ kind }) => kind)).toEqual(['error', 'givenUp']);
  });
});

describe('what is not kept', () => {
  it('finished windows from the beginning on: the ledger begins after them', () => {
    const { ledger: after } = advance(
      ledger(4, { 4: finished(), 3: finished(), 2: posted('b'), 1: finished() }),
      PLAN,
      tick(),
    );
    expect(after).toEqual(ledger(2, { 2: posted('b'), 1: finished() }));
  });

  it('windows that are too old: they are given up, and told unless that was told before', () => {
    const plan: Plan = { ...PLAN, windows: { kind: 'each', every: 'HOUR', delay: 0, backfill: 1.5 * HOUR } };
    const before = ledger(8, {
      8: finished(),
      7: posted('a'),
      6: posting(0),
      5: error(0, 1),
      4: error(0, 3),
      3: posted('b'),
      2: posted('c'),
      1: posted('d'),
    });
    const { ledger: after, events } = advance(before, plan, tick());
    expect(after).toEqual(ledger(2, { 2: posted('c'), 1: posted('d') }));
    expect(events).toEqual([
      { kind: 'givenUp', key: key(7), attempt: 1 },
      { kind: 'givenUp', key: key(6), attempt: 1 },
      { kind: 'givenUp', key: key(5), attempt: 1 },
      { kind: 'givenUp', key: key(3), attempt: 1 },
    ]);
  });

  it('windows that nobody began in time are given up, too', () => {
    const { ledger: after, events, claims } = advance(ledger(30), PLAN, tick());
    expect(events.map((event) => event.key)).toEqual([30, 29, 28, 27, 26, 25].map(key));
    expect(after.from).toBe(start(24));
    expect(claims).toHaveLength(CLAIMS_AT_ONCE);
  });

  it('a single export is never too old', () => {
    const plan: Plan = {
      windows: { kind: 'once', start: '2025-01-01T00:00:00Z', end: '2025-01-02T00:00:00Z', delay: 0 },
      attempts: 1,
    };
    const { claims, events } = advance(newLedger(Date.parse('2025-01-01T00:00:00Z')), plan, tick());
    expect(claims).toMatchObject([{ key: '2025-01-01T00:00:00Z', attempt: 1 }]);
    expect(events).toEqual([]);
  });
});

it('a ledger in which nothing is to be done stays as it is', () => {
  const before = ledger(3, { 3: posted('a'), 2: error(5), 1: posting(5) });
  expect(advance(before, PLAN, tick())).toEqual({ ledger: before, claims: [], events: [] });
});

describe('the results of claims', () => {
  const before = error(RETRY_AFTER);
  const claimed = advance(ledger(3, { 2: before }), PLAN, tick()).ledger;
  const noted = (result: ClaimResult) => noteClaims(claimed, new Map([[key(2), result]]), tick({ now: NOW + 5 }));

  it.each<[string, ClaimResult, Entry | undefined]>([
    ['a task', { kind: 'posted', attempt: 2, id: 'x' }, { state: 'POSTED', attempt: 2, at: NOW + 5, id: 'x' }],
    [
      'a task of a later attempt',
      { kind: 'posted', attempt: 4, id: 'x' },
      { state: 'POSTED', attempt: 4, at: NOW + 5, id: 'x' },
    ],
    ['certainly none: it is as before', { kind: 'notPosted' }, before],
    ['nobody knows: it stays claimed', { kind: 'unknown' }, claimed.windows[key(2)]],
  ])('%s', (_, result, entry) => {
    expect(noted(result).windows).toEqual({ ...claimed.windows, [key(2)]: entry });
  });

  it('a window that was never tried waits again', () => {
    const after = noteClaims(claimed, new Map([[key(3), { kind: 'notPosted' }]]), tick());
    expect(Object.keys(after.windows)).toEqual([key(2), key(1)]);
  });

  it("is not noted over another run's claim, nor over a task", () => {
    const others = ledger(2, { 2: posting(0, 'other'), 1: posted('a') });
    const posted1 = { kind: 'posted', attempt: 1, id: 'x' } as const;
    expect(
      noteClaims(
        others,
        new Map([
          [key(2), posted1],
          [key(1), posted1],
        ]),
        tick(),
      ),
    ).toEqual(others);
  });
});
