import { createColors } from 'picocolors';
import type { Answer } from '../../demo/answer';
import { DemoFailure } from '../../demo/failure';
import { count, ensureAsExpected, type Tried, tableOf } from '../../demo/tries';

const plain = createColors(false);
const allowed: Answer = { kind: 'allowed' };
const refused: Answer = { kind: 'refused', code: 'AccessDenied' };

const tried = (what: string, expected: Tried['expected'], answer: Answer): Tried => ({
  what,
  who: 'session',
  expected,
  answer,
});

test('what went as it must', () => {
  const rows = [tried('write', 'allowed', allowed), tried('read', 'refused', refused)];

  expect(tableOf(rows, plain, { headings: true })).toEqual([
    '  tried  by                       answer',
    '  write  the vendor, in the role  allowed',
    '  read   the vendor, in the role  AccessDenied',
  ]);
  expect(() => ensureAsExpected(rows)).not.toThrow();
  expect([count(rows, 'allowed'), count(rows, 'refused')]).toEqual([1, 1]);
});

it.each<[string, Tried, string, string]>([
  [
    'allowed, though forbidden',
    tried('read', 'refused', allowed),
    'allowed, and must be refused',
    "'read', by the vendor, in the role, must be refused, and the answer was: allowed.",
  ],
  [
    'refused, though allowed',
    tried('write', 'allowed', refused),
    'AccessDenied, and must be allowed',
    "'write', by the vendor, in the role, must be allowed, and the answer was: AccessDenied.",
  ],
  [
    'neither',
    tried('read', 'refused', { kind: 'neither', why: 'NoSuchKey' }),
    'NoSuchKey, and must be refused',
    "'read', by the vendor, in the role, must be refused, and the answer was: NoSuchKey.",
  ],
])('%s', (_what, row, cell, sentence) => {
  expect(tableOf([row], plain)).toEqual([`  ${row.what}  the vendor, in the role  ${cell}`]);
  expect(() => ensureAsExpected([row])).toThrow(new DemoFailure(sentence));
  expect(count([row], row.expected)).toBe(0);
});

test('the first of several is named, and the others are counted', () => {
  const wrong = tried('read', 'refused', allowed);

  expect(() => ensureAsExpected([tried('write', 'allowed', allowed), wrong, wrong, wrong])).toThrow(
    'the answer was: allowed, and 2 more went another way than they must.',
  );
});
