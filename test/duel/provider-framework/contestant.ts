import { functionImage } from '../../../testing/lambda/function-image';
import type { Contestant } from '../contestant';
import { LambdaEndpoint } from '../lambda-endpoint';
import { fileOf, versionOf } from '../paths';
import { plainProperties, readPlain } from '../plain-properties';
import { responseDial } from '../response-dial';

const RUNTIME = 'node_modules/aws-cdk-lib/custom-resources/lib/provider-framework/runtime';
const HANDLER = 'test/duel/provider-framework/plain-handler.cjs';

/** What the README recommends at most for the user's function; the framework's own has 15 (`provider.ts`). */
const MINUTES = 14;

/** `Provider` of aws-cdk-lib/custom-resources with an `onEventHandler`: a function of CDK's that invokes the user's. */
export function providerFramework(): Contestant {
  return {
    name: 'CDK Provider framework',
    version: `aws-cdk-lib ${versionOf('aws-cdk-lib')}`,
    source: ['framework.js', 'cfn-response.js', 'outbound.js', 'util.js'].map((file) => `${RUNTIME}/${file}`),
    handler: HANDLER,
    timeout: 15 * 60_000,
    tls: true,
    propertiesOf: plainProperties,
    read: readPlain,
    enter: async ({ world, awsOrigin, ca }) => {
      const { random, lines } = world;
      const lambda = await LambdaEndpoint.start(world, {
        'on-event': {
          file: fileOf(HANDLER),
          timeout: MINUTES * 60_000,
          options: {
            handler: 'onEvent',
            environment: { AWS_ENDPOINT_URL_SECRETS_MANAGER: awsOrigin },
            random,
            onLine: (line) => lines.push(line),
          },
        },
      });
      const answer = responseDial(ca);
      return {
        // Its lines are nobody's: `provider.ts` sets the function's log level to FATAL unless it is told another.
        function: functionImage(fileOf(`${RUNTIME}/framework.js`), {
          handler: 'onEvent',
          environment: (invocation) => ({
            USER_ON_EVENT_FUNCTION_ARN: 'arn:aws:lambda:eu-west-1:111122223333:function:on-event',
            AWS_ENDPOINT_URL_LAMBDA: lambda.urlFor(invocation),
          }),
          // It is there in Lambda, and loaded for asynchronous providers, which begin a state machine.
          modules: { '@aws-sdk/client-sfn': {} },
          dial: (to, invocation) => ({ ...lambda.dial(to), ...answer(to, invocation) }),
          random,
        }),
        settled: () => lambda.settled(),
        leave: () => lambda.stop(),
      };
    },
  };
}
