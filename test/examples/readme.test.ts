import { readdirSync, readFileSync } from 'node:fs';
import * as path from 'node:path';

const ROOT = path.join(__dirname, '..', '..');
const read = (file: string) => readFileSync(path.join(ROOT, file), 'utf8');
const readme = read('README.md');

it('every example in the README is a file that the package test compiles and synthesises', () => {
  const snippets = [...readme.matchAll(/```ts\n(.*?)```/gs)].map(([, code]) => code);
  const examples = readdirSync(path.join(ROOT, 'examples')).map((file) => read(`examples/${file}`));
  expect(snippets.length).toBeGreaterThan(0);
  expect(snippets.sort()).toEqual(examples.sort());
});

it('every script that README and CONTRIBUTING name exists', () => {
  const { scripts } = JSON.parse(read('package.json'));
  const named = [...`${readme}${read('CONTRIBUTING.md')}`.matchAll(/npm (?:run )?(?:--silent )?([a-z:]+)/g)]
    .map(([, name]) => name ?? '')
    .filter((name) => !['ci', 'install', 'pack'].includes(name));
  expect(named.length).toBeGreaterThan(5);
  expect(named.filter((name) => !(name in scripts))).toEqual([]);
});

it('every file that README and CONTRIBUTING link to exists', () => {
  const links = [...`${readme}${read('CONTRIBUTING.md')}`.matchAll(/\]\(([^):#]+)\)/g)].map(([, link]) => link ?? '');
  expect(links).toContain('API.md');
  for (const link of links) {
    expect(read(link)).not.toBe('');
  }
});
