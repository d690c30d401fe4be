import { ManagedPolicy } from 'aws-cdk-lib/aws-iam';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { Duration, Stack } from 'aws-cdk-lib/core';
import { ExternalId, S3Access, VendorPrincipal, VendorRole, VendorRoleName, type VendorRoleProps } from '../../../lib';
import { anApp, aStack, refusalOf, resourceOf } from '../fixture';
import { shown, shownJson } from '../shown';
import { overTls } from '../statements';

const ARN = 'arn:aws:iam::444455556666:user/vendor';
const ID = '0b6e2a8c-6f0e-4a53';

function aRole(props: Partial<VendorRoleProps> = {}, stack = aStack(), id = 'Role'): VendorRole {
  return new VendorRole(stack, id, {
    principal: VendorPrincipal.fromArn(ARN),
    externalId: ExternalId.of(ID),
    access: [
      new S3Access({ bucket: Bucket.fromBucketName(stack, `${id}Bucket`, 'acme'), objectActions: ['s3:GetObject'] }),
    ],
    ...props,
  });
}

describe('the trust', () => {
  const statement = { Effect: 'Allow', Action: 'sts:AssumeRole', Principal: { AWS: ARN } };

  it.each<[string, ExternalId, object]>([
    ['an external ID', ExternalId.of(ID), { Condition: { StringEquals: { 'sts:ExternalId': ID } } }],
    [
      'one that is guessed',
      ExternalId.acceptGuessable('test'),
      { Condition: { StringEquals: { 'sts:ExternalId': 'test' } } },
    ],
    ['none, as was accepted', ExternalId.acceptNone(), {}],
  ])('S0.9 with %s is exactly that', (_, externalId, condition) => {
    expect(resourceOf(aRole({ externalId })).Properties.AssumeRolePolicyDocument).toEqual({
      Version: '2012-10-17',
      Statement: [{ ...statement, ...condition }],
    });
  });

  it("keeps the vendor's own partition", () => {
    const role = aRole({ principal: VendorPrincipal.fromArn(ARN) }, new Stack(anApp(), 'Anywhere'));
    expect(resourceOf(role).Properties.AssumeRolePolicyDocument).toMatchObject({
      Statement: [{ Principal: { AWS: ARN } }],
    });
  });
});

it('may do what all its accesses say, in one inline policy and nothing beside', () => {
  const stack = aStack();
  const bucket = Bucket.fromBucketName(stack, 'Bucket', 'acme');
  const role = resourceOf(
    aRole(
      {
        access: [
          new S3Access({ bucket, objectActions: ['s3:GetObject'] }),
          new S3Access({ bucket, prefix: 'in', objectActions: ['s3:PutObject'] }),
        ],
      },
      stack,
    ),
  );
  const objects = (path: string) => ({ 'Fn::Join': ['', ['arn:', { Ref: 'AWS::Partition' }, `:s3:::acme/${path}`]] });
  expect(role.Properties.Policies).toEqual([
    {
      PolicyName: 'VendorAccess',
      PolicyDocument: {
        Version: '2012-10-17',
        Statement: [
          overTls({ Effect: 'Allow', Action: 's3:GetObject', Resource: objects('*') }),
          overTls({ Effect: 'Allow', Action: 's3:PutObject', Resource: objects('in/*') }),
        ],
      },
    },
  ]);
  expect(Object.keys(role.Properties).sort()).toEqual([
    'AssumeRolePolicyDocument',
    'Description',
    'Policies',
    'RoleName',
  ]);
});

it('without an access has no policy, which IAM would not take empty', () => {
  expect(resourceOf(aRole({ access: [] })).Properties).not.toHaveProperty('Policies');
});

it('passes on name, path, boundary, session, description and tags', () => {
  const stack = aStack();
  const role = aRole(
    {
      name: VendorRoleName.of(stack, 'vendor', '/vendors/'),
      permissionsBoundary: ManagedPolicy.fromManagedPolicyArn(
        stack,
        'Boundary',
        'arn:aws:iam::111122223333:policy/most',
      ),
      maxSessionDuration: Duration.hours(4),
      description: 'for the vendor',
      tags: { team: 'data', cost: '7' },
    },
    stack,
  );
  expect(resourceOf(role).Properties).toMatchObject({
    RoleName: 'vendor',
    Path: '/vendors/',
    PermissionsBoundary: 'arn:aws:iam::111122223333:policy/most',
    MaxSessionDuration: 14400,
    Description: 'for the vendor',
    Tags: [
      { Key: 'cost', Value: '7' },
      { Key: 'team', Value: 'data' },
    ],
  });
});

