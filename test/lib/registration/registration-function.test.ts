import { ManagedPolicy } from 'aws-cdk-lib/aws-iam';
import { Stack } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { DolbyMediaAccess } from '../../../lib';
import { RegistrationFunction } from '../../../lib/registration/registration-function';
import { ExportFunction } from '../../../lib/vendors/bitmovin/exports/export-function';
import {
  aKey,
  aRegistration,
  aStack,
  OTHER_ARN,
  REGISTRATION,
  refusalOf,
  resourcesOf,
  resourcesOfType,
  SECRET_ARN,
} from '../fixture';

const FUNCTION = 'VendorRegistrationFunction';

/** The logical id of the one resource of a type. */
function idOf(stack: ReturnType<typeof aStack>, type: string): string {
  const [found, ...more] = Object.entries(resourcesOf(stack)).filter(([, { Type }]) => Type === type);
  expect(more).toEqual([]);
  return found?.[0] ?? 'none';
}

describe('the function', () => {
  const stack = aStack();
  aRegistration({}, stack);
  const logs = idOf(stack, 'AWS::Logs::LogGroup');
  const role = idOf(stack, 'AWS::IAM::Role');

  it('runs the bundled handler on a current runtime, with all its settings said', () => {
    expect(resourcesOf(stack)[idOf(stack, 'AWS::Lambda::Function')]).toEqual({
      Type: 'AWS::Lambda::Function',
      Properties: {
        Architectures: ['arm64'],
        Code: { S3Bucket: expect.any(String), S3Key: expect.stringMatching(/^[0-9a-f]{64}\.zip$/) },
        Description: 'Registers this stack with vendors (cdk-vendor-access)',
        Handler: 'index.handler',
        LoggingConfig: { LogGroup: { Ref: logs } },
        MemorySize: 256,
        Role: { 'Fn::GetAtt': [role, 'Arn'] },
        Runtime: 'nodejs24.x',
        Timeout: 300,
      },
      DependsOn: [role],
    });
  });

  it('answers before CloudFormation stops to wait, and has its three tries', () => {
    const fn = idOf(stack, 'AWS::Lambda::Function');
    const [registration] = resourcesOfType(stack, REGISTRATION);
    expect(registration?.Properties).toMatchObject({
      ServiceTimeout: 1200,
      ServiceToken: { 'Fn::GetAtt': [fn, 'Arn'] },
    });
    // Lambda's own two retries, one and two minutes apart, repair a crash: nothing turns them off.
    const tries = 3 * Number(resourcesOf(stack)[fn]?.Properties.Timeout) + 60 + 120;
    expect(tries).toBeLessThan(Number(registration?.Properties.ServiceTimeout));
    expect(resourcesOfType(stack, 'AWS::Lambda::EventInvokeConfig')).toEqual([]);
  });

  it('may write its own log and look at its own stack, and nothing else', () => {
    expect(resourcesOf(stack)[role]?.Properties).toEqual({
      AssumeRolePolicyDocument: {
        Version: '2012-10-17',
        Statement: [{ Effect: 'Allow', Action: 'sts:AssumeRole', Principal: { Service: 'lambda.amazonaws.com' } }],
      },
      Description: expect.any(String),
      Policies: [
        {
          PolicyName: 'Registration',
          PolicyDocument: {
            Version: '2012-10-17',
            Statement: [
              {
                Effect: 'Allow',
                Action: ['logs:CreateLogStream', 'logs:PutLogEvents'],
                Resource: { 'Fn::GetAtt': [logs, 'Arn'] },
              },
              {
                Effect: 'Allow',
                Action: [
                  'cloudformation:DescribeStackEvents',
                  'cloudformation:DescribeStackResource',
                  'cloudformation:DescribeStacks',
                ],
                Resource: { Ref: 'AWS::StackId' },
              },
            ],
          },
        },
      ],
    });
  });

  it('G2 has a log group that stays after a rollback, and whose lines end', () => {
    expect(resourcesOf(stack)[logs]).toEqual({
      Type: 'AWS::Logs::LogGroup',
      Properties: { RetentionInDays: 30 },
      DeletionPolicy: 'Retain',
      UpdateReplacePolicy: 'Retain',
    });
  });
});

