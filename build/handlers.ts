import * as path from 'node:path';
import { build, type Metafile } from 'esbuild';
import { HANDLER_OPTIONS } from './handler-options';

const ROOT = path.join(__dirname, '..');

/**
 * Bundles the registration's handler into a folder, as two files: `index.js`, which answers CloudFormation whatever
 * comes, and `main.js`, which it loads for all the rest.
 *
 * @returns what went into them
 */
export async function bundleRegistration(outdir: string): Promise<Metafile> {
  const { metafile } = await build({
    absWorkingDir: ROOT,
    entryPoints: ['index', 'main'].map((name) => `handlers/registration/${name}.ts`),
    external: ['./main'],
    outdir,
    ...HANDLER_OPTIONS,
    metafile: true,
  });
  return metafile;
}
