import { copyFileSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { bundledHandler } from './scene';

/**
 * The registration's handler with another main beside its guard; that may have the real one as `real`.
 *
 * @param main the file's text; undefined is no file at all
 */
export async function withMain(main: string | undefined): Promise<string> {
  const bundle = path.dirname(await bundledHandler());
  const folder = mkdtempSync(path.join(tmpdir(), 'vendor-access-broken-'));
  copyFileSync(path.join(bundle, 'index.js'), path.join(folder, 'index.js'));
  copyFileSync(path.join(bundle, 'main.js'), path.join(folder, 'real.js'));
  if (main !== undefined) {
    writeFileSync(path.join(folder, 'main.js'), `const real = () => require('./real.js').main;\n${main}`);
  }
  return path.join(folder, 'index.js');
}

/** A main that does this for a Create, with its arguments as `args`, and whatever else is asked as the real one does. */
export function onCreate(body: string): Promise<string> {
  return withMain(`exports.main = async (...args) => {
    if (args[0].RequestType !== 'Create') return real()(...args);
    ${body}
  };`);
}
