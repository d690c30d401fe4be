import { ManagedPolicy } from 'aws-cdk-lib/aws-iam';
import { Key } from 'aws-cdk-lib/aws-kms';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { Duration, Stack, Stage } from 'aws-cdk-lib/core';
import { PictoryRole, type PictoryRoleProps, PictoryTrust } from '../../../../lib';
import { ACCOUNT, anApp, aStack, only, refusalOf, resourcesOfType, templateOf } from '../../fixture';
import { overTls } from '../../statements';
import { aBucket, aConnection, arn } from './scene';

const ROLE = 'AWS::IAM::Role';
const POLICY = 'AWS::IAM::Policy';
const VENDOR = 'arn:aws:iam::701488979254';
const STACK_UUID = { 'Fn::Select': [2, { 'Fn::Split': ['/', { Ref: 'AWS::StackId' }] }] };

const bucketArn = arn(':s3:::acme-media');
const read = (resource: unknown) => overTls({ Effect: 'Allow', Action: 's3:GetObject', Resource: resource });
const list = (resource: unknown, condition = {}) =>
  overTls({ Effect: 'Allow', Action: 's3:ListBucket', Resource: resource, ...condition });

/** A role with one bucket, in a stack of its own. */
function aRole(props: PictoryRoleProps = {}, stack = aStack('Videos')): PictoryRole {
  const role = new PictoryRole(stack, 'Role', props);
  role.grantRead(aBucket(stack));
  return role;
}

const statements = (role: PictoryRole) => Object(only(templateOf(role), POLICY).PolicyDocument).Statement;

it('S2.1 has the name that the vendor asks for', () => {
  const role = aRole();

  expect(only(templateOf(role), ROLE)).toMatchObject({ RoleName: 'PictoryCloudIntegrationRole' });
  expect(only(templateOf(role), ROLE)).not.toHaveProperty('Path');
  expect(Stack.of(role).resolve(role.roleArn)).toEqual(arn(`:iam::${ACCOUNT}:role/PictoryCloudIntegrationRole`));
});

describe('S2.2 the trust', () => {
  const allow = { Effect: 'Allow', Action: 'sts:AssumeRole' };

  it("is the account's root, held to the two roles of the vendor's page", () => {
    expect(only(templateOf(aRole()), ROLE).AssumeRolePolicyDocument).toEqual({
      Version: '2012-10-17',
      Statement: [
        {
          ...allow,
          Principal: { AWS: `${VENDOR}:root` },
          Condition: {
            ArnEquals: {
              'aws:PrincipalArn': [`${VENDOR}:role/CloudIntegrationRole`, `${VENDOR}:role/ecsTaskExecutionRole`],
            },
          },
        },
      ],
    });
  });

  it("is, where that is asked for, the page's own, word for word", () => {
    const role = aRole({ trust: PictoryTrust.AS_DOCUMENTED });

    expect(only(templateOf(role), ROLE).AssumeRolePolicyDocument).toEqual({
      Version: '2012-10-17',
      Statement: ['role/CloudIntegrationRole', 'role/ecsTaskExecutionRole', 'root'].map((who) => ({
        ...allow,
        Principal: { AWS: `${VENDOR}:${who}` },
      })),
    });
  });

  it('is no other', () => {
    expect(refusalOf(() => aRole(JSON.parse('{"trust":"EVERYONE"}')))).toBe(
      "trust 'EVERYONE' is no PictoryTrust: write one of DOCUMENTED_ROLES, AS_DOCUMENTED.",
    );
  });

  it('is not made where the vendor could never come', () => {
    expect(refusalOf(() => aRole({}, aStack('Videos', 'cn-north-1')))).toContain(
      "cannot assume a role of partition 'aws-cn'",
    );
  });
});

