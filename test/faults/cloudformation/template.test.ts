import { ManagedPolicy } from 'aws-cdk-lib/aws-iam';
import { RemovalPolicy, type Stack } from 'aws-cdk-lib/core';
import { VendorAuth, VendorRegistration } from '../../../lib';
import { bitmovinApi } from '../../../lib/vendors/bitmovin/bitmovin-api';
import {
  aKey,
  anApi,
  anOutput,
  aRegistration,
  aStack,
  OTHER_ARN,
  REGISTRATION,
  refusalOf,
  registrationOf,
  resourceOf,
  resourcesOf,
  resourcesOfType,
  SECRET_ARN,
} from '../../lib/fixture';
import { propertiesOf } from './properties';

/** A stack of so many registrations at one vendor. */
function aStackOf(count: number, requestsPerMinute?: number): Stack {
  const stack = aStack();
  const api = anApi({ requestsPerMinute }, stack);
  for (let number = 1; number <= count; number++) {
    new VendorRegistration(stack, `Acme${number}`, { api, body: { a: 'b' } });
  }
  return stack;
}

/** Stacks as they differ in what they ask of the function. */
const STACKS: [string, () => Stack][] = [
  ['of one output', () => anOutput().node.scope as Stack],
  ['of one registration', () => aStackOf(1)],
  ['of sixty registrations', () => aStackOf(60)],
  ['of forty at a slow vendor', () => aStackOf(40, 10)],
];

const functionOf = (stack: Stack) => resourcesOfType(stack, 'AWS::Lambda::Function')[0]?.Properties ?? {};
const registrationsOf = (stack: Stack) => resourcesOfType(stack, REGISTRATION);

describe.each(STACKS)('a stack %s', (_, make) => {
  const stack = make();

  it('6 waits for three tries of its function, with time to answer, and well under an hour', () => {
    const tries = 3 * Number(functionOf(stack).Timeout) + 60 + 120;
    for (const { Properties } of registrationsOf(stack)) {
      expect(Number(Properties.ServiceTimeout)).toBeGreaterThan(tries + 15);
      expect(Number(Properties.ServiceTimeout)).toBeLessThanOrEqual(3_300);
    }
  });

  it('7 says the time to wait as a number of seconds, and to all the same', () => {
    const times = registrationsOf(stack).map(({ Properties }) => Properties.ServiceTimeout);
    expect(times.length).toBeGreaterThan(0);
    expect(new Set(times).size).toBe(1);
    expect(String(times[0])).toMatch(/^[1-9]\d{0,3}$/);
  });

  it('19 lets Lambda repeat an event, keeps it as long as Lambda does, and holds nothing back', () => {
    expect(resourcesOfType(stack, 'AWS::Lambda::EventInvokeConfig')).toEqual([]);
    expect(functionOf(stack)).not.toHaveProperty('ReservedConcurrentExecutions');
    for (const { Properties } of registrationsOf(stack)) {
      expect(Properties.ServiceTimeout).toBeDefined();
    }
  });

  it('46 has a log group of its own, that its function cannot make again', () => {
    const groups = Object.entries(resourcesOf(stack)).filter(([, { Type }]) => Type === 'AWS::Logs::LogGroup');
    expect(groups).toHaveLength(1);
    const [id, group] = groups[0] ?? [];
    expect(functionOf(stack).LoggingConfig).toEqual({ LogGroup: { Ref: id } });
    // A name of its own choice would clash with what a late delivery left behind.
    expect(group?.Properties).not.toHaveProperty('LogGroupName');
    expect(group).toMatchObject({ DeletionPolicy: 'Retain', UpdateReplacePolicy: 'Retain' });
    const allowed = JSON.stringify([
      resourcesOfType(stack, 'AWS::IAM::Role'),
      resourcesOfType(stack, 'AWS::IAM::Policy'),
      resourcesOfType(stack, 'AWS::IAM::ManagedPolicy'),
    ]);
    expect(allowed).toContain('logs:PutLogEvents');
    expect(allowed).not.toMatch(/CreateLogGroup|logs:\*|logs:Create\*|AWSLambdaBasicExecutionRole|"\*:\*"/);
    for (const { Properties } of resourcesOfType(stack, 'AWS::IAM::Role')) {
      expect(Properties).not.toHaveProperty('ManagedPolicyArns');
    }
  });

  it('47 is in no VPC, from which CloudFormation’s bucket might be out of reach', () => {
    expect(functionOf(stack)).not.toHaveProperty('VpcConfig');
    expect(resourcesOfType(stack, 'AWS::EC2::SecurityGroup')).toEqual([]);
  });
});

