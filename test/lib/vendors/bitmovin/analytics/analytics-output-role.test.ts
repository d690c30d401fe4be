import { ManagedPolicy } from 'aws-cdk-lib/aws-iam';
import { Key } from 'aws-cdk-lib/aws-kms';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { Stack } from 'aws-cdk-lib/core';
import {
  BitmovinAcl,
  BitmovinAnalyticsOutput,
  type BitmovinAnalyticsOutputProps,
  ExternalIdMode,
} from '../../../../../lib';
import {
  aKey,
  anApp,
  anOutput,
  aStack,
  logicalIdOf,
  refusalOf,
  registrationOf,
  resourceOf,
  resourcesOf,
  resourcesOfType,
} from '../../../fixture';
import { overTls, putsWithAcls } from '../../../statements';

const KEY = 'arn:aws:kms:eu-west-1:111122223333:key/0b6e2a8c';
const STACK_UUID = { 'Fn::Select': [2, { 'Fn::Split': ['/', { Ref: 'AWS::StackId' }] }] };

describe('the trust', () => {
  const returned = { 'Fn::GetAtt': [expect.stringMatching(/^AnalyticsRegistration/), 'ExternalId'] };

  it.each([
    ['S0.7 S0.9', ExternalIdMode.GENERATED, undefined, returned],
    ['S0.9', undefined, undefined, returned],
    ['S0.8 S0.9', ExternalIdMode.GLOBAL, undefined, returned],
    ['S0.9', ExternalIdMode.CUSTOM, 'acme-7F3c-91Xk-40vQ', 'acme-7F3c-91Xk-40vQ'],
  ])('%s in mode %s (id %s) is exactly the vendor, with exactly that external ID', (_, mode, externalId, expected) => {
    const { role } = anOutput({ externalIdMode: mode, externalId });
    expect(resourceOf(role).Properties.AssumeRolePolicyDocument).toEqual({
      Version: '2012-10-17',
      Statement: [
        {
          Effect: 'Allow',
          Principal: { AWS: 'arn:aws:iam::630681592166:user/bitmovinCustomerS3Access' },
          Action: 'sts:AssumeRole',
          Condition: { StringEquals: { 'sts:ExternalId': expected } },
        },
      ],
    });
  });

  it('S0.8 of each of two outputs holds what its own registration returned', () => {
    const stack = aStack();
    const apiKey = aKey(stack);
    for (const id of ['A', 'B']) {
      const output = new BitmovinAnalyticsOutput(stack, id, { apiKey, externalIdMode: ExternalIdMode.GLOBAL });
      expect(stack.resolve(output.externalId)).toEqual({
        'Fn::GetAtt': [logicalIdOf(output.node.findChild('Registration')), 'ExternalId'],
      });
    }
  });
});

describe('the policy', () => {
  /** The statements of the role's one inline policy; it has no other. */
  function statementsOf({ role, bucket }: BitmovinAnalyticsOutput): { statements: unknown; arn: unknown } {
    const { Properties } = resourceOf(role);
    expect(Properties).not.toHaveProperty('ManagedPolicyArns');
    expect(Properties.Policies).toEqual([
      { PolicyName: 'VendorAccess', PolicyDocument: { Version: '2012-10-17', Statement: expect.anything() } },
    ]);
    const [policy] = JSON.parse(JSON.stringify(Properties.Policies));
    return { statements: policy.PolicyDocument.Statement, arn: Stack.of(role).resolve(bucket.bucketArn) };
  }

  const under = (arn: unknown, path: string) => ({ 'Fn::Join': ['', [arn, `/${path}`]] });

  it.each(['exports/', 'exports'])('S0.10 S0.11 is the documented minimum, held to the prefix %s', (prefix) => {
    const { statements, arn } = statementsOf(anOutput({ prefix }));
    expect(statements).toEqual([
      overTls({ Effect: 'Allow', Action: 's3:GetBucketLocation', Resource: arn }),
      overTls({
        Effect: 'Allow',
        Action: 's3:ListBucket',
        Resource: arn,
        Condition: { StringLike: { 's3:prefix': 'exports/*' } },
      }),
      ...putsWithAcls(under(arn, 'exports/*')),
    ]);
  });

  it.each<[string, Partial<BitmovinAnalyticsOutputProps>, string[]]>([
    ['private ones by default', {}, ['private', 'bucket-owner-full-control']],
    [
      'public-read where playback is asked for',
      { publicRead: true },
      ['private', 'bucket-owner-full-control', 'public-read'],
    ],
    [
      'public-read where the vendor is told to set it',
      { acl: BitmovinAcl.PUBLIC_READ, publicRead: true },
      ['private', 'bucket-owner-full-control', 'public-read'],
    ],
  ])('E2 lets the vendor set no ACLs but %s', (_, props, acls) => {
    const { statements, arn } = statementsOf(anOutput({ prefix: 'exports/', ...props }));
    expect(statements).toEqual([expect.anything(), expect.anything(), ...putsWithAcls(under(arn, 'exports/*'), acls)]);
  });

  it('E2 lets the vendor set any ACL where that is asked for by name', () => {
    const { statements, arn } = statementsOf(anOutput({ prefix: 'exports/', anyAcl: true }));
    expect(statements).toEqual([
      expect.anything(),
      expect.anything(),
      overTls({ Effect: 'Allow', Action: ['s3:PutObject', 's3:PutObjectAcl'], Resource: under(arn, 'exports/*') }),
    ]);
  });

  it("S0.10 S0.11 without a prefix is the documented minimum, on a bucket that is the vendor's alone", () => {
    const { statements, arn } = statementsOf(anOutput());
    expect(statements).toEqual([
      overTls({ Effect: 'Allow', Action: ['s3:GetBucketLocation', 's3:ListBucket'], Resource: arn }),
      ...putsWithAcls(under(arn, '*')),
    ]);
  });

  it.each([
    ['of a new bucket', false],
    ['of a given bucket', true],
  ])('holds a customer-managed key %s to S3 and this bucket', (_, given) => {
    const stack = aStack();
    const encryptionKey = Key.fromKeyArn(stack, 'Key', KEY);
    const bucket = given
      ? Bucket.fromBucketAttributes(stack, 'Given', { bucketName: 'acme', encryptionKey })
      : undefined;
    const output = anOutput({ prefix: 'exports/', bucket, encryptionKey: given ? undefined : encryptionKey }, stack);
    const { statements } = statementsOf(output);
    expect(statements).toEqual([
      expect.anything(),
      expect.anything(),
      expect.anything(),
      expect.anything(),
      {
        Effect: 'Allow',
        Action: ['kms:Decrypt', 'kms:GenerateDataKey'],
        Resource: KEY,
        Condition: {
          StringEquals: { 'kms:ViaService': { 'Fn::Join': ['', ['s3.eu-west-1.', { Ref: 'AWS::URLSuffix' }]] } },
          StringLike: {
            'kms:EncryptionContext:aws:s3:arn': [
              stack.resolve(output.bucket.bucketArn),
              stack.resolve(output.bucket.arnForObjects('exports/*')),
            ],
          },
        },
      },
    ]);
  });
});

