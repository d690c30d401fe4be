import { ManagedPolicy } from 'aws-cdk-lib/aws-iam';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { NestedStack, Stack } from 'aws-cdk-lib/core';
import { PictoryConnection, PictoryRemoval, PictoryRole, PictorySignIn } from '../../../../lib';
import {
  ACCOUNT,
  anApp,
  aStack,
  logicalIdOf,
  REGISTRATION,
  refusalOf,
  registrationOf,
  resourcesOf,
  resourcesOfType,
} from '../../fixture';
import { aBucket, aConnection, aSecret, SECRET_ARN } from './scene';

const STACK_UUID = { 'Fn::Select': [2, { 'Fn::Split': ['/', { Ref: 'AWS::StackId' }] }] };

/** The part of the default name that synth knows. */
const nameOf = (connection: PictoryConnection) =>
  Object(registrationOf(connection).Body.value.name)['Fn::Join']?.[1]?.[0];

it('S2.5 S2.9 S2.11 says what the vendor documents, and no more', () => {
  expect(registrationOf(aConnection({ description: 'Trailers' }))).toMatchObject({
    Api: {
      baseUrl: 'https://api.pictory.ai/pictoryapis/v1',
      authentication: [{ kind: 'header', name: 'Authorization', secret: { arn: SECRET_ARN } }],
    },
    Record: {
      create: '/awsconnections',
      item: '/awsconnections/{id}',
      id: '/connectionId',
      createdAt: '/createdDate',
      ownership: { by: 'marker', at: '/description' },
      list: { path: '/awsconnections', items: '/Items', paging: { by: 'cursor', next: '/nextPageKey' } },
      update: { method: 'PUT', fields: ['/name', '/description', '/enabled'], carry: ['/version'] },
      removal: { method: 'DELETE' },
    },
  });
  expect(registrationOf(aConnection({ description: 'Trailers' })).Body).toEqual({
    value: {
      name: { 'Fn::Join': ['', [expect.stringMatching(/^Videos-Pictory-[\da-f]{8}-$/), STACK_UUID]] },
      description: 'Trailers',
      awsAccountId: ACCOUNT,
      awsRegion: 'eu-west-1',
      enabled: 'true',
    },
    types: { '/enabled': 'boolean' },
  });
});

it('S2.5 in a stack without an account or a region says those of the deploy', () => {
  const stack = new Stack(anApp(), 'Anywhere');

  expect(registrationOf(aConnection({}, stack)).Body.value).toMatchObject({
    awsAccountId: { Ref: 'AWS::AccountId' },
    awsRegion: { Ref: 'AWS::Region' },
  });
});

describe('S2.12 one signs in', () => {
  it('by a key, without Bearer', () => {
    const [auth, ...more] = Object(registrationOf(aConnection()).Api.authentication);

    expect([auth, more]).toEqual([{ kind: 'header', name: 'Authorization', secret: { arn: SECRET_ARN } }, []]);
  });

  it('by client credentials as JSON, and a user; the token stands alone in its header', () => {
    const stack = aStack('Videos');
    const [id, secret, user] = ['id', 'secret', 'user'].map((field) => aSecret(stack, field));
    if (!id || !secret || !user) throw new Error('no secret');

    expect(
      registrationOf(aConnection({ signIn: PictorySignIn.client(id, secret, user) }, stack)).Api.authentication,
    ).toEqual([
      {
        kind: 'token',
        url: '/oauth2/token',
        encoding: 'JSON',
        id: { arn: SECRET_ARN, field: 'id' },
        secret: { arn: SECRET_ARN, field: 'secret' },
        prefix: '',
        token: '/access_token',
      },
      { kind: 'header', name: 'X-Pictory-User-Id', secret: { arn: SECRET_ARN, field: 'user' } },
    ]);
  });

  it.each(['apiKey', 'client'])('never by what is not in Secrets Manager: %s', (how) => {
    const given = JSON.parse('"pictai_a-real-key"');
    const message = refusalOf(() =>
      how === 'apiKey' ? PictorySignIn.apiKey(given) : PictorySignIn.client(given, given, given),
    );

    expect(message).toContain('is not a VendorSecret');
    expect(message).not.toContain('a-real-key');
    const whole = refusalOf(() => aConnection({ signIn: given }));
    expect(whole).toContain("signIn '<string>' is not a PictorySignIn");
    expect(whole).not.toContain('a-real-key');
  });
});

