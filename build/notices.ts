import { existsSync, readdirSync, readFileSync } from 'node:fs';
import * as path from 'node:path';

/** Lists each bundled package once, with its licence's text. Most licences ask for that. */
export function thirdPartyNotices(root: string, inputs: readonly string[]): string {
  const folders = new Set(
    inputs.map((input) => /^.*node_modules\/(@[^/]+\/)?[^/]+/.exec(input)?.[0] ?? '').filter(Boolean),
  );
  const byText = new Map<string, string[]>();
  for (const folder of [...folders].sort()) {
    const { name, version, license } = JSON.parse(readFileSync(path.join(root, folder, 'package.json'), 'utf8'));
    const file = readdirSync(path.join(root, folder)).find((entry) => /^licen[cs]e/i.test(entry));
    const text =
      file && existsSync(path.join(root, folder, file)) ? readFileSync(path.join(root, folder, file), 'utf8') : '';
    const entry = `${name} ${version} (${license})`;
    byText.set(text.trim(), [...(byText.get(text.trim()) ?? []), entry]);
  }
  return [...byText].map(([text, packages]) => `${packages.join('\n')}\n\n${text}\n`).join(`\n${'-'.repeat(80)}\n\n`);
}
