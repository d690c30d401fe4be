import { readFileSync } from 'node:fs';
import * as path from 'node:path';

const ROOT = path.join(__dirname, '..', '..');

/** A file of this repository, or of its `node_modules`, wherever that is. */
export function fileOf(name: string): string {
  return path.join(ROOT, name);
}

/** The version of a package in `node_modules`. */
export function versionOf(name: string): string {
  const { version }: { version: string } = JSON.parse(
    readFileSync(fileOf(`node_modules/${name}/package.json`), 'utf8'),
  );
  return version;
}
