import * as path from 'node:path';
import type { Plugin } from 'esbuild';

const EXCHANGE = path.join(__dirname, '..', '..', 'handlers', 'runtime', 'http-exchange.ts');

/**
 * The AWS SDK's clients, as far as the handler uses them. `simulator` is a parameter of the function that the bundle is
 * wrapped in.
 */
const AWS_CLIENTS = `
  class Client { send({ action, input }) { return simulator.call(action, input); } }
  const command = (action) => class { constructor(input) { this.action = action; this.input = input; } };
  export { Client as CloudFormationClient, Client as SecretsManagerClient };
  export const DescribeStacksCommand = command('DescribeStacks');
  export const DescribeStackResourceCommand = command('DescribeStackResource');
  export const DescribeStackEventsCommand = command('DescribeStackEvents');
  export const GetSecretValueCommand = command('GetSecretValue');
`;

/** The handler's own exchange, which is one effect of the invocation. */
const EXCHANGES = `
  import { exchange as real } from ${JSON.stringify(EXCHANGE)};
  export * from ${JSON.stringify(EXCHANGE)};
  export const exchange = (request, ...more) => simulator.exchange(request, (sent) => real(sent, ...more));
`;

/** Puts the simulator in the place of AWS and of the way to the network. All else of the handler is in the bundle. */
export const simulatedModules: Plugin = {
  name: 'simulated modules',
  setup(build) {
    const namespace = 'simulated';
    build.onResolve({ filter: /^@aws-sdk\/client-(cloudformation|secrets-manager)$/ }, () => ({
      path: 'aws-clients',
      namespace,
    }));
    build.onResolve({ filter: /\/http-exchange$/ }, () => ({ path: 'http-exchange', namespace }));
    build.onLoad({ filter: /.*/, namespace }, ({ path: name }) => ({
      contents: name === 'aws-clients' ? AWS_CLIENTS : EXCHANGES,
      resolveDir: __dirname,
    }));
  },
};
