import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { thirdPartyNotices } from '../../build/notices';

/** A project with one package, and the input of that package in a bundle. */
function projectWith(license: string, text?: string): { readonly root: string; readonly inputs: string[] } {
  const root = mkdtempSync(path.join(tmpdir(), 'notices-'));
  const folder = path.join(root, 'node_modules', '@some', 'package');
  mkdirSync(folder, { recursive: true });
  writeFileSync(path.join(root, 'LICENSE'), "Apache's text");
  writeFileSync(
    path.join(folder, 'package.json'),
    JSON.stringify({ name: '@some/package', version: '1.2.3', license }),
  );
  if (text !== undefined) {
    writeFileSync(path.join(folder, 'LICENSE'), text);
  }
  return { root, inputs: ['node_modules/@some/package/dist/index.js', 'handlers/index.ts'] };
}

it.each<[string, string, string | undefined, string]>([
  ['its own text', 'MIT', 'Copyright Somebody', '@some/package 1.2.3 (MIT)\n\nCopyright Somebody\n'],
  ["Apache's text where it has none", 'Apache-2.0', undefined, "@some/package 1.2.3 (Apache-2.0)\n\nApache's text\n"],
  ["Apache's text where its own is empty", 'Apache-2.0', '\n', "@some/package 1.2.3 (Apache-2.0)\n\nApache's text\n"],
])('F1 a package is named with %s', (_, license, text, notices) => {
  const { root, inputs } = projectWith(license, text);

  expect(thirdPartyNotices(root, inputs)).toBe(notices);
});

it.each<[string, string, string | undefined, string]>([
  ['a licence that does not ship', 'AGPL-3.0-only', 'text', 'is bundled, and its licence is not one that ships'],
  ['no licence', '', 'text', 'is bundled, and its licence is not one that ships'],
  ['no text of an MIT licence', 'MIT', undefined, 'is bundled, and has no text of its licence'],
])('F1 %s fails the build', (_, license, text, reason) => {
  const { root, inputs } = projectWith(license, text);

  expect(() => thirdPartyNotices(root, inputs)).toThrow(reason);
});
