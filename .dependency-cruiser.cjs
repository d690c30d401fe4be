/** What is imported from where: `npm run lint` fails on an import that breaks a rule, even where it imports types only. */

/** Files of lib/ that a handler may import: the wires, and leaves: the rules for texts, JSON Pointers, digests of places. */
const SHARED_WITH_HANDLERS = [
  '^lib/.*[/-]contract[.]ts$',
  '^lib/vendor-api/json-pointer[.]ts$',
  '^lib/vendor-api/place[.]ts$',
  '^lib/validation/rules[.]ts$',
];

/** Rooms of handlers/ that other rooms may use. */
const SHARED_ROOMS = 'runtime|custom-resource|vendor-api';

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    {
      name: 'no-circle',
      comment: 'A file in a circle cannot be read, tested or moved without all the others of it.',
      from: {},
      to: { circular: true },
    },
    {
      name: 'runtime-uses-no-other-room',
      comment: 'Every function bundles runtime, so what it imports is in every function.',
      from: { path: '^handlers/runtime/' },
      to: { path: '^handlers/', pathNot: '^handlers/runtime/' },
    },
    {
      name: 'shared-rooms-use-runtime-alone',
      comment:
        "CloudFormation's protocol and a vendor's API do not depend on each other, so a function can take either.",
      from: { path: '^handlers/(custom-resource|vendor-api)/' },
      to: { path: '^handlers/', pathNot: '^handlers/(runtime|$1)/' },
    },
    {
      name: 'functions-use-shared-rooms-alone',
      comment: 'A function that imports another function changes with it, and bundles its code.',
      from: { path: '^handlers/([^/]+)/', pathNot: `^handlers/(${SHARED_ROOMS})/` },
      to: { path: '^handlers/', pathNot: `^handlers/(${SHARED_ROOMS}|$1)/` },
    },
    {
      name: 'handlers-import-the-wire-alone',
      comment: 'The rest of lib/ runs at synth, with the CDK, and must be in no bundle.',
      from: { path: '^handlers/' },
      to: { path: '^lib/', pathNot: SHARED_WITH_HANDLERS },
    },
    {
      name: 'handlers-import-no-cdk',
      comment: 'A bundle with the CDK is many times too big for Lambda to load fast.',
      from: { path: '^handlers/' },
      to: { path: '^(node_modules/)?(aws-cdk-lib|constructs)(/|$)' },
    },
    {
      name: 'lib-imports-nothing-that-runs-elsewhere',
      comment: 'lib/ runs at synth, and the package holds handlers/ as bundles only.',
      from: { path: '^lib/' },
      to: { path: '^(handlers|testing|emulator)/' },
    },
    {
      name: 'vendor-api-knows-no-registration',
      comment: "A vendor's API is data, which a registration and a call use alike.",
      from: { path: '^lib/vendor-api/' },
      to: { path: '^lib/(registration|vendors)/' },
    },
    {
      name: 'registration-knows-no-vendor',
      comment: 'A registration serves any vendor, and only a folder of lib/vendors/ knows one.',
      from: { path: '^lib/registration/' },
      to: { path: '^lib/vendors/' },
    },
    {
      name: 'testing-stands-alone',
      comment: 'testing/ tries what was deployed, so it must share no mistake with lib/ and handlers/.',
      from: { path: '^testing/' },
      to: { path: '^(lib|handlers)/' },
    },
  ].map((rule) => ({ severity: 'error', ...rule })),
  options: {
    tsConfig: { fileName: 'tsconfig.json' },
    // Imports of types count, although no compiled file has them.
    tsPreCompilationDeps: true,
    doNotFollow: { path: ['^node_modules/'] },
  },
};