describe('S2.3 the policy', () => {
  it('lists and reads the bucket, and does nothing else', () => {
    expect(statements(aRole())).toEqual([list(bucketArn), read(arn(':s3:::acme-media/*'))]);
  });

  it('E12 lists the names of all buckets only where that is asked for, on the only resource that the action knows', () => {
    expect(statements(aRole({ listAllMyBuckets: true }))).toContainEqual(
      overTls({ Effect: 'Allow', Action: 's3:ListAllMyBuckets', Resource: '*' }),
    );
  });

  it('is held to a prefix', () => {
    const stack = aStack('Videos');
    const role = new PictoryRole(stack, 'Role');
    role.grantRead(aBucket(stack), { prefix: 'media' });

    expect(statements(role)).toEqual([
      list(bucketArn, { Condition: { StringLike: { 's3:prefix': 'media/*' } } }),
      read(arn(':s3:::acme-media/media/*')),
    ]);
  });

  it('decrypts with the key of the bucket, through S3 alone', () => {
    const stack = aStack('Videos');
    const role = new PictoryRole(stack, 'Role');
    const encryptionKey = Key.fromKeyArn(stack, 'Key', `arn:aws:kms:eu-west-1:${ACCOUNT}:key/k`);
    role.grantRead(aBucket(stack), { encryptionKey });

    expect(statements(role)).toContainEqual({
      Effect: 'Allow',
      Action: 'kms:Decrypt',
      Resource: `arn:aws:kms:eu-west-1:${ACCOUNT}:key/k`,
      Condition: {
        StringEquals: { 'kms:ViaService': { 'Fn::Join': ['', ['s3.eu-west-1.', { Ref: 'AWS::URLSuffix' }]] } },
        StringLike: { 'kms:EncryptionContext:aws:s3:arn': [bucketArn, arn(':s3:::acme-media/*')] },
      },
    });
  });

  it('S0.21 can be had as JSON, as the trust can', () => {
    const role = aRole();
    const trust = JSON.parse(Stack.of(role).resolve(role.trustPolicyJson));

    expect(trust).toEqual(only(templateOf(role), ROLE).AssumeRolePolicyDocument);
    expect(JSON.stringify(Stack.of(role).resolve(role.accessPolicyJson))).toContain('s3:ListBucket');
  });
});

it('S2.4 several buckets stand in one policy', () => {
  const stack = aStack('Videos');
  const role = aRole({}, stack);
  role.grantRead(new Bucket(stack, 'Own'), { prefix: 'brand/' });
  role.grantRead(aBucket(stack));

  expect(statements(role)).toEqual([
    list(bucketArn),
    read(arn(':s3:::acme-media/*')),
    list(
      { 'Fn::GetAtt': [expect.stringMatching(/^Own/), 'Arn'] },
      { Condition: { StringLike: { 's3:prefix': 'brand/*' } } },
    ),
    read({ 'Fn::Join': ['', [{ 'Fn::GetAtt': [expect.stringMatching(/^Own/), 'Arn'] }, '/brand/*']] }),
  ]);
});

it('passes on boundary, session and tags', () => {
  const stack = aStack('Videos');
  const boundary = ManagedPolicy.fromManagedPolicyArn(stack, 'Boundary', `arn:aws:iam::${ACCOUNT}:policy/most`);
  const role = aRole(
    { permissionsBoundary: boundary, maxSessionDuration: Duration.hours(2), tags: { team: 'v' } },
    stack,
  );

  expect(only(templateOf(role), ROLE)).toMatchObject({
    PermissionsBoundary: `arn:aws:iam::${ACCOUNT}:policy/most`,
    MaxSessionDuration: 7200,
    Tags: [{ Key: 'team', Value: 'v' }],
  });
});

it('a typo is refused', () => {
  expect(refusalOf(() => aRole(JSON.parse('{"name":"x"}')))).toContain("PictoryRole.name '<string>' is not known");
});

describe('S2.1 a second role of the one name', () => {
  const second = (other: Stack) => refusalOf(() => new PictoryRole(other, 'Another'));

  it('is refused in the same stack', () => {
    const stack = aStack('Videos');
    aRole({}, stack);

    expect(second(stack)).toBe(
      "PictoryRole 'Videos/Another' would be the second of its one name in this account, after 'Videos/Role': use that one.",
    );
  });

  it.each<[string, (first: Stack) => Stack]>([
    [
      'in another stack',
      ({ node: { root } }) => new Stack(root, 'Two', { env: { account: ACCOUNT, region: 'eu-west-1' } }),
    ],
    [
      'in another region',
      ({ node: { root } }) => new Stack(root, 'Two', { env: { account: ACCOUNT, region: 'us-east-1' } }),
    ],
    [
      'in another stage',
      ({ node: { root } }) => new Stack(new Stage(root, 'Beta', { env: { account: ACCOUNT } }), 'Two'),
    ],
  ])('is refused %s of the account', (_, other) => {
    const stack = aStack('Videos');
    aRole({}, stack);

    expect(second(other(stack))).toContain("write PictoryRole.fromExisting(this, 'Role') in one of the two stacks");
  });

  it('is refused where synth knows no account of either', () => {
    const app = anApp();
    aRole({}, new Stack(app, 'One'));

    expect(second(new Stack(app, 'Two'))).toContain('or say their env where their accounts differ');
  });

  it('is another role in another account, and in another app', () => {
    const stack = aStack('Videos');
    aRole({}, stack);
    const elsewhere = new Stack(stack.node.root, 'Two', { env: { account: '444455556666', region: 'eu-west-1' } });

    expect(() => new PictoryRole(elsewhere, 'Role')).not.toThrow();
    expect(() => aRole()).not.toThrow();
  });
});

