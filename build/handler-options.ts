import type { BuildOptions } from 'esbuild';

/** How handlers are bundled: for Node 20, older than any runtime that we name, so that it runs on all. */
export const HANDLER_OPTIONS = {
  bundle: true,
  minify: true,
  platform: 'node',
  target: 'node20',
  format: 'cjs',
  // The ES modules of the AWS SDK are shaken; its CommonJS ones are not, and nearly double the bundle.
  mainFields: ['module', 'main'],
  legalComments: 'none',
  logLevel: 'warning',
} as const satisfies BuildOptions;
