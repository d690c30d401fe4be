import { ConformanceReport, type ConformanceRow } from '../../../testing/conformance/report';

const PASSED: ConformanceRow = { trial: 'create', result: 'passed', why: [] };
const FAILED: ConformanceRow = { trial: 'lost create answer', result: 'failed', why: ['one thing', 'another'] };
const LACKING: ConformanceRow = { trial: 'delete', result: 'not described', why: ['no removal'] };

it('is a table, with everything that went wrong, and what the description does not say', () => {
  const report = new ConformanceReport('Acme', [PASSED, FAILED, LACKING], ['outcome: what is accepted counts as done']);
  expect(String(report).split('\n')).toEqual([
    'Acme: 1 passed, 1 failed, 1 not described',
    '',
    '  passed         create',
    '  failed         lost create answer  one thing',
    '                                     another',
    '  not described  delete              no removal',
    '',
    'The description does not say',
    '  outcome: what is accepted counts as done',
    '',
  ]);
});

it('is well where nothing failed, and gives a row by its name', () => {
  const well = new ConformanceReport('Acme', [PASSED, LACKING], []);
  expect(well.ok).toBe(true);
  expect(String(well)).not.toContain('does not say');
  expect(new ConformanceReport('Acme', [PASSED, FAILED], []).ok).toBe(false);
  expect(well.row('delete')).toBe(LACKING);
  expect(well.row('update')).toBeUndefined();
});
