import type { ResourceEntry } from '../../../testing';
import { functionImage } from '../../../testing/lambda/function-image';
import { SECRET_ARN } from '../arena';
import type { Contestant } from '../contestant';
import { LambdaEndpoint } from '../lambda-endpoint';
import { fileOf, versionOf } from '../paths';
import { recordOf } from '../plain-properties';
import { responseDial } from '../response-dial';
import { synthesised } from './output';

const RUNTIME =
  'node_modules/aws-cdk-lib/custom-resource-handlers/dist/custom-resources/aws-custom-resource-handler/index.js';
const HANDLER = 'test/duel/aws-custom-resource/plain-functions.cjs';

/** `AwsCustomResource` of aws-cdk-lib/custom-resources, which calls AWS's APIs alone: here Lambda's, to invoke a function. */
export function awsCustomResource(): Contestant {
  const template = JSON.stringify(
    synthesised({ name: '(name)', owner: '(owner)', place: '(place)', value: '(value)' }),
  );
  return {
    name: 'AwsCustomResource',
    version: `aws-cdk-lib ${versionOf('aws-cdk-lib')}`,
    source: [RUNTIME, 'test/duel/aws-custom-resource/output.ts'],
    handler: HANDLER,
    // Its default (`aws-custom-resource.ts`).
    timeout: 2 * 60_000,
    tls: true,
    propertiesOf: (_arena, place, version) =>
      JSON.parse(template.replace(/\((\w+)\)/g, (_, member: string) => recordOf(place, version)[member] ?? '')),
    read,
    enter: async ({ world, vendorUrl, awsOrigin, ca }) => {
      const { random, lines } = world;
      const onLine = (line: string) => lines.push(line);
      const environment = {
        AWS_ENDPOINT_URL_SECRETS_MANAGER: awsOrigin,
        VENDOR_URL: vendorUrl,
        SECRET_ARN,
      };
      const invoked = (handler: string) => ({
        file: fileOf(HANDLER),
        timeout: 60_000,
        options: { handler, environment, random, onLine },
      });
      const lambda = await LambdaEndpoint.start(world, {
        register: invoked('register'),
        change: invoked('change'),
        deregister: invoked('deregister'),
      });
      const answer = responseDial(ca);
      return {
        function: functionImage(fileOf(RUNTIME), {
          environment: (invocation) => ({ AWS_ENDPOINT_URL_LAMBDA: lambda.urlFor(invocation) }),
          dial: (to, invocation) => ({ ...lambda.dial(to), ...answer(to, invocation) }),
          random,
          onLine,
        }),
        settled: () => lambda.settled(),
        leave: () => lambda.stop(),
      };
    },
  };
}

/** Its physical id is what the function returned, as JSON; its properties are its calls, as JSON. */
function read(entry: ResourceEntry): ResourceEntry {
  const { parameters }: { parameters: { Payload: string } } = JSON.parse(String(entry.properties.Create));
  const physicalId = textOf(entry.physicalId);
  return {
    ...entry,
    physicalId,
    properties: { Body: { value: JSON.parse(parameters.Payload) } },
    data: { RecordId: physicalId },
  };
}

function textOf(json: string): string {
  try {
    return String(JSON.parse(json));
  } catch {
    return json;
  }
}
