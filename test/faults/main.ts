import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { type Reported, type Row, rowsOf, TABLES } from './rows';

/** `npm run test:faults`: every row of the two tables of faults, and how many have passed. */
function main(): number {
  const root = path.join(__dirname, '..', '..');
  const folder = mkdtempSync(path.join(tmpdir(), 'vendor-access-faults-'));
  const report = path.join(folder, 'report.json');
  try {
    const jest = spawnSync(
      process.execPath,
      [require.resolve('jest/bin/jest'), '--selectProjects', 'faults', '--json', '--outputFile', report],
      // What jest prints as JSON is in the file, too.
      { cwd: root, stdio: ['ignore', 'ignore', 'inherit'] },
    );
    const { testResults }: { testResults: { assertionResults: Reported[] }[] } = JSON.parse(
      readFileSync(report, 'utf8'),
    );
    const tests = testResults.flatMap(({ assertionResults }) => assertionResults);
    const tables = TABLES.map((table) => ({ table, rows: rowsOf(table, tests) }));
    const rows = tables.flatMap((table) => table.rows);
    print(rows);
    for (const { table, rows } of tables) {
      console.log(`${table.name} ${rows.filter(({ passed }) => passed).length}/${table.rows}`);
    }
    return jest.status === 0 && rows.every(({ passed }) => passed) ? 0 : 1;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function print(rows: readonly Row[]): void {
  for (const { number, tests } of rows.filter(({ passed }) => !passed)) {
    console.log(`row ${number} has ${tests === 0 ? 'no test' : 'not passed'}`);
  }
  const [slowest] = [...rows].sort((a, b) => b.duration - a.duration);
  const tests = rows.reduce((sum, row) => sum + row.tests, 0);
  console.log(
    `${tests} tests; the slowest row is ${slowest?.number}: ${((slowest?.duration ?? 0) / 1000).toFixed(1)} s`,
  );
}

process.exitCode = main();
