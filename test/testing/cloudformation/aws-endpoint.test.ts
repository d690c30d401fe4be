import {
  CloudFormationClient,
  DescribeStackEventsCommand,
  DescribeStackResourceCommand,
  DescribeStacksCommand,
  ListStacksCommand,
} from '@aws-sdk/client-cloudformation';
import { GetSecretValueCommand, ListSecretsCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { CloudFormationSimulator, type SimulatedStack } from '../../../testing';
import { AwsEndpoint } from '../../../testing/cloudformation/aws-endpoint';
import { answering } from './answering';

const BEGAN = Date.UTC(2026, 0, 1);

let simulator: CloudFormationSimulator;
let endpoint: AwsEndpoint;
let stack: SimulatedStack;
let cloudFormation: CloudFormationClient;
let secretsManager: SecretsManagerClient;
/** Why the function behind the resources fails. */
let fails: string | undefined;

beforeEach(async () => {
  fails = undefined;
  simulator = await CloudFormationSimulator.start({
    function: answering(({ RequestId }) => ({ id: RequestId, fails })),
  });
  endpoint = await AwsEndpoint.start({ simulator, secrets: [['key', 'the text']] });
  stack = simulator.stack('Exports');
  const credentials = { accessKeyId: 'x', secretAccessKey: 'x' };
  const options = { endpoint: endpoint.origin, region: 'eu-west-1', credentials, maxAttempts: 1 };
  cloudFormation = new CloudFormationClient(options);
  secretsManager = new SecretsManagerClient(options);
});
afterEach(async () => {
  cloudFormation.destroy();
  secretsManager.destroy();
  await Promise.all([simulator.stop(), endpoint.stop()]);
});

const describe1 = async (StackName: string) =>
  (await cloudFormation.send(new DescribeStacksCommand({ StackName }))).Stacks;
const describeResource = (LogicalResourceId: string) =>
  cloudFormation.send(new DescribeStackResourceCommand({ StackName: stack.id, LogicalResourceId }));

describe('DescribeStacks', () => {
  it('gives the status, and the times by the fake clock', async () => {
    await stack.deploy({ One: { properties: { version: 1 } } });
    expect(await describe1(stack.id)).toEqual([
      { StackId: stack.id, StackName: 'Exports', StackStatus: 'CREATE_COMPLETE', CreationTime: new Date(BEGAN) },
    ]);
    await simulator.clock.until(simulator.clock.sleep(5_000));
    await stack.deploy({ One: { properties: { version: 2 } } });
    expect(await describe1(stack.id)).toEqual([
      expect.objectContaining({ StackStatus: 'UPDATE_COMPLETE', LastUpdatedTime: new Date(BEGAN + 5_000) }),
    ]);
    await stack.delete();
    expect(await describe1(stack.id)).toEqual([expect.objectContaining({ StackStatus: 'DELETE_COMPLETE' })]);
  });

  it.each([
    ['is not of this simulator', () => 'arn:aws:cloudformation:eu-west-1:111122223333:stack/Other/1'],
    ['has never been deployed', () => stack.id],
  ])('knows no stack that %s', async (_, id) => {
    await expect(describe1(id())).rejects.toMatchObject({
      name: 'ValidationError',
      message: `Stack with id ${id()} does not exist`,
    });
  });
});

describe('DescribeStackResource', () => {
  it('gives status and physical id', async () => {
    await stack.deploy({ One: { properties: {} } });
    expect((await describeResource('One')).StackResourceDetail).toMatchObject({
      StackId: stack.id,
      LogicalResourceId: 'One',
      PhysicalResourceId: simulator.requests[0]?.event.RequestId,
      ResourceStatus: 'CREATE_COMPLETE',
      LastUpdatedTimestamp: new Date(BEGAN),
    });
  });

  it('gives none while there is none yet', async () => {
    const seen: unknown[] = [];
    simulator.weather.onAnswer = () => seen.push(stack.describeResource('One'));
    await stack.deploy({ One: { properties: {} } });
    expect(seen).toEqual([{ status: 'CREATE_IN_PROGRESS', physicalId: '' }]);
    await stack.deploy({ Two: { properties: {} } });
    await expect(describeResource('Three')).rejects.toMatchObject({
      name: 'ValidationError',
      message: 'Resource Three does not exist for stack Exports',
    });
  });
});

describe('DescribeStackEvents', () => {
  async function events(NextToken?: string) {
    return cloudFormation.send(new DescribeStackEventsCommand({ StackName: stack.id, NextToken }));
  }

  it('gives them newest first, with reasons that XML would read otherwise', async () => {
    const reason = '<no> & "never" \'ж\' 🎬\u0007';
    fails = reason;
    await stack.deploy({ One: { properties: {} } });
    const { StackEvents = [] } = await events();
    expect(StackEvents.map(({ ResourceStatus }) => ResourceStatus).reverse()).toEqual(
      stack.events.map(({ status }) => status),
    );
    expect(StackEvents.at(-1)).toMatchObject({
      PhysicalResourceId: stack.id,
      LogicalResourceId: 'Exports',
      ResourceStatus: 'CREATE_IN_PROGRESS',
      Timestamp: new Date(BEGAN),
    });
    expect(StackEvents).toContainEqual(
      expect.objectContaining({ ResourceStatus: 'CREATE_FAILED', ResourceStatusReason: reason.replace('\u0007', '') }),
    );
  });

  it('gives the properties of a resource as JSON, each leaf as text, also of one that is being changed', async () => {
    await stack.deploy({ One: { properties: { number: 1 } } });
    fails = 'no';
    await stack.deploy({ One: { properties: { number: 2, list: [true] } } });
    const { StackEvents = [] } = await events();
    const told = StackEvents.map(({ ResourceStatus, ResourceProperties }) => [ResourceStatus, ResourceProperties]);
    expect(told.reverse().slice(0, 6)).toEqual([
      ['CREATE_IN_PROGRESS', undefined],
      ['CREATE_IN_PROGRESS', '{"number":"1"}'],
      ['CREATE_COMPLETE', '{"number":"1"}'],
      ['CREATE_COMPLETE', undefined],
      ['UPDATE_IN_PROGRESS', undefined],
      ['UPDATE_IN_PROGRESS', '{"number":"2","list":["true"]}'],
    ]);
  });

  it('cuts them, or leaves them out, where the weather says so', async () => {
    simulator.weather.eventProperties = (text) => text.slice(0, 5);
    await stack.deploy({ One: { properties: { number: 1 } } });
    simulator.weather.eventProperties = () => undefined;
    await stack.deploy({ One: { properties: { number: 2 } } });
    const { StackEvents = [] } = await events();
    const told = StackEvents.filter(({ LogicalResourceId }) => LogicalResourceId === 'One').map(
      ({ ResourceStatus, ResourceProperties }) => [ResourceStatus, ResourceProperties],
    );
    expect(told.reverse().slice(0, 4)).toEqual([
      ['CREATE_IN_PROGRESS', '{"num'],
      ['CREATE_COMPLETE', '{"num'],
      ['UPDATE_IN_PROGRESS', undefined],
      ['UPDATE_COMPLETE', undefined],
    ]);
  });

  it('gives a hundred at a time, each once', async () => {
    for (let version = 0; version < 30; version++) {
      await stack.deploy({ One: { properties: { version } } });
    }
    const ids: unknown[] = [];
    let token: string | undefined;
    const sizes: number[] = [];
    do {
      const page = await events(token);
      sizes.push(page.StackEvents?.length ?? 0);
      ids.push(...(page.StackEvents ?? []).map(({ EventId }) => EventId));
      token = page.NextToken;
    } while (token);
    expect(stack.events.length).toBeGreaterThan(200);
    expect(sizes).toEqual([100, 100, stack.events.length - 200]);
    expect(new Set(ids).size).toBe(stack.events.length);
    await expect(events('nonsense')).rejects.toMatchObject({ name: 'ValidationError' });
  });
});

describe('GetSecretValue', () => {
  const read = async (SecretId: string) =>
    (await secretsManager.send(new GetSecretValueCommand({ SecretId }))).SecretString;

  it('gives what is there at the time', async () => {
    expect(await read('key')).toBe('the text');
    endpoint.secrets.set('key', 'rotated "ж"');
    expect(await read('key')).toBe('rotated "ж"');
    endpoint.secrets.delete('key');
    await expect(read('key')).rejects.toMatchObject({
      name: 'ResourceNotFoundException',
      message: "Secrets Manager can't find the specified secret.",
    });
  });

  it('refuses as it is told to', async () => {
    endpoint.secrets.set('key', { code: 'AccessDeniedException', message: 'User is not authorized' });
    await expect(read('key')).rejects.toMatchObject({
      name: 'AccessDeniedException',
      message: 'User is not authorized',
    });
    endpoint.secrets.set('key', { code: 'InternalServiceError', status: 500 });
    await expect(read('key')).rejects.toMatchObject({ name: 'InternalServiceError' });
  });
});

it.each([
  ['CloudFormation', () => cloudFormation.send(new ListStacksCommand({}))],
  ['Secrets Manager', () => secretsManager.send(new ListSecretsCommand({}))],
])('carries out nothing else of %s', async (_, call) => {
  await expect(call()).rejects.toMatchObject({ name: 'UnknownOperationException' });
});

it('says so to what is no call of AWS', async () => {
  const answer = await fetch(endpoint.origin, { method: 'POST', body: 'hello' });
  expect(answer.status).toBe(404);
  expect(await answer.text()).toContain('<Code>InvalidAction</Code>');
});

it('lets each call be intercepted, and keeps it', async () => {
  await stack.deploy({ One: { properties: {} } });
  const fates = [{ code: 'Throttling', message: 'Rate exceeded' }, 'drop-before', 'drop-after', undefined] as const;
  let call = 0;
  endpoint.intercept = ({ action }) => (action === 'DescribeStacks' ? fates[call++] : undefined);
  await expect(describe1(stack.id)).rejects.toMatchObject({ name: 'Throttling', message: 'Rate exceeded' });
  await expect(describe1(stack.id)).rejects.toThrow('socket hang up');
  await expect(describe1(stack.id)).rejects.toThrow('socket hang up');
  expect(await describe1(stack.id)).toHaveLength(1);
  expect(endpoint.calls).toEqual(
    Array(4).fill({ service: 'cloudformation', action: 'DescribeStacks', parameters: { StackName: stack.id } }),
  );
});
