const { availableParallelism } = require('node:os');

/** One transform for every project: types are checked by `npm run lint`, not here. */
const base = {
  rootDir: __dirname,
  testEnvironment: 'node',
  globalSetup: '<rootDir>/test/own-temporary-directory.ts',
  globalTeardown: '<rootDir>/test/remove-temporary-directory.ts',
  transform: { '^.+\\.ts$': ['@swc/jest', { jsc: { parser: { syntax: 'typescript' }, target: 'es2022' } }] },
};

/** The lowest peers that package.json allows. */
const onLowestPeers = {
  moduleNameMapper: {
    '^aws-cdk-lib$': 'aws-cdk-lib-lowest',
    '^aws-cdk-lib/(.*)$': 'aws-cdk-lib-lowest/$1',
    '^constructs$': 'constructs-lowest',
    '^cdk-vendor-access$': '<rootDir>/lib',
  },
};

/** A test that takes long has such a name. `jest.all.config.js` runs it, and this file does not. */
const LONG = '**/*.all.test.ts';

/** The projects of `npm test`. */
module.exports = {
  // No test waits for the wall clock. This limit only ends a test that hangs; a busy machine does not reach it.
  testTimeout: 15 * 60 * 1000,
  // The end-to-end tests mostly wait for other processes, so that a second worker pays on two processors, too.
  maxWorkers: Math.max(2, availableParallelism() - 1),
  projects: [
    {
      ...base,
      displayName: 'unit',
      testMatch: ['<rootDir>/test/{lib,seam,handlers,testing,emulator,demo,examples}/**/*.test.ts'],
    },
    {
      ...base,
      ...onLowestPeers,
      // Every construct and example gives the same template there as on our own peers.
      displayName: 'peers',
      testMatch: ['<rootDir>/test/peers/**/*.test.ts'],
    },
    {
      ...base,
      // Every row of the two fault tables, by its number; `npm run test:faults` counts them.
      displayName: 'faults',
      testMatch: ['<rootDir>/test/faults/**/*.test.ts'],
    },
    {
      ...base,
      displayName: 'histories',
      testMatch: ['<rootDir>/test/histories/**/*.test.ts', `!${LONG}`],
    },
    {
      ...base,
      // Every vendor that has a fake, under the kit that their authors use.
      displayName: 'conformance',
      testMatch: ['<rootDir>/test/conformance/**/*.test.ts'],
    },
    {
      ...base,
      displayName: 'e2e',
      testMatch: ['<rootDir>/test/e2e/**/*.test.ts'],
      globalSetup: '<rootDir>/test/e2e/global-setup.ts',
      globalTeardown: '<rootDir>/test/e2e/global-teardown.ts',
    },
  ],
};
