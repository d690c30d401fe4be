import { readdirSync, readFileSync } from 'node:fs';
import * as path from 'node:path';

const ROOT = path.join(__dirname, '..', '..');
const sourcesIn = (folder: string) =>
  readdirSync(path.join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts'))
    .map((file) => readFileSync(path.join(ROOT, folder, file), 'utf8'))
    .join('\n');

/** Source code with its texts as a reader gets them: joined where the source joins them, `…` where a value goes. */
function asRead(source: string): string {
  return source
    .replace(/ \?\? \{\}/g, '')
    .replace(/\$\{[^{}\n]*\}/g, '…')
    .replace(/[`'"]\s*\+\s*[`'"]/g, '')
    .replace(/\\(['`])/g, '$1');
}

const handlers = asRead(sourcesIn('handlers'));
const lib = asRead(sourcesIn('lib'));

/** The texts in the first column of the tables whose first heading is one of these. */
function textsIn(page: string, ...headings: readonly string[]): string[] {
  const tables = readFileSync(path.join(ROOT, page), 'utf8').split('\n\n');
  return tables
    .filter((table) => headings.some((heading) => table.trimStart().startsWith(`| ${heading}`)))
    .flatMap((table) => table.trim().split('\n').slice(2))
    .map((row) => row.split(' | ')[0] ?? '')
    .flatMap((cell) => [...cell.matchAll(/`([^`]+)`/g)].map(([, text]) => text ?? ''));
}

/** What a text says for sure: the parts between what differs, without an HTTP status, which is an example. */
const partsOf = (text: string) =>
  text
    .replace(/(was refused with) [2345]\w\w/, '$1')
    .split('…')
    .map((part) => part.trim())
    .filter((part) => /[a-z]{2}/.test(part));

const HEADINGS = ['the reason says', 'the refusal says', 'the warning says', 'the log says'];
const TROUBLESHOOTING = textsIn('docs/troubleshooting.md', ...HEADINGS);

it.each([...new Set([...textsIn('README.md', ...HEADINGS), ...TROUBLESHOOTING])])(
  'the words “%s” stand in the sources',
  (text) => {
    expect(partsOf(text).filter((part) => !handlers.includes(part) && !lib.includes(part))).toEqual([]);
  },
);

/** Which of these calls say something that no text of the page covers; the shortest texts would cover too much. */
function uncovered(calls: readonly string[]): string[] {
  const texts = TROUBLESHOOTING.map(partsOf).filter((parts) => parts.join('').length > 7 && parts[0] !== 'is not a');
  return calls.filter((call) => !texts.some((parts) => parts.every((part) => call.includes(part))));
}

it('there is no other reason: whoever adds one to the handlers adds it to the page', () => {
  const made = handlers.match(/(new (Failure|Unsettled|LeftBehind|Refusal|Kind|\([^)]*\))|\brefuse)\([^;]*?\);/g) ?? [];
  const reasons = made.filter((reason) => /[`'"][^`'"]*[a-z]{3} [a-z]/.test(reason));
  expect(reasons.length).toBeGreaterThan(60);
  expect(uncovered(reasons)).toEqual([]);
});

it('there is no other refusal at synth', () => {
  // The rules for texts say what is wrong by `fault` and `form`, and one place refuses what they find.
  const refusals = lib.match(/\b(refuse\((?!prop:)[^;]*?\);|(fault|form)\(\s*['"`/][^;]*?\)[,;\n])/g) ?? [];
  expect(refusals.length).toBeGreaterThan(120);
  expect(uncovered(refusals.filter((refusal) => !/`is not a …`|fault\.wrong/.test(refusal)))).toEqual([]);
});
