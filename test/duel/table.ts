import type { Row } from './duel';
import type { Tally } from './tally';

/** The kinds that the table shows, by its columns' names. */
const COLUMNS = {
  orphans: 'orphan',
  duplicates: 'duplicate',
  missing: 'missing',
  'strangers deleted': 'stranger',
  'stuck stacks': 'stuck',
  leaked: 'leak',
} as const satisfies Record<string, keyof Tally>;

/** Where a row comes from. */
export function source({ about: { name, version, source, handler } }: Row): string {
  return [`${name}, ${version}`, ...source.map((file) => `  source: ${file}`), `  handler: ${handler}`].join('\n');
}

/** What was left, per 1,000 histories, as Markdown. */
export function table(rows: readonly Row[], histories: number): string {
  const per1000 = (count: number) => String(Math.round((count * 10_000) / histories) / 10);
  const lines = rows.map(({ about: { name, version }, control, wrong, seconds }) => {
    const counts =
      Object.keys(control).length === 0
        ? Object.values(COLUMNS).map((kind) => per1000(wrong[kind]))
        : [`refused: its control left ${JSON.stringify(control)}`, ...Array(Object.keys(COLUMNS).length - 1).fill('')];
    return [name, version, ...counts, `${seconds} s`];
  });
  const head = ['contestant', 'version', ...Object.keys(COLUMNS), 'took'];
  return [head, head.map(() => '---'), ...lines].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

/** Whether a row is as it must be: its control is clean and, of ours, everything else. */
export function holds({ contestant, control, wrong }: Row): boolean {
  const clean = contestant !== 'ours' || Object.values(wrong).every((count) => count === 0);
  return clean && Object.keys(control).length === 0;
}
