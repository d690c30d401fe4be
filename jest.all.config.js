const { projects, ...settings } = require('./jest.config');
const byName = Object.fromEntries(projects.map((project) => [project.displayName, project]));

/** The projects of `npm run test:all`: the tests that take too long for `npm test`. */
module.exports = {
  ...settings,
  projects: [
    {
      ...byName.peers,
      // All tests of the constructs and of the wire, on the lowest peers.
      displayName: 'lowest-peers',
      testMatch: ['<rootDir>/test/{lib,seam}/**/*.test.ts'],
    },
    {
      ...byName.histories,
      testMatch: ['<rootDir>/test/histories/**/*.all.test.ts'],
    },
  ],
};