it('is one a stack, however deep it is asked for', () => {
  const stack = aStack();
  const deep = new Construct(new Construct(stack, 'A'), 'B');
  const fn = RegistrationFunction.of(stack);
  expect(RegistrationFunction.of(deep)).toBe(fn);
  expect(fn.node.path).toBe(`Exports/${FUNCTION}`);
  expect(RegistrationFunction.of(aStack())).not.toBe(fn);
});

describe('a grant', () => {
  it('is a policy of its own on the one role, one for each secret', () => {
    const stack = aStack();
    const fn = RegistrationFunction.of(stack);
    const key = aKey(stack).secret;
    const other = aKey(stack, 'Other', OTHER_ARN).secret;
    const grant = fn.grantRead(key);
    expect(fn.grantRead(key)).toBe(grant);
    expect(fn.grantRead(other)).not.toBe(grant);
    const policies = resourcesOfType(stack, 'AWS::IAM::Policy').map(({ Properties }) => Properties);
    const role = idOf(stack, 'AWS::IAM::Role');
    expect(policies).toEqual(
      [SECRET_ARN, OTHER_ARN].map((arn) => ({
        PolicyName: expect.any(String),
        PolicyDocument: {
          Version: '2012-10-17',
          Statement: [{ Effect: 'Allow', Action: 'secretsmanager:GetSecretValue', Resource: arn }],
        },
        Roles: [{ Ref: role }],
      })),
    );
  });
});

describe('a permissions boundary', () => {
  const most = 'arn:aws:iam::111122223333:policy/most';

  it('holds for the role; the same may be named again', () => {
    const stack = aStack();
    const fn = RegistrationFunction.of(stack);
    fn.holdTo(ManagedPolicy.fromManagedPolicyArn(stack, 'A', most));
    fn.holdTo(ManagedPolicy.fromManagedPolicyArn(stack, 'B', most));
    expect(resourcesOf(stack)[idOf(stack, 'AWS::IAM::Role')]?.Properties.PermissionsBoundary).toBe(most);
  });

  it('is one', () => {
    const stack = aStack();
    const fn = RegistrationFunction.of(stack);
    fn.holdTo(ManagedPolicy.fromManagedPolicyArn(stack, 'A', most));
    expect(refusalOf(() => fn.holdTo(ManagedPolicy.fromManagedPolicyArn(stack, 'B', `${most}2`)))).toBe(
      `permissionsBoundary '${most}2' is the second for the one role of Exports/${FUNCTION}, after ${most}: ` +
        'give every registration of a stack the same.',
    );
  });

  it('is one, and told from another by name where only the deploy knows the ARN', () => {
    const stack = aStack();
    const fn = RegistrationFunction.of(stack);
    fn.holdTo(ManagedPolicy.fromManagedPolicyName(stack, 'A', 'one'));
    const message = refusalOf(() => fn.holdTo(ManagedPolicy.fromManagedPolicyName(stack, 'B', 'two')));
    expect(message).toMatch(/policy\/two.* is the second .* after .*policy\/one/);
    expect(message).not.toContain('Token');
  });
});

it.each([
  ['registration', () => aRegistration({}, aStack())],
  ['exports', () => ExportFunction.of(aStack())],
  ['Dolby Media', () => new DolbyMediaAccess(aStack(), 'Dolby')],
])('G2 every log group of %s stays after a rollback, and its lines end', (_, make) => {
  const groups = resourcesOfType(Stack.of(make()), 'AWS::Logs::LogGroup');
  expect(groups.length).toBeGreaterThan(0);
  for (const group of groups) {
    expect(group).toMatchObject({ DeletionPolicy: 'Retain', Properties: { RetentionInDays: 30 } });
  }
});
