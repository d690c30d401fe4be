import { Annotations, Match, Template } from 'aws-cdk-lib/assertions';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import { ManagedPolicy } from 'aws-cdk-lib/aws-iam';
import { Key } from 'aws-cdk-lib/aws-kms';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import { SqsDestination } from 'aws-cdk-lib/aws-lambda-destinations';
import { RetentionDays } from 'aws-cdk-lib/aws-logs';
import { Queue } from 'aws-cdk-lib/aws-sqs';
import type { Stack } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { BitmovinAnalyticsOutput, DolbyMediaAccess, VendorFunctions, type VendorFunctionsProps } from '../../../lib';
import { ExportFunction } from '../../../lib/vendors/bitmovin/exports/export-function';
import { aKey, anApp, anOutput, aRegistration, aStack, refusalOf, resourcesOfType } from '../fixture';

/** Every function of the library, in one stack. */
const KINDS: [string, (stack: Stack) => Construct][] = [
  ['registration', (stack) => aRegistration({}, stack)],
  ['exports', (stack) => ExportFunction.of(stack)],
  ['Dolby Media', (stack) => new DolbyMediaAccess(stack, 'Dolby')],
];

type Make = (stack: Stack) => VendorFunctionsProps;

/** The functions of one kind, configured. */
function functionsOf(stack: Stack, kind: (stack: Stack) => Construct, props: VendorFunctionsProps) {
  VendorFunctions.of(stack).configure(props);
  kind(stack);
  const functions = resourcesOfType(stack, 'AWS::Lambda::Function').map(({ Properties }) => Properties);
  expect(functions.length).toBeGreaterThan(0);
  return functions;
}

const boundaryArn = 'arn:aws:iam::111122223333:policy/most';

describe.each(KINDS)('C11 every function of %s', (_, kind) => {
  it.each<[string, Make, object]>([
    ['in a VPC', (stack) => ({ vpc: new ec2.Vpc(stack, 'Vpc') }), { VpcConfig: { SubnetIds: expect.anything() } }],
    [
      'with security groups',
      (stack) => {
        const vpc = new ec2.Vpc(stack, 'Vpc');
        return { vpc, securityGroups: [ec2.SecurityGroup.fromSecurityGroupId(stack, 'Group', 'sg-1')] };
      },
      { VpcConfig: { SecurityGroupIds: ['sg-1'] } },
    ],
    [
      'with a proxy and a certificate authority',
      (stack) => ({
        environment: { HTTPS_PROXY: 'http://proxy:3128', NODE_EXTRA_CA_CERTS: '/opt/ca.pem' },
        layers: [lambda.LayerVersion.fromLayerVersionArn(stack, 'Ca', 'arn:aws:lambda:eu-west-1:1:layer:ca:1')],
      }),
      {
        Environment: {
          Variables: expect.objectContaining({ HTTPS_PROXY: 'http://proxy:3128', NODE_EXTRA_CA_CERTS: '/opt/ca.pem' }),
        },
        Layers: ['arn:aws:lambda:eu-west-1:1:layer:ca:1'],
      },
    ],
    [
      'with another runtime and architecture',
      () => ({ runtime: lambda.Runtime.NODEJS_22_X, architecture: lambda.Architecture.X86_64 }),
      { Runtime: 'nodejs22.x', Architectures: ['x86_64'] },
    ],
  ])('runs %s', (_case, make, expected) => {
    const stack = aStack();
    for (const properties of functionsOf(stack, kind, make(stack))) {
      expect(properties).toMatchObject(expected);
    }
  });

  it('in a VPC may make its network interfaces before it is made', () => {
    const stack = aStack();
    functionsOf(stack, kind, { vpc: new ec2.Vpc(stack, 'Vpc') });
    const { Resources } = Template.fromStack(stack).toJSON();
    for (const { Properties, DependsOn } of resourcesOfType(stack, 'AWS::Lambda::Function')) {
      const role = Object(Properties.Role)['Fn::GetAtt'][0];
      const grants = Object.entries(Resources).filter(
        ([, resource]) =>
          JSON.stringify(resource).includes('ec2:CreateNetworkInterface') &&
          JSON.stringify(Object(resource).Properties.Roles).includes(role),
      );
      expect(grants).toHaveLength(1);
      expect(DependsOn).toEqual(expect.arrayContaining([grants[0]?.[0]]));
    }
  });

  it('has every role within the boundary', () => {
    const stack = aStack();
    functionsOf(stack, kind, {
      permissionsBoundary: ManagedPolicy.fromManagedPolicyArn(stack, 'Boundary', boundaryArn),
    });
    for (const { Properties } of resourcesOfType(stack, 'AWS::IAM::Role')) {
      expect(Properties.PermissionsBoundary).toBe(boundaryArn);
    }
  });

  it('E14 has a log group with the retention and the key that were given, which logs may use', () => {
    const stack = aStack();
    const logEncryptionKey = new Key(stack, 'Key');
    functionsOf(stack, kind, { logEncryptionKey, logRetention: RetentionDays.ONE_YEAR });
    for (const { Properties } of resourcesOfType(stack, 'AWS::Logs::LogGroup')) {
      expect(Properties).toMatchObject({ RetentionInDays: 365, KmsKeyId: stack.resolve(logEncryptionKey.keyArn) });
    }
    const [key, ...more] = resourcesOfType(stack, 'AWS::KMS::Key');
    expect(more).toEqual([]);
    expect(JSON.stringify(key).match(/logs\.eu-west-1\.amazonaws\.com/g)).toHaveLength(1);
    expect(JSON.stringify(key)).toContain('kms:EncryptionContext:aws:logs:arn');
  });

  it('E14 tells a destination of a run that failed, and keeps its tries', () => {
    const stack = aStack();
    const functions = functionsOf(stack, kind, { onFailure: new SqsDestination(new Queue(stack, 'Failed')) });
    const configs = resourcesOfType(stack, 'AWS::Lambda::EventInvokeConfig');
    expect(configs).toHaveLength(functions.length);
    for (const { Properties } of configs) {
      expect(Properties).toMatchObject({ DestinationConfig: { OnFailure: { Destination: expect.anything() } } });
      expect(Properties).not.toHaveProperty('MaximumRetryAttempts');
    }
  });

  it('keeps its own variables', () => {
    const stack = aStack();
    kind(stack);
    const own = resourcesOfType(stack, 'AWS::Lambda::Function').flatMap(({ Properties }) =>
      Object.keys(Object(Object(Properties.Environment).Variables)),
    );
    for (const name of own) {
      expect(refusalOf(() => VendorFunctions.of(aStack()).configure({ environment: { [name]: 'x' } }))).toBe(
        `environment '${name}' is a name of Lambda or of a function of this library: take another name.`,
      );
    }
  });
});

