import * as path from 'node:path';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import { App, Stack } from 'aws-cdk-lib/core';
import { DolbyOptiViewStorage, VendorSecret } from '../../lib';
import { STACK_VARIABLE } from '../../lib/vendor-api/contract';
import {
  AwsEndpoint,
  CloudFormationSimulator,
  FakeClock,
  FakeOptiView,
  functionImage,
  type Intercept,
  type Invocation,
  type SimulatedStack,
  type WriteTestFile,
} from '../../testing';
import { resolved } from '../../testing/conformance/intrinsics';
import { environmentFor } from '../handlers/open';

const API_SECRET = 'canary-optiview';
const ARN = 'arn:aws:secretsmanager:eu-west-1:111122223333:secret:optiview-AbCdEf';
const HANDLER = path.join(__dirname, '..', '..', 'assets', 'registration', 'index.js');

/** The properties of a storage's two requests, as CloudFormation would send them. */
function propertiesOf(apiBaseUrl: string): Record<'registration' | 'validation', Record<string, unknown>> {
  const app = new App({ builtinCloudFormationValidation: false });
  const stack = new Stack(app, 'Clips', { env: { account: '111122223333', region: 'eu-west-1' } });
  new DolbyOptiViewStorage(stack, 'Clips', {
    apiSecret: VendorSecret.fromSecretsManager(Secret.fromSecretCompleteArn(stack, 'ApiSecret', ARN)),
    bucket: new Bucket(stack, 'Media', { bucketName: 'acme-media' }),
    apiBaseUrl,
  });
  const { Resources } = app.synth().getStackByName('Clips').template;
  const of = (type: string) => {
    const found = Object.values<{ Type: string; Properties: object }>(Resources).find(({ Type }) => Type === type);
    const { ServiceToken: _function, ...properties } = Object(resolved(found?.Properties));
    return properties;
  };
  return { registration: of('Custom::VendorRegistration'), validation: of('Custom::VendorCall') };
}

/** Deploys the profile, and then its validation, where the vendor is so; gives what came of it, and how long it took. */
async function validated(vendor: { intercept?: Intercept; takes?: number; writeTestFile?: WriteTestFile }) {
  const clock = new FakeClock();
  const fake = await FakeOptiView.start({
    apiSecret: API_SECRET,
    now: () => new Date(clock.now()),
    validationTakes: vendor.takes,
    writeTestFile: vendor.writeTestFile,
    intercept: vendor.intercept,
  });
  const environment = ({ event }: Invocation) => ({
    ...environmentFor(event),
    [STACK_VARIABLE]: event.StackId,
    AWS_ENDPOINT_URL: aws.origin,
  });
  const simulator = await CloudFormationSimulator.start({ clock, function: functionImage(HANDLER, { environment }) });
  const aws = await AwsEndpoint.start({ simulator, secrets: [[ARN, API_SECRET]] });
  try {
    const { registration, validation } = propertiesOf(fake.url);
    const stack: SimulatedStack = simulator.stack('Clips');
    const profile = { Profile: { properties: registration } };
    expect(await stack.deploy(profile)).toBe('CREATE_COMPLETE');
    const profileId = stack.resources[0]?.data.RecordId;
    const { Body, ...others } = validation;
    const { value, ...rest } = Object(Body);
    const properties = { ...others, Body: { ...rest, value: { ...value, profileId } } };
    const began = clock.now();
    const status = await stack.deploy({ ...profile, Validation: { properties } });
    const reason = stack.events.find((event) => event.status === 'CREATE_FAILED')?.reason;
    const begun = fake.journal.filter((entry) => entry.path.endsWith('/validate')).length;
    return { status, reason, begun, seconds: (clock.now() - began) / 1_000, assets: fake.validations() };
  } finally {
    await Promise.all([simulator.stop(), aws.stop(), fake.stop()]);
  }
}

it('S1.15 the validation is asked for once, and polled until it is decided', async () => {
  const { status, begun, seconds, assets } = await validated({ takes: 42_000 });
  expect([status, begun]).toEqual(['UPDATE_COMPLETE', 1]);
  expect(seconds).toBeGreaterThanOrEqual(42);
  expect(assets).toMatchObject([{ status: 'complete', storage: { type: 'awsS3' } }]);
});

it('S1.15 what the vendor could not write fails the deploy, in the vendor’s words', async () => {
  const { status, reason } = await validated({
    writeTestFile: async () => {
      throw new Error('AccessDenied: no s3:PutObject');
    },
  });
  expect(status).toBe('UPDATE_ROLLBACK_COMPLETE');
  expect(reason).toContain("validate says 'error' at '/status': AccessDenied: no s3:PutObject.");
});

it('S1.15 one that is not decided in four minutes fails the deploy', async () => {
  const { status, reason, seconds } = await validated({ takes: 600_000 });
  expect(status).toBe('UPDATE_ROLLBACK_COMPLETE');
  expect(reason).toContain("says 'processing' at '/status', and still did when time was up");
  expect(seconds).toBeLessThan(300);
});

it('S1.15 an asset that is not there at once is asked for again: no source says when it is', async () => {
  let missed = 0;
  const { status, begun } = await validated({
    intercept: ({ path: asked }) =>
      asked.includes('/media/assets/') && missed++ < 3
        ? { status: 404, body: { status: 'error', message: 'The media asset does not exist' } }
        : undefined,
  });
  expect([status, begun]).toEqual(['UPDATE_COMPLETE', 1]);
  expect(missed).toBeGreaterThan(3);
});
