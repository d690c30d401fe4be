const { projects, testTimeout } = require('./jest.config');
const { displayName, testMatch, ...base } = projects[0];

/** What is published: packed, installed in an empty folder, used. Needs `npm run build`, and the registry. */
module.exports = { ...base, testTimeout, testMatch: ['<rootDir>/test/package/**/*.test.ts'] };