describe('S0.12 the role that is made is the one whose ARN the vendor is told', () => {
  it.each<[string, Partial<BitmovinAnalyticsOutputProps>, string, unknown[]]>([
    ['by default', {}, 'role/', [expect.stringMatching(/^Exports-Analytics-[0-9a-f]{8}-$/), STACK_UUID]],
    ['of a chosen name', { roleName: 'bitmovin' }, 'role/', ['bitmovin']],
    ['in a path', { rolePath: '/a/b/' }, 'role/a/b/', [expect.stringMatching(/^[\w-]{10,27}-$/), STACK_UUID]],
    ['of a chosen name in a path', { roleName: 'bitmovin', rolePath: '/a/b/' }, 'role/a/b/', ['bitmovin']],
  ])('%s', (_, props, resource, name) => {
    const output = anOutput(props);
    const { Properties } = resourceOf(output.role);
    expect(Properties.Path).toBe(props.rolePath);
    // The ARN in the body is the prefix that IAM gives, then the very name of the role, piece by piece.
    const parts = partsOf(Properties.RoleName);
    expect(parts).toEqual(name);
    expect(partsOf(registrationOf(output).Body.value.roleArn)).toEqual([
      'arn:',
      { Ref: 'AWS::Partition' },
      `:iam::111122223333:${resource}${parts[0]}`,
      ...parts.slice(1),
    ]);
  });

  /** The pieces that CloudFormation joins. */
  function partsOf(value: unknown): unknown[] {
    if (typeof value === 'object' && value !== null && 'Fn::Join' in value && Array.isArray(value['Fn::Join'])) {
      const [separator, parts] = value['Fn::Join'];
      expect(separator).toBe('');
      return parts;
    }
    return [value];
  }
});

it('S0.20 tags the role alone', () => {
  const output = anOutput({ tags: { team: 'data', cost: '7' } });
  const tagged = Object.entries(resourcesOf(output)).filter(([, { Properties }]) => 'Tags' in Properties);
  expect(tagged.map(([id, { Properties }]) => [id, Properties.Tags])).toEqual([
    [
      logicalIdOf(output.role),
      [
        { Key: 'cost', Value: '7' },
        { Key: 'team', Value: 'data' },
      ],
    ],
  ]);
});

describe('a permissions boundary', () => {
  const most = 'arn:aws:iam::111122223333:policy/most';

  it("holds for the vendor's role and the function's", () => {
    const stack = aStack();
    anOutput({ permissionsBoundary: ManagedPolicy.fromManagedPolicyArn(stack, 'Most', most) }, stack);
    const boundaries = resourcesOfType(stack, 'AWS::IAM::Role').map(({ Properties }) => Properties.PermissionsBoundary);
    expect(boundaries).toEqual([most, most]);
  });

  it('is one for the outputs of a stack', () => {
    const stack = aStack();
    const [one, two] = ['most', 'more'].map((name) =>
      ManagedPolicy.fromManagedPolicyArn(stack, name, `arn:aws:iam::111122223333:policy/${name}`),
    );
    const apiKey = aKey(stack);
    new BitmovinAnalyticsOutput(stack, 'One', { apiKey, permissionsBoundary: one });
    new BitmovinAnalyticsOutput(stack, 'Same', { apiKey, permissionsBoundary: one });
    expect(refusalOf(() => new BitmovinAnalyticsOutput(stack, 'Two', { apiKey, permissionsBoundary: two }))).toBe(
      "permissionsBoundary 'arn:aws:iam::111122223333:policy/more' is the second for the one role of " +
        `Exports/VendorRegistrationFunction, after ${most}: give every registration of a stack the same.`,
    );
  });
});

it('is refused in a partition from which the vendor cannot come', () => {
  expect(refusalOf(() => anOutput({}, aStack('Exports', 'cn-north-1', anApp())))).toBe(
    "principal 'arn:aws:iam::630681592166:user/bitmovinCustomerS3Access' cannot assume a role of partition 'aws-cn', " +
      "where this stack is (cn-north-1): put the stack into a region of partition 'aws'.",
  );
});
