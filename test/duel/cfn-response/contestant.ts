import { functionImage } from '../../../testing/lambda/function-image';
import type { Contestant } from '../contestant';
import { fileOf, versionOf } from '../paths';
import { plainProperties, readPlain } from '../plain-properties';
import { responseDial } from '../response-dial';

const HANDLER = 'test/duel/cfn-response/plain-handler.cjs';

/** AWS's module of CloudFormation's user guide, which CloudFormation puts beside inline code, from its copy on npm. */
export function cfnResponse(): Contestant {
  return {
    name: 'cfn-response',
    version: versionOf('cfn-response'),
    source: ['node_modules/cfn-response/index.js'],
    handler: HANDLER,
    timeout: 5 * 60_000,
    tls: true,
    propertiesOf: plainProperties,
    read: readPlain,
    enter: async ({ world: { random, lines }, awsOrigin, ca }) => ({
      function: functionImage(fileOf(HANDLER), {
        environment: { AWS_ENDPOINT_URL_SECRETS_MANAGER: awsOrigin },
        dial: responseDial(ca),
        random,
        onLine: (line) => lines.push(line),
      }),
    }),
  };
}