describe('S2.7 the default name', () => {
  it('is the same at every synth', () => {
    expect(nameOf(aConnection())).toBe(nameOf(aConnection()));
  });

  it('is another for another region, account, or connection of the stack', () => {
    const app = anApp();
    const [stack, elsewhere] = [aStack('Videos', 'eu-west-1', app), aStack('Videos', 'us-east-1')];
    const other = new Stack(anApp(), 'Videos', { env: { account: '444455556666', region: 'eu-west-1' } });
    const names = [
      nameOf(aConnection({}, stack)),
      nameOf(aConnection({}, elsewhere)),
      nameOf(aConnection({}, other)),
      nameOf(aConnection({}, aStack('Videos'), 'Another')),
    ];

    expect(new Set(names).size).toBe(4);
  });

  it('does not change with what changes in place', () => {
    expect(nameOf(aConnection({ description: 'other', enabled: false, prefix: 'x/' }))).toBe(nameOf(aConnection()));
  });

  it('gives way to one of your own', () => {
    expect(registrationOf(aConnection({ connectionName: 'Trailers' })).Body.value.name).toBe('Trailers');
  });
});

describe('S2.8 S2.9', () => {
  it('enabled is said as it is', () => {
    expect(registrationOf(aConnection({ enabled: false })).Body).toMatchObject({
      value: { enabled: 'false' },
      types: { '/enabled': 'boolean' },
    });
  });

  it.each([
    [PictoryRemoval.DELETE, { removal: { method: 'DELETE', path: '/awsconnections/{id}' } }, 'Delete'],
    [
      PictoryRemoval.DISABLE,
      {
        removal: {
          method: 'PUT',
          path: '/awsconnections/{id}',
          body: { value: { enabled: 'false' }, types: { '/enabled': 'boolean' } },
          carry: ['/name', '/description', '/version'],
        },
      },
      'Delete',
    ],
    [PictoryRemoval.RETAIN, { removal: { method: 'DELETE' }, kept: 'true' }, 'Retain'],
  ])('removal %s', (removal, record, policy) => {
    const connection = aConnection({ removal });

    expect(registrationOf(connection).Record).toMatchObject(record);
    expect(resourcesOfType(connection, REGISTRATION)).toMatchObject([{ UpdateReplacePolicy: policy }]);
  });
});

it('S2.10 id and version come out as attributes', () => {
  const connection = aConnection();
  const stack = Stack.of(connection);
  const logicalId = expect.stringMatching(/^PictoryRegistration/);

  expect(stack.resolve(connection.connectionId)).toEqual({ 'Fn::GetAtt': [logicalId, 'RecordId'] });
  const [, attribute] = stack.resolve(connection.version)['Fn::GetAtt'];
  expect(registrationOf(connection).Returns).toEqual({ [attribute]: { at: '/version', check: 'text' } });
  expect(registrationOf(aConnection())).not.toHaveProperty('Returns');
});

describe('S2.4 the role', () => {
  it('is made with the first connection of a stack, and shared by the next', () => {
    const stack = aStack('Videos');
    const one = aConnection({}, stack);
    const two = aConnection({ prefix: 'brand/', bucket: aBucket(stack, 'acme-brand') }, stack, 'Brand');

    expect(two.role).toBe(one.role);
    expect(resourcesOfType(stack, 'AWS::IAM::Role').filter(({ Properties }) => Properties.RoleName)).toHaveLength(1);
    expect(JSON.stringify(resourcesOfType(stack, 'AWS::IAM::Policy'))).toMatch(/acme-media.*acme-brand/);
  });

  it('is the one that the stack has made before, or that was given', () => {
    const stack = aStack('Videos');
    const role = new PictoryRole(stack, 'Own', { listAllMyBuckets: true });

    expect(aConnection({}, stack).role).toBe(role);
    expect(aConnection({ role }, stack, 'Two').role).toBe(role);
  });

  it('is asked for where the stack has several', () => {
    const stack = aStack('Videos');
    new PictoryRole(stack, 'Own');
    PictoryRole.fromExisting(stack, 'Joined');

    expect(refusalOf(() => aConnection({}, stack))).toBe(
      "role '(unset)' is needed by Videos/Pictory, as the stack has several: give one of them.",
    );
  });

  it('is not that of another stack', () => {
    const stack = aStack('Videos');
    const role = new PictoryRole(stack, 'Own');
    for (const other of [aStack('Trailers', 'eu-west-1', anApp()), new NestedStack(stack, 'Nested')]) {
      expect(refusalOf(() => aConnection({ role }, other))).toContain(
        "write PictoryRole.fromExisting(this, 'Role') in this stack",
      );
    }
  });

  it('stands before the connection, with what it may do, and goes after it', () => {
    const connection = aConnection();
    const resources = Object.entries(resourcesOf(connection));
    const registration = resources.find(([, { Type }]) => Type === REGISTRATION)?.[1];
    const before = resources.filter(([id]) => id.startsWith('PictoryRole')).map(([id]) => id);

    expect(before).toHaveLength(2);
    expect(registration?.DependsOn).toEqual(expect.arrayContaining(before));
    expect(logicalIdOf(connection.role.node.findChild('Resource'))).toMatch(/^PictoryRole/);
  });

  it('is held to the boundary, as the function is', () => {
    const stack = aStack('Videos');
    const permissionsBoundary = ManagedPolicy.fromManagedPolicyArn(stack, 'B', `arn:aws:iam::${ACCOUNT}:policy/most`);
    aConnection({ permissionsBoundary }, stack);

    const boundaries = resourcesOfType(stack, 'AWS::IAM::Role').map(({ Properties }) => Properties.PermissionsBoundary);
    expect(boundaries).toEqual([`arn:aws:iam::${ACCOUNT}:policy/most`, `arn:aws:iam::${ACCOUNT}:policy/most`]);
  });
});

