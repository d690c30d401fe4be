import { existsSync, readdirSync, readFileSync } from 'node:fs';
import * as path from 'node:path';
import { ALLOWED, FORBIDDEN } from '../../demo/attempts';
import { table } from '../../demo/show';
import { PARTIES } from '../../demo/vendor';

const ROOT = path.join(__dirname, '..', '..');
const read = (file: string) => readFileSync(path.join(ROOT, file), 'utf8');
const readme = read('README.md');
const manifest = JSON.parse(read('package.json'));

const DOCS = ['README.md', 'CONTRIBUTING.md', 'CHANGELOG.md', 'SECURITY.md', ...markdownIn('docs')];
const EXAMPLES = readdirSync(path.join(ROOT, 'examples')).map((file) => `examples/${file}`);

/** Every page below a folder. */
function markdownIn(folder: string): string[] {
  return readdirSync(path.join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.md'))
    .map((file) => `${folder}/${file}`);
}

/** What a page links to within the project, from the root; a link within the page is to the page itself. */
function linksIn(page: string): { file: string; anchor?: string }[] {
  return [...read(page).matchAll(/\]\(([^):#]*)(?:#([^)]*))?\)/g)].map(([, link, anchor]) => ({
    file: link ? path.join(path.dirname(page), link) : page,
    ...(anchor === undefined ? {} : { anchor }),
  }));
}

/** The anchors of a page's headings, as GitHub makes them. */
function anchorsOf(page: string): string[] {
  return [...read(page).matchAll(/^#+ (.*)$/gm)].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replace(/[^\p{L}\p{N} _-]/gu, '')
      .replaceAll(' ', '-'),
  );
}

it('README has one screen and doors: 150 lines', () => {
  expect(readme.trimEnd().split('\n').length).toBeLessThanOrEqual(150);
});

it('every whole example in README is a file that the package test compiles and synthesises', () => {
  const snippets = [...readme.matchAll(/```ts\n(import .*?)```/gs)].map(([, code]) => code);
  const examples = EXAMPLES.map(read);
  expect(snippets.length).toBeGreaterThan(0);
  expect(snippets.filter((snippet) => !examples.includes(snippet ?? ''))).toEqual([]);
});

it.each(EXAMPLES)('%s can be found, and read at one sight', (example) => {
  const shown = readme.includes(read(example));
  const linked = DOCS.filter((page) => linksIn(page).some(({ file }) => file === example));
  expect(shown || linked.length > 0).toBe(true);
  expect(read(example).split('\n').length).toBeLessThanOrEqual(61);
});

it("README shows the demo's table with every attempt, in the demo's columns", () => {
  const tries = [
    ...ALLOWED.map((attempt) => ({ ...attempt, answer: 'allowed' })),
    ...FORBIDDEN.map((attempt) => ({ ...attempt, answer: 'AccessDenied' })),
  ];
  const rows = table([
    ['tried', 'by', 'answer'],
    ...tries.map(({ what, who, answer }) => [what, PARTIES[who], answer]),
  ]);
  const shown = readme.split('\n').map((line) => line.replace(/^ {4}/, ''));
  const first = shown.indexOf(rows[0] ?? '');
  expect(shown.slice(first, first + rows.length).map((line) => line.replace(/Exception$/, ''))).toEqual(rows);
});

it('every script that README, CONTRIBUTING and the pages name exists', () => {
  const named = [
    ...DOCS.map(read)
      .join('\n')
      .matchAll(/npm (?:run )?(?:--silent )?([a-z:]+)/g),
  ]
    .map(([, name]) => name ?? '')
    .filter((name) => !['ci', 'install', 'pack', 'view'].includes(name));
  expect(named.length).toBeGreaterThan(5);
  expect(named.filter((name) => !(name in manifest.scripts))).toEqual([]);
});

it.each(DOCS)('everything that %s links to exists, and is in the tarball', (page) => {
  const shipped = (file: string) => {
    const files: string[] = ['README.md', 'LICENSE', ...manifest.files];
    return files.some((entry) => file === entry || file.startsWith(`${entry}/`));
  };
  for (const { file, anchor } of linksIn(page)) {
    expect({ file, exists: existsSync(path.join(ROOT, file)), shipped: shipped(file) }).toEqual({
      file,
      exists: true,
      shipped: true,
    });
    if (anchor !== undefined) {
      expect({ file, anchors: anchorsOf(file) }).toEqual({ file, anchors: expect.arrayContaining([anchor]) });
    }
  }
});
