import { readFile } from 'node:fs/promises';
import type { Plugin } from 'esbuild';

/**
 * Keeps only the version of each AWS SDK package's `package.json`. The SDK reads nothing else of it, for its
 * `User-Agent`. Without this plugin, esbuild would bundle the whole files: 8 KB in a handler with two clients.
 */
export const sdkVersion: Plugin = {
  name: 'sdk-version',
  setup(build) {
    build.onLoad({ filter: /[\\/]@aws-sdk[\\/].*[\\/]package\.json$/ }, async ({ path }) => {
      const { version } = JSON.parse(await readFile(path, 'utf8'));
      return { contents: JSON.stringify({ version }), loader: 'json' };
    });
  },
};
