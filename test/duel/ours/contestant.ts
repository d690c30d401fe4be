import { studioProperties } from '../../histories/kinds';
import { Subject } from '../../histories/subject';
import type { Contestant } from '../contestant';
import { KIND } from '../kind';
import { versionOf } from '../paths';

/** This package's handler, as it is bundled for Lambda. */
export async function ours(): Promise<Contestant> {
  const subject = await Subject.bundle();
  return {
    name: 'cdk-vendor-access',
    // This package is where `node_modules` is.
    version: versionOf('..'),
    source: ['handlers/registration', 'handlers/custom-resource', 'handlers/vendor-api', 'handlers/runtime'],
    handler: 'none: what is to be registered is data (test/histories/kinds.ts)',
    timeout: 300_000,
    tls: false,
    propertiesOf: ({ world }, place, version) =>
      studioProperties(world.studio?.fake.url ?? '', { kind: KIND, ...place, version }, []),
    enter: async ({ world: { simulator, random, lines, secrets } }) => ({
      function: subject.in({ simulator, random, lines, secrets }),
    }),
  };
}
