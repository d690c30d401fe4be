const { availableParallelism } = require('node:os');

/** Settings of every project. swc only removes the types; `npm run lint` checks them. */
const base = {
  rootDir: __dirname,
  testEnvironment: 'node',
  globalSetup: '<rootDir>/test/own-temporary-directory.ts',
  globalTeardown: '<rootDir>/test/remove-temporary-directory.ts',
  transform: { '^.+\\.ts$': ['@swc/jest', { jsc: { parser: { syntax: 'typescript' }, target: 'es2022' } }] },
};

/** Replaces the peers by the lowest versions that package.json allows. */
const onLowestPeers = {
  moduleNameMapper: {
    '^aws-cdk-lib$': 'aws-cdk-lib-lowest',
    '^aws-cdk-lib/(.*)$': 'aws-cdk-lib-lowest/$1',
    '^constructs$': 'constructs-lowest',
    '^cdk-vendor-access$': '<rootDir>/lib',
  },
};

/** The names of tests that take long. `jest.all.config.js` runs them, and this file does not. */
const LONG = '**/*.all.test.ts';

/** The projects of `npm test`. */
module.exports = {
  // No test waits for the wall clock. This limit only ends a test that hangs. A busy machine does not reach it.
  testTimeout: 15 * 60 * 1000,
  // The end-to-end tests mostly wait for other processes, so a second worker helps even on two processors.
  maxWorkers: Math.max(2, availableParallelism() - 1),
  projects: [
    {
      ...base,
      displayName: 'unit',
      moduleNameMapper: { '^cdk-vendor-access$': '<rootDir>/lib' },
      testMatch: ['<rootDir>/test/{lib,seam,handlers,testing,emulator,demo,examples}/**/*.test.ts'],
    },
    {
      ...base,
      ...onLowestPeers,
      // Checks that every construct and example gives the same template on the lowest peers as on our own.
      displayName: 'peers',
      testMatch: ['<rootDir>/test/peers/**/*.test.ts'],
    },
    {
      ...base,
      // Every row of the two fault tables. A test's name begins with its row's number.
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
      // Tries the description of every vendor that has a fake, with the published conformance kit.
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
