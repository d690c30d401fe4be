import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { buildSync } from 'esbuild';
import { ratioOf } from './median';
import { checkSameTemplate } from './synth';

const ROOT = path.join(__dirname, '..');

/**
 * The processor time of a whole app with one output, divided by the time of the same app written by hand. It counts
 * from the start of the process to the end of the synth. The apps use the library that `npm run build` made, and are
 * JavaScript already, so that no process compiles TypeScript.
 */
export function appRatio(rounds: number): number {
  checkSameTemplate(1);
  const [library, byHand] = [scriptOf('outputs', './subject'), scriptOf('outputsByHand', './by-hand')];
  return ratioOf(
    rounds,
    () => run(library),
    () => run(byHand),
  );
}

/** Bundles the app into one script, without aws-cdk-lib and the built library: the script loads those itself. */
function scriptOf(make: string, file: string): string {
  const contents = `
    import { App } from 'aws-cdk-lib';
    import { ${make} } from '${file}';
    const app = new App({ outdir: process.argv[1], analyticsReporting: false });
    ${make}(app, 1);
    app.synth();
    const { user, system } = process.cpuUsage();
    console.log(user + system);`;
  const library = path.join(ROOT, 'dist', 'index.js');
  const { outputFiles } = buildSync({
    stdin: { contents, resolveDir: __dirname },
    bundle: true,
    platform: 'node',
    external: ['aws-cdk-lib', 'constructs', library],
    alias: { 'cdk-vendor-access': library },
    define: { __dirname: JSON.stringify(__dirname) },
    tsconfigRaw: {},
    write: false,
  });
  return outputFiles.map(({ text }) => text).join('');
}

function run(script: string): number {
  const outdir = mkdtempSync(path.join(tmpdir(), 'vendor-access-bench-'));
  try {
    return Number(execFileSync(process.execPath, ['-e', script, outdir], { cwd: ROOT }));
  } finally {
    rmSync(outdir, { recursive: true });
  }
}