describe('S2.6 the region', () => {
  const elsewhere = (stack: Stack) =>
    Bucket.fromBucketAttributes(stack, 'Elsewhere', { bucketName: 'acme-ohio', region: 'us-east-2' });

  it("is the bucket's", () => {
    const stack = aStack('Videos');
    const connection = aConnection({ bucket: elsewhere(stack) }, stack);

    expect(registrationOf(connection).Body.value).toMatchObject({ awsRegion: 'us-east-2' });
    expect(connection.region).toBe('us-east-2');
  });

  it("may be said where it is the same, or where synth does not know the bucket's", () => {
    const stack = aStack('Videos');
    expect(aConnection({ bucket: elsewhere(stack), region: 'us-east-2' }, stack).region).toBe('us-east-2');
    const anywhere = new Stack(anApp(), 'Anywhere');
    expect(registrationOf(aConnection({ region: 'us-east-2' }, anywhere)).Body.value).toMatchObject({
      awsRegion: 'us-east-2',
    });
  });

  it.each(['eu-central-1', 'us-east-2'])('%s is refused where the bucket is elsewhere', (region) => {
    expect(refusalOf(() => aConnection({ region }))).toBe(
      `region '${region}' is not where the connection looks: the bucket is in 'eu-west-1', the connection is for '${region}': ` +
        "leave it out, or import the bucket with its region, as Bucket.fromBucketAttributes(this, 'Media', { bucketName, " +
        `region: '${region}' }).`,
    );
  });

  it('of another bucket must be the same', () => {
    const stack = aStack('Videos');
    const connection = aConnection({}, stack);

    expect(refusalOf(() => connection.addBucket(elsewhere(stack)))).toContain(
      'give its region another PictoryConnection',
    );
    expect(() => connection.addBucket(aBucket(stack, 'acme-brand'))).not.toThrow();
  });
});

it.each<[string, object, string]>([
  ['a typo', { enable: false }, "PictoryConnection.enable '<boolean>' is not known to this version"],
  ['an empty name', { connectionName: '' }, "connectionName '' is empty"],
  ['a region that is none', { region: 'US_EAST_2' }, "region 'US_EAST_2' is not a region: write it as 'us-east-2'."],
  ['a removal that is none', { removal: 'SNAPSHOT' }, "removal 'SNAPSHOT' is no PictoryRemoval"],
  [
    'a URL that is not https',
    { apiBaseUrl: 'http://api.example.org' },
    "apiBaseUrl 'http://api.example.org' is not https",
  ],
  ['a secret in the description', { description: '{{resolve:secretsmanager:x}}' }, 'is a dynamic reference'],
  ['a prefix that begins with a slash', { prefix: '/media' }, "prefix '/media' begins with a slash"],
])('refuses %s', (_, props, message) => {
  expect(refusalOf(() => aConnection(JSON.parse(JSON.stringify(props))))).toContain(message);
});

it.each(['signIn', 'bucket'])('refuses to do without %s', (prop) => {
  const stack = aStack('Videos');
  const props = { signIn: PictorySignIn.apiKey(aSecret(stack)), bucket: aBucket(stack), [prop]: undefined };

  expect(refusalOf(() => new PictoryConnection(stack, 'Pictory', props))).toContain(`${prop} undefined is missing`);
});
