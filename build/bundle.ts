import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import * as path from 'node:path';
import { bundleHandlers } from './handlers';
import { thirdPartyNotices } from './notices';

/**
 * Bundles the handlers into `assets/`, where the constructs find them from `lib/` and from `dist/` alike. Users then
 * need neither esbuild nor Docker.
 */
async function main(): Promise<void> {
  const root = path.join(__dirname, '..');
  const out = path.join(root, 'assets');
  rmSync(out, { recursive: true, force: true });
  const inputs = await bundleHandlers(out);
  mkdirSync(out, { recursive: true });
  writeFileSync(path.join(out, 'THIRD-PARTY-NOTICES'), thirdPartyNotices(root, inputs));
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
