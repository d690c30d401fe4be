import { CfnElement, Stack } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { BitmovinAnalyticsOutput, ExternalIdMode, VendorBucket } from '../../../../../lib';
import {
  aKey,
  anApp,
  anOutput,
  aStack,
  logicalIdOf,
  OTHER_ARN,
  REGISTRATION,
  resourceOf,
  resourcesOf,
  resourcesOfType,
  warningsOf,
} from '../../../fixture';

/** How many resources a stack has so far. */
function countOf(stack: Stack): number {
  return stack.node.findAll().filter((construct) => CfnElement.isCfnElement(construct)).length;
}

describe('what one output makes', () => {
  it('S0.1 is bucket, policy, role, output, and the function with its role, log group and secret grant', () => {
    const types = Object.values(resourcesOf(anOutput({ prefix: 'exports/' }))).map(({ Type }) => Type);
    expect(types.sort()).toEqual([
      'AWS::IAM::Policy',
      'AWS::IAM::Role',
      'AWS::IAM::Role',
      'AWS::Lambda::Function',
      'AWS::Logs::LogGroup',
      'AWS::S3::Bucket',
      'AWS::S3::BucketPolicy',
      REGISTRATION,
    ]);
  });

  it('passes without a warning', () => {
    expect(warningsOf(anOutput({ prefix: 'exports/', publicRead: true }))).toEqual([]);
  });

  it('can be asked for', () => {
    const output = anOutput();
    const stack = Stack.of(output);
    const registration = logicalIdOf(output.node.findChild('Registration'));
    expect(output.bucket).toBeInstanceOf(VendorBucket);
    expect(stack.resolve(output.role.roleArn)).toEqual({ 'Fn::GetAtt': [logicalIdOf(output.role), 'Arn'] });
    expect(stack.resolve(output.outputId)).toEqual({ 'Fn::GetAtt': [registration, 'RecordId'] });
    expect(stack.resolve(output.externalId)).toEqual({ 'Fn::GetAtt': [registration, 'ExternalId'] });
  });

  it.each([
    [ExternalIdMode.GENERATED, undefined, { ExternalId: { at: '/externalId', check: 'externalId' } }],
    [ExternalIdMode.GLOBAL, undefined, { ExternalId: { at: '/externalId', check: 'externalId' } }],
    // No source says that the vendor gives a chosen id back.
    [ExternalIdMode.CUSTOM, 'acme-7F3c-91Xk-40vQ', undefined],
  ])('in mode %s brings back what the vendor gives alone', (externalIdMode, externalId, returns) => {
    const [registration] = resourcesOfType(anOutput({ externalIdMode, externalId }), REGISTRATION);
    expect(registration?.Properties.Returns).toEqual(returns);
  });
});

describe('a further output', () => {
  it.each([
    ['on the same bucket and secret', false, 2],
    ['with a secret of its own', true, 3],
  ])('%s adds its role and registration, and a grant for a new secret', (_, ownSecret, added) => {
    const stack = aStack();
    const apiKey = aKey(stack);
    const { bucket } = new BitmovinAnalyticsOutput(stack, 'First', { apiKey });
    const before = countOf(stack);
    new BitmovinAnalyticsOutput(stack, 'Second', {
      apiKey: ownSecret ? aKey(stack, 'Other', OTHER_ARN) : apiKey,
      bucket,
    });
    expect(countOf(stack) - before).toBe(added);
  });

  it('shares the one function of the stack, however deep it is', () => {
    const stack = aStack();
    const apiKey = aKey(stack);
    const scopes = [stack, new Construct(stack, 'Team'), new Construct(new Construct(stack, 'Org'), 'Team')];
    const outputs = scopes.map((scope) => new BitmovinAnalyticsOutput(scope, 'Analytics', { apiKey }));
    const registrations = outputs.map((output) => resourceOf(output.node.findChild('Registration')).Properties);
    const [fn, ...more] = Object.entries(resourcesOf(stack)).filter(([, { Type }]) => Type === 'AWS::Lambda::Function');
    expect(more).toEqual([]);
    expect(registrations.map(({ ServiceToken }) => ServiceToken)).toEqual(
      scopes.map(() => ({ 'Fn::GetAtt': [fn?.[0], 'Arn'] })),
    );
    const distinct = (values: unknown[]) => new Set(values.map((value) => JSON.stringify(value))).size;
    expect(distinct(registrations.map(({ Body }) => Body))).toBe(3);
    expect(distinct(outputs.map(({ role }) => resourceOf(role).Properties.RoleName))).toBe(3);
  });

  it('in another stack of the app shares nothing', () => {
    const app = anApp();
    const stacks = [aStack('One', 'eu-west-1', app), aStack('Two', 'us-east-1', app)];
    for (const stack of stacks) {
      anOutput({}, stack);
    }
    for (const stack of stacks) {
      const resources = resourcesOf(stack);
      expect(Object.keys(resources)).toHaveLength(8);
      expect(JSON.stringify(resources)).not.toContain('Fn::ImportValue');
      expect(stack.dependencies).toEqual([]);
    }
  });
});
