import { existsSync, readdirSync, readFileSync } from 'node:fs';
import * as path from 'node:path';

const ROOT = path.join(__dirname, '..', '..');
const read = (file: string) => readFileSync(path.join(ROOT, file), 'utf8');
const readme = read('README.md');

const DOCS = ['README.md', 'CONTRIBUTING.md', ...markdownIn('docs')];
const EXAMPLES = readdirSync(path.join(ROOT, 'examples')).map((file) => `examples/${file}`);

/** Every page below a folder. */
function markdownIn(folder: string): string[] {
  return readdirSync(path.join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.md'))
    .map((file) => `${folder}/${file}`);
}

/** What a page links to within the project, from the root. */
function linksIn(page: string): string[] {
  return [...read(page).matchAll(/\]\(([^):#]+)(?:#[^)]*)?\)/g)].map(([, link]) =>
    path.join(path.dirname(page), link ?? ''),
  );
}

it('every whole example in the README is a file that the package test compiles and synthesises', () => {
  const snippets = [...readme.matchAll(/```ts\n(import .*?)```/gs)].map(([, code]) => code);
  const examples = EXAMPLES.map(read);
  expect(snippets.length).toBeGreaterThan(1);
  expect(snippets.filter((snippet) => !examples.includes(snippet ?? ''))).toEqual([]);
});

it.each(EXAMPLES)('%s can be found, and read at one sight', (example) => {
  const shown = readme.includes(read(example));
  const linked = DOCS.filter((page) => linksIn(page).includes(example));
  expect(shown || linked.length > 0).toBe(true);
  expect(read(example).split('\n').length).toBeLessThanOrEqual(61);
});

it('every script that README and CONTRIBUTING name exists', () => {
  const { scripts } = JSON.parse(read('package.json'));
  const named = [...`${readme}${read('CONTRIBUTING.md')}`.matchAll(/npm (?:run )?(?:--silent )?([a-z:]+)/g)]
    .map(([, name]) => name ?? '')
    .filter((name) => !['ci', 'install', 'pack'].includes(name));
  expect(named.length).toBeGreaterThan(5);
  expect(named.filter((name) => !(name in scripts))).toEqual([]);
});

it.each(DOCS)('every file that %s links to exists', (page) => {
  for (const link of linksIn(page)) {
    expect({ page, link, exists: existsSync(path.join(ROOT, link)) }).toEqual({ page, link, exists: true });
  }
});
