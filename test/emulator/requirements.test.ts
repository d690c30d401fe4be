import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const EMULATOR = join(__dirname, '../../emulator');
const text = readFileSync(join(EMULATOR, 'requirements.txt'), 'utf8');

/** Each requirement with its continuation lines, comments taken out. */
const requirements = text
  .replaceAll(/^\s*#.*$/gm, '')
  .replaceAll(/\\\n/g, ' ')
  .split('\n')
  .map((line) => line.trim())
  .filter((line) => line !== '');

test.each(requirements)('is pinned to a version and to hashes: %.40s', (requirement) => {
  expect(requirement).toMatch(/^[a-z0-9-]+==[\w.]+( ; [\w<>=.' ]+?)?( +--hash=sha256:[0-9a-f]{64})+$/);
});

test('it holds what requirements.in asks for', () => {
  const asked = readFileSync(join(EMULATOR, 'requirements.in'), 'utf8').trim();
  expect(asked).toMatch(/^ministack==[\d.]+$/);
  expect(requirements.some((requirement) => requirement.startsWith(`${asked} `))).toBe(true);
});

test('not even a comment names a host: the user says where packages come from', () => {
  expect(text).not.toContain('://');
});