it('C11 a stack’s settings come before its app’s, and variables add up', () => {
  const app = anApp();
  VendorFunctions.of(app).configure({ runtime: lambda.Runtime.NODEJS_22_X, environment: { A1: 'app', B1: 'app' } });
  const stack = aStack('Exports', 'eu-west-1', app);
  VendorFunctions.of(stack).configure({ environment: { B1: 'stack' } });
  VendorFunctions.of(stack).configure({ environment: { C1: 'later' } });
  anOutput({}, stack);
  const [fn] = resourcesOfType(stack, 'AWS::Lambda::Function');
  expect(fn?.Properties).toMatchObject({
    Runtime: 'nodejs22.x',
    Environment: { Variables: { A1: 'app', B1: 'stack', C1: 'later' } },
  });
});

it('C11 settings that come too late are refused, also for the app', () => {
  const stack = aStack();
  anOutput({}, stack);
  const wrong =
    'comes after the function in Exports/VendorRegistrationFunction, which is made already: call it before the first ' +
    'construct of this library.';
  expect(refusalOf(() => VendorFunctions.of(stack).configure({}))).toBe(`configure 'Exports' ${wrong}`);
  expect(refusalOf(() => VendorFunctions.of(stack.node.root).configure({}))).toBe(`configure '' ${wrong}`);
  VendorFunctions.of(aStack('Other', 'eu-west-1')).configure({});
});

it.each<[string, VendorFunctionsProps, string]>([
  ['subnets alone', { vpcSubnets: {} }, 'vpcSubnets'],
  ['groups alone', { securityGroups: [] }, 'securityGroups'],
  ['an old runtime', { runtime: lambda.Runtime.NODEJS_20_X }, "runtime 'nodejs20.x' is not Node.js 22 or above"],
  ['a runtime of another language', { runtime: lambda.Runtime.PYTHON_3_13 }, "runtime 'python3.13'"],
  ['a name that Lambda keeps', { environment: { AWS_REGION: 'x' } }, "environment 'AWS_REGION'"],
  ['no name', { environment: { 'a-b': 'x' } }, "environment 'a-b' is no name"],
  ['too many variables', { environment: { MUCH: 'x'.repeat(3_000) } }, "environment '<1 variables>' are 3011 bytes"],
  ['a proxy that is no URL', { environment: { HTTPS_PROXY: 'proxy:3128' } }, "HTTPS_PROXY 'proxy:3128' is not the URL"],
  ['a proxy with a key', { environment: { https_proxy: 'socks5://u:canary@p' } }, "https_proxy '…@p' is not the URL"],
])('C11 refuses %s', (_, props, refusal) => {
  expect(refusalOf(() => VendorFunctions.of(aStack()).configure(props))).toMatch(refusal);
});

it('the places leave room for the variables of the user', () => {
  const stack = aStack();
  VendorFunctions.of(stack).configure({ environment: { MUCH: 'x'.repeat(2_900) } });
  const apiKey = aKey(stack);
  for (let n = 0; n < 60; n++) {
    const props = { apiKey, apiBaseUrl: `https://vendor-${n}.example/v1`, outputName: `o${n}` };
    new BitmovinAnalyticsOutput(stack, `Output${n}`, props);
  }
  const [fn] = resourcesOfType(stack, 'AWS::Lambda::Function');
  const { VENDOR_STACK: _, ...literal } = Object(Object(fn?.Properties.Environment).Variables);
  expect(literal).toHaveProperty('VENDOR_PLACES');
  // The stack's ARN has at most 200 characters.
  const characters = Object.entries(literal).flat().join('').length;
  expect(characters + 'VENDOR_STACK'.length + 200).toBeLessThan(4_096);
});

it('C11 refuses a scope within a stack', () => {
  expect(refusalOf(() => VendorFunctions.of(new Construct(aStack(), 'Part')))).toBe(
    "scope 'Exports/Part' is within a stack, whose constructs share a function: give the stack.",
  );
});

it('E14 warns of an imported key for logs, with the statement', () => {
  const stack = aStack();
  const logEncryptionKey = Key.fromKeyArn(stack, 'Key', 'arn:aws:kms:eu-west-1:111122223333:key/k');
  functionsOf(stack, (scope) => new DolbyMediaAccess(scope, 'Dolby'), { logEncryptionKey });
  const warnings = Annotations.fromStack(stack).findWarning(
    '*',
    Match.stringLikeRegexp('logEncryptionKey .* imported'),
  );
  expect(warnings).toHaveLength(1);
});