describe('without a name', () => {
  it('two roles of one scope have different ones', () => {
    const stack = aStack();
    const [a, b] = ['A', 'B'].map((id) => aRole({}, stack, id)).map((role) => resourceOf(role).Properties.RoleName);
    expect(a).not.toEqual(b);
  });

  it("has one with the stack's UUID in it", () => {
    expect(resourceOf(aRole()).Properties.RoleName).toEqual({
      'Fn::Join': [
        '',
        [
          expect.stringMatching(/^Exports-[0-9a-f]{8}-$/),
          { 'Fn::Select': [2, { 'Fn::Split': ['/', { Ref: 'AWS::StackId' }] }] },
        ],
      ],
    });
  });
});

it.each([
  [ExternalId.of(ID), `Lets ${ARN} in, only with its external ID`],
  [ExternalId.acceptNone(), `Lets ${ARN} in`],
])('says in its description whom it lets in, and how', (externalId, description) => {
  expect(resourceOf(aRole({ externalId })).Properties.Description).toBe(description);
});

describe('the partition', () => {
  it.each([
    ['arn:aws:iam::444455556666:user/vendor', 'cn-north-1', 'aws-cn'],
    ['arn:aws:iam::444455556666:user/vendor', 'us-gov-west-1', 'aws-us-gov'],
    ['arn:aws-cn:iam::444455556666:user/vendor', 'eu-west-1', 'aws'],
  ])('of %s cannot be another than that of a stack in %s', (arn, region, own) => {
    const vendors = arn.split(':')[1];
    expect(refusalOf(() => aRole({ principal: VendorPrincipal.fromArn(arn) }, aStack('Exports', region)))).toBe(
      `principal '${arn}' cannot assume a role of partition '${own}', where this stack is (${region}): put the stack into a region of partition '${vendors}'.`,
    );
  });

  it('is known as well where partitions are written out', () => {
    const app = anApp();
    app.node.setContext('@aws-cdk/core:enablePartitionLiterals', true);
    expect(refusalOf(() => aRole({}, aStack('Exports', 'us-iso-east-1', app)))).toContain("of partition 'aws-iso'");
  });

  it.each([
    ['arn:aws:iam::444455556666:user/vendor', 'eu-west-1'],
    ['arn:aws-cn:iam::444455556666:user/vendor', 'cn-northwest-1'],
    ['arn:aws-us-gov:iam::444455556666:user/vendor', 'us-gov-east-1'],
    // Of these, synth does not judge.
    ['arn:aws-iso:iam::444455556666:user/vendor', 'us-iso-east-1'],
    ['arn:aws-eusc:iam::444455556666:user/vendor', 'eusc-de-east-1'],
  ])('of %s fits a stack in %s', (arn, region) => {
    expect(() => aRole({ principal: VendorPrincipal.fromArn(arn) }, aStack('Exports', region))).not.toThrow();
  });

  it('is left to the deploy where the region is', () => {
    expect(() => aRole({}, new Stack(anApp(), 'Anywhere'))).not.toThrow();
  });
});

describe('S0.21 its policies as JSON text', () => {
  it('are what the role has', () => {
    const stack = aStack();
    const role = aRole({}, stack);
    const { Properties } = resourceOf(role);
    const [policy] = JSON.parse(JSON.stringify(Properties.Policies));
    expect(shownJson(stack.resolve(role.trustPolicyJson))).toEqual(shown(Properties.AssumeRolePolicyDocument));
    expect(shownJson(stack.resolve(role.accessPolicyJson))).toEqual(shown(policy.PolicyDocument));
  });

  it('are none where it may do nothing', () => {
    expect(aRole({ access: [] }).accessPolicyJson).toBeUndefined();
  });
});

describe('C8 a policy', () => {
  const accesses = (stack: Stack, count: number) =>
    Array.from({ length: count }, (_, i) => {
      const bucket = Bucket.fromBucketName(stack, `B${i}`, `acme-media-of-customer-${i}`);
      return new S3Access({
        bucket,
        prefix: 'in/',
        bucketActions: ['s3:ListBucket'],
        objectActions: ['s3:GetObject', 's3:PutObject'],
      });
    });

  it('of some folders fits', () => {
    const stack = aStack();
    expect(() => aRole({ access: accesses(stack, 15) }, stack)).not.toThrow();
  });

  it('of ten times as many is refused with the number', () => {
    const stack = aStack();
    expect(refusalOf(() => aRole({ access: accesses(stack, 150) }, stack))).toMatch(
      /^access '<150 of them>' make a policy of \d{5} characters, and IAM takes 10240 of a role: name a folder above several/,
    );
  });
});