describe('S2.4 a role of another stack', () => {
  it('is joined by a policy of its own, under a name that no other stack can have', () => {
    const stack = aStack('Trailers');
    const role = PictoryRole.fromExisting(stack, 'Role');
    role.grantRead(aBucket(stack), { prefix: 'trailers/' });

    expect(resourcesOfType(stack, ROLE)).toEqual([]);
    expect(only(templateOf(stack), POLICY)).toEqual({
      PolicyName: { 'Fn::Join': ['', [expect.stringMatching(/^Trailers-Role-[\da-f]{8}-$/), STACK_UUID]] },
      Roles: ['PictoryCloudIntegrationRole'],
      PolicyDocument: {
        Version: '2012-10-17',
        Statement: [
          list(bucketArn, { Condition: { StringLike: { 's3:prefix': 'trailers/*' } } }),
          read(arn(':s3:::acme-media/trailers/*')),
        ],
      },
    });
    expect(stack.resolve(role.roleArn)).toEqual(arn(`:iam::${ACCOUNT}:role/PictoryCloudIntegrationRole`));
    expect(JSON.stringify(stack.resolve(role.accessPolicyJson))).toContain('trailers/*');
  });

  it("leaves the first stack's policy alone", () => {
    const first = aStack('Videos');
    const made = aRole({}, first);
    const before = only(templateOf(made), POLICY);

    const app = anApp();
    const again = aRole({}, aStack('Videos', 'eu-west-1', app));
    PictoryRole.fromExisting(aStack('Trailers', 'eu-west-1', app), 'Role').grantRead(
      Bucket.fromBucketName(app.node.findChild('Trailers'), 'B', 'other'),
    );

    expect(only(templateOf(again), POLICY)).toEqual(before);
    expect(before).toMatchObject({ PolicyName: { 'Fn::Join': ['', [expect.any(String), STACK_UUID]] } });
  });

  it.each(['made first', 'joined first'])('is deployed before, in one app: %s', (order) => {
    const app = anApp();
    const [one, two] = [aStack('Videos', 'eu-west-1', app), aStack('Trailers', 'eu-west-1', app)];
    const acts = [() => aRole({}, one), () => PictoryRole.fromExisting(two, 'Role').grantRead(aBucket(two))];
    for (const act of order === 'made first' ? acts : acts.reverse()) {
      act();
    }
    app.synth();

    expect(two.dependencies).toEqual([one]);
    expect(one.dependencies).toEqual([]);
  });

  it('of another account is not waited for', () => {
    const app = anApp();
    aRole({}, aStack('Videos', 'eu-west-1', app));
    const two = new Stack(app, 'Two', { env: { account: '444455556666', region: 'eu-west-1' } });
    PictoryRole.fromExisting(two, 'Role').grantRead(aBucket(two));
    app.synth();

    expect(two.dependencies).toEqual([]);
  });

  it('serves a connection there', () => {
    const stack = aStack('Trailers');
    const role = PictoryRole.fromExisting(stack, 'Role');
    const connection = aConnection({}, stack);

    expect(connection.role).toBe(role);
    expect(resourcesOfType(stack, ROLE).map(({ Properties }) => Properties.RoleName)).toEqual([undefined]);
  });
});

it('C8 grants to many buckets fit into the role, or are refused with the number', () => {
  const grants = (count: number) => {
    const stack = aStack();
    const role = new PictoryRole(stack, 'Role');
    for (let i = 0; i < count; i++) {
      role.grantRead(Bucket.fromBucketName(stack, `B${i}`, `acme-media-of-customer-${i}`), { prefix: 'in/' });
    }
    return templateOf(role);
  };
  expect(() => grants(20)).not.toThrow();
  expect(() => grants(200)).toThrow(/<200 of them> make a policy of \d{5} characters, and IAM takes 10240 of a role/);
});

describe('C10 a role that two Stages of one account share', () => {
  it.each<[string, boolean]>([
    ['made first', false],
    ['joined first', true],
  ])('synthesises: %s', (_, joinedFirst) => {
    const app = anApp();
    const [one, two] = ['One', 'Two'].map(
      (id) => new Stack(new Stage(app, id, { env: { account: ACCOUNT, region: 'eu-west-1' } }), 'S'),
    );
    const acts = [
      () => one && aRole({}, one),
      () => two && PictoryRole.fromExisting(two, 'Role').grantRead(aBucket(two)),
    ];
    for (const act of joinedFirst ? acts.reverse() : acts) {
      act();
    }
    expect(() => app.synth()).not.toThrow();
    expect(one?.dependencies).toEqual([]);
    expect(two?.dependencies).toEqual([]);
  });

  it('in one Stage, CDK still deploys the stack that makes it first', () => {
    const stage = new Stage(anApp(), 'One', { env: { account: ACCOUNT, region: 'eu-west-1' } });
    const [made, joins] = [new Stack(stage, 'A'), new Stack(stage, 'B')];
    PictoryRole.fromExisting(joins, 'Role');
    aRole({}, made);
    Stage.of(made)?.synth();
    expect(joins.dependencies.map(({ node }) => node.id)).toEqual(['A']);
  });
});
