import type { BuildOptions } from 'esbuild';

/** Options of every bundle. The target is Node.js 20, because every Lambda runtime that a construct names is newer. */
export const HANDLER_OPTIONS = {
  bundle: true,
  minify: true,
  platform: 'node',
  target: 'node20',
  format: 'cjs',
  // esbuild drops unused code from the AWS SDK's ES modules. It cannot do so with CommonJS, which nearly doubles the
  // bundle.
  mainFields: ['module', 'main'],
  legalComments: 'none',
  logLevel: 'warning',
} as const satisfies BuildOptions;
