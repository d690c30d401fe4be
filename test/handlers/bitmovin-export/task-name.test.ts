import { identityOf, tagOf, taskName } from '../../../handlers/bitmovin-export/task-name';
import { type FoundTask, taskFor } from '../../../handlers/bitmovin-export/tasks';
import type { ExportWire } from '../../../lib/vendors/bitmovin/exports/export-contract';
import { DAILY, HOURLY, ONCE, World } from './world';

const TAG = { schedule: 'AbCd_1234-efGH5x', key: '2026-01-31T05:00:00Z', attempt: 12 };

it.each(['Daily', 'Wörter mit va1:0000000000000000:2026-01-31T05:00:00Z:1 darin', ' '])('%j keeps its tag', (words) => {
  expect(taskName(words, TAG).startsWith(words)).toBe(true);
  expect(tagOf(taskName(words, TAG))).toEqual(TAG);
});

it.each([
  undefined,
  7,
  '',
  'Daily',
  'Daily va1:',
  'Daily va1:AbCd_1234-efGH5x:2026-01-31T05:00:00Z:',
  'Daily va1:AbCd_1234-efGH5x:2026-01-31T05:00:00Z:1x',
  'Daily va1:short:2026-01-31T05:00:00Z:1',
  'Dailyva1:AbCd_1234-efGH5x:2026-01-31T05:00:00Z:1',
])('%j has none', (name) => {
  expect(tagOf(name)).toBeUndefined();
});

describe('S0.23 a schedule', () => {
  let world: World;
  beforeAll(async () => {
    world = await World.start();
  });
  afterAll(() => world.stop());

  const identity = (more: Partial<ExportWire> = {}) => identityOf(world.wire(more));
  const task = (more: Partial<ExportWire['task']>) => ({ task: { ...world.wire().task, ...more } });
  const headers = { 'X-Tenant-Org-Id': 'org-1' };

  it('is the same one, whatever it is called and by whatever output it writes', () => {
    const { create } = world.wire();
    for (const same of [
      { label: 'Other' },
      { attempts: 5 },
      { windows: { ...DAILY, delay: 0, backfill: 1 } },
      task({ outputId: 'another', name: 'Other', description: 'd' }),
      { create: { ...create, Api: { ...create.Api, baseUrl: 'https://proxy.acme.example' } } },
    ]) {
      expect(identity(same)).toBe(identity());
    }
  });

  it('is another one for other data, another place, other windows', () => {
    const { create } = world.wire();
    const others = [
      {},
      { bucket: 'another' },
      { windows: HOURLY },
      { windows: ONCE },
      { windows: { ...ONCE, end: '2026-03-01T00:00:00Z' } },
      // D2: they would share a ledger, and one of them would never export.
      task({ fileFormat: 'PARQUET' }),
      task({ columns: ['A'] }),
      task({ columns: ['A', 'B'] }),
      task({ fileFormat: 'PARQUET', columns: ['A'] }),
      task({ licenseKey: 'another' }),
      task({ outputPath: 'other/' }),
      task({ type: 'ADS' }),
      { create: { ...create, Api: { ...create.Api, headers } } },
    ];
    expect(new Set(others.map(identity)).size).toBe(others.length);
    expect(identity()).toMatch(/^[\w-]{16}$/);
  });
});

it.each<[string, number, [number, boolean][], number | undefined]>([
  ['none', 1, [], undefined],
  ['the one', 1, [[1, false]], 1],
  ['none of an attempt before', 2, [[1, false]], undefined],
  [
    'a later one',
    1,
    [
      [1, false],
      [3, false],
      [2, false],
    ],
    3,
  ],
  [
    'a finished one before all others, however early',
    2,
    [
      [3, false],
      [1, true],
    ],
    1,
  ],
])('a claim is met by %s', (_, attempt, tasks, met) => {
  const found = tasks.map(([nth, finished]): FoundTask => ({ ...TAG, attempt: nth, finished, id: `${nth}` }));
  const window = { start: 0, end: 1 };
  const other = { ...TAG, key: '2026-01-31T06:00:00Z', attempt: 9, finished: true, id: 'other' };
  expect(taskFor({ key: TAG.key, attempt, window, isFirst: false }, [other, ...found])?.attempt).toBe(met);
});
