import { readdirSync, readFileSync } from 'node:fs';
import * as path from 'node:path';

/** The licences whose code ships. Any other fails the build, until somebody has read it. */
const SHIPPED = ['Apache-2.0', 'MIT', 'ISC', '0BSD', 'BSD-2-Clause', 'BSD-3-Clause'];

/**
 * Lists each bundled package once, with its licence's text. Most licences ask for that.
 *
 * @throws for a package whose licence does not ship, or that has no text of it
 */
export function thirdPartyNotices(root: string, inputs: readonly string[]): string {
  const folders = new Set(
    inputs.map((input) => /^.*node_modules\/(@[^/]+\/)?[^/]+/.exec(input)?.[0] ?? '').filter(Boolean),
  );
  const byText = new Map<string, string[]>();
  for (const folder of [...folders].sort()) {
    const { name, version, license } = JSON.parse(readFileSync(path.join(root, folder, 'package.json'), 'utf8'));
    const entry = `${name} ${version} (${license})`;
    if (!SHIPPED.includes(license)) {
      throw new Error(`${entry} is bundled, and its licence is not one that ships: ${SHIPPED.join(', ')}.`);
    }
    const text = licenceOf(path.join(root, folder)) ?? (license === 'Apache-2.0' ? licenceOf(root) : undefined);
    if (text === undefined) {
      throw new Error(`${entry} is bundled, and has no text of its licence: add it, or leave the package out.`);
    }
    byText.set(text, [...(byText.get(text) ?? []), entry]);
  }
  return [...byText].map(([text, packages]) => `${packages.join('\n')}\n\n${text}\n`).join(`\n${'-'.repeat(80)}\n\n`);
}

/** The text of a folder's licence. Some packages of the AWS SDK have none. The root's is Apache's own text. */
function licenceOf(folder: string): string | undefined {
  const file = readdirSync(folder).find((entry) => /^licen[cs]e/i.test(entry));
  return (file && readFileSync(path.join(folder, file), 'utf8').trim()) || undefined;
}
