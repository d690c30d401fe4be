const { projects, testTimeout } = require('./jest.config');
const { displayName, testMatch, ...base } = projects[0];

/** Tests of the package, installed into an empty folder. They need `npm run build` first, and the registry. */
module.exports = { ...base, testTimeout, testMatch: ['<rootDir>/test/package/**/*.test.ts'] };
