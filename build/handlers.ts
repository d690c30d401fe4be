import * as path from 'node:path';
import { build, type Metafile } from 'esbuild';
import { HANDLER_OPTIONS } from './handler-options';
import { lambdaCredentials } from './lambda-credentials';
import { sdkVersion } from './sdk-version';

const ROOT = path.join(__dirname, '..');

/**
 * Every handler: the name of its folder in `handlers/` and in `assets/`, and the files that become bundles. The
 * registration's `index.js` must answer CloudFormation even if `main.js` cannot be loaded, so they are two bundles.
 */
const HANDLERS = [
  { name: 'registration', files: ['index', 'main'] },
  { name: 'bitmovin-export', files: ['index'] },
  { name: 'dolby-media', files: ['keys', 'revoke', 'sign'] },
] as const;

type Handler = (typeof HANDLERS)[number];

/**
 * Bundles every handler into a folder of its name.
 *
 * @returns the paths of all files that the bundles are made of
 */
export async function bundleHandlers(outdir: string): Promise<string[]> {
  const inputs = new Set<string>();
  for (const { name } of HANDLERS) {
    const bundled = await bundleHandler(name, path.join(outdir, name));
    for (const input of Object.keys(bundled.inputs)) {
      inputs.add(input);
    }
  }
  return [...inputs];
}

/**
 * Bundles one handler into a folder.
 *
 * @returns esbuild's description of the bundle, with the files that it is made of
 */
export async function bundleHandler(name: Handler['name'], outdir: string): Promise<Metafile> {
  const files: readonly string[] = HANDLERS.find((handler) => handler.name === name)?.files ?? [];
  const { metafile } = await build({
    absWorkingDir: ROOT,
    entryPoints: files.map((file) => `handlers/${name}/${file}.ts`),
    // esbuild must not copy a file that is a bundle of its own into another bundle.
    external: files.filter((file) => file !== 'index').map((file) => `./${file}`),
    outdir,
    ...HANDLER_OPTIONS,
    plugins: [sdkVersion, lambdaCredentials],
    metafile: true,
  });
  return metafile;
}

/** Bundles the registration's handler alone. */
export function bundleRegistration(outdir: string): Promise<Metafile> {
  return bundleHandler('registration', outdir);
}
