import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { App } from 'aws-cdk-lib/core';
import { exchange } from '../handlers/runtime/http-exchange';
import { type OpenEffects, run } from '../test/handlers/run';
import { FakeBitmovin } from '../testing';
import { outputs } from './subject';

const API_KEY = 'bench';

/** The number of requests that one clean create makes at a vendor that already holds so many records of strangers. */
export async function vendorCalls(strangers: number): Promise<number> {
  const bitmovin = await FakeBitmovin.start({ apiKey: API_KEY });
  const answers: string[] = [];
  const cloudFormation = createServer((request, response) => {
    request.on('data', (chunk) => answers.push(String(chunk)));
    request.on('end', () => response.end());
  });
  await new Promise<void>((resolve) => cloudFormation.listen(0, '127.0.0.1', resolve));
  try {
    bitmovin.seed(strangers);
    const { port } = cloudFormation.address() as AddressInfo;
    const event = {
      RequestType: 'Create',
      StackId: 'stack',
      RequestId: 'request',
      LogicalResourceId: 'Registration',
      ResponseURL: `http://127.0.0.1:${port}/`,
      ResourceProperties: properties(bitmovin.url),
    };
    await run(event, EFFECTS, Date.now() + 60_000);
    if (!answers.join('').includes('"Status":"SUCCESS"') || bitmovin.outputs().length !== strangers + 1) {
      throw new Error(`The create did not succeed: ${answers.join('')}`);
    }
    return bitmovin.journal.length;
  } finally {
    await bitmovin.stop();
    await new Promise((resolve) => cloudFormation.close(resolve));
  }
}

/** The properties that the construct writes for one output, with a value for each token, and the fake's URL. */
function properties(baseUrl: string): unknown {
  const app = new App({ analyticsReporting: false });
  const stack = outputs(app, 1);
  const { Resources } = app.synth().getStackArtifact(stack.artifactId).template;
  const found = Object.values<{ Type: string; Properties: Record<string, unknown> }>(Resources).find(
    ({ Type }) => Type === 'Custom::VendorRegistration',
  );
  const text = JSON.stringify(found?.Properties, (_, value) =>
    typeof value === 'object' && value !== null && Object.keys(value).some((key) => /^(Ref$|Fn::)/.test(key))
      ? 'a-value'
      : value,
  );
  return JSON.parse(text.replace('https://api.bitmovin.com/v1', baseUrl));
}

/** AWS is not called: these effects give the key, and no answer about the stack. HTTP and the clock are real. */
const EFFECTS: OpenEffects = {
  exchange,
  getSecretValue: async () => API_KEY,
  describeStack: async () => undefined,
  recordedPhysicalId: async () => null,
  rollbackOf: async () => undefined,
  pastPhysicalIds: async () => [],
  lastPhysicalId: async () => undefined,
  othersPhysicalIds: async () => [],
  now: Date.now,
  random: Math.random,
  sleep: (milliseconds) => wait(milliseconds),
  log: () => undefined,
  redact: () => undefined,
  clean: (text) => text,
  holdsSecret: () => false,
};