describe('what a registration says', () => {
  const functionId = (stack: Stack) =>
    Object.entries(resourcesOf(stack)).find(([, { Type }]) => Type === 'AWS::Lambda::Function')?.[0];

  it.each<[string, () => Stack]>([
    ['many neighbours', () => aStackOf(60)],
    ['neighbours with other secrets', withAnotherSecret],
    ['a permissions boundary', withBoundary],
  ])('35 is the same with %s: neither its function nor its type changes by them', (_, make) => {
    const [alone, among] = [aStackOf(1), make()];
    expect(functionId(among)).toBe(functionId(alone));
    const { ServiceTimeout: _before, ...before } = registrationsOf(alone)[0]?.Properties ?? {};
    const { ServiceTimeout: _after, ...after } = registrationsOf(among)[0]?.Properties ?? {};
    expect(after).toEqual(before);
    expect(after.ServiceToken).toEqual({ 'Fn::GetAtt': [functionId(alone), 'Arn'] });
  });

  function withAnotherSecret(): Stack {
    const stack = aStackOf(1);
    const api = anApi({ authentication: [VendorAuth.header('X-Key', aKey(stack, 'Other', OTHER_ARN))] });
    new VendorRegistration(stack, 'Another', { api, body: {} });
    return stack;
  }

  function withBoundary(): Stack {
    const stack = aStack();
    const permissionsBoundary = ManagedPolicy.fromManagedPolicyName(stack, 'Most', 'most');
    new VendorRegistration(stack, 'Acme1', { api: anApi({}, stack), body: { a: 'b' }, permissionsBoundary });
    return stack;
  }
});

describe('a record that is to be kept', () => {
  it.each([[RemovalPolicy.RETAIN], [RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE]])(
    '50 by %s is asked to go neither when it is removed nor when it is replaced, but when its creation is undone',
    (removalPolicy) => {
      const registration = aRegistration({ removalPolicy });
      expect(resourceOf(registration)).toMatchObject({
        DeletionPolicy: 'RetainExceptOnCreate',
        UpdateReplacePolicy: 'Retain',
      });
      expect(registrationOf(registration).Record.kept).toBe('true');
    },
  );
});

it('51 a record that is there already is named by its id, and what it should say is refused', () => {
  const registration = aRegistration({ body: undefined, adoptExisting: 'id-1' });
  expect(registrationOf(registration)).toMatchObject({ Format: '2', Record: { adopted: 'id-1' } });
  expect(refusalOf(() => aRegistration({ body: { a: 'b' }, adoptExisting: 'id-1' }))).toMatch(/leave out one/);
});

it('the properties of these tests are those that the construct writes', () => {
  const stack = aStack();
  const registration = new VendorRegistration(stack, 'Output', {
    api: bitmovinApi(
      'https://api.bitmovin.example/v1',
      '/analytics/outputs/s3-role-based',
      aKey(stack, 'K', SECRET_ARN),
    ),
    body: {
      name: 'exports',
      bucketName: 'acme-exports',
      roleArn: 'arn:aws:iam::111122223333:role/r',
      externalIdMode: 'GENERATED',
      acl: [{ permission: 'PRIVATE' }],
    },
  });
  expect(registration.externalId).toBeDefined();
  const { ServiceToken: _, ...written } = resourceOf(registration).Properties;
  expect({ ...written, ServiceTimeout: Number(written.ServiceTimeout) }).toEqual(
    propertiesOf('https://api.bitmovin.example/v1'),
  );
});
