import { CreateRoleCommand, PutRolePolicyCommand, UpdateAssumeRolePolicyCommand } from '@aws-sdk/client-iam';
import { GetObjectCommand, ListObjectsV2Command, PutObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import { AssumeRoleCommand } from '@aws-sdk/client-sts';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import { CfnOutput, RemovalPolicy, type Stack } from 'aws-cdk-lib/core';
import { clientsFor } from '../../emulator/clients';
import { type AwsCredentials, rootOf } from '../../emulator/environment';
import { createUser } from '../../emulator/identity';
import {
  PictoryConnection,
  type PictoryConnectionProps,
  PictoryRemoval,
  PictoryRole,
  PictorySignIn,
  PictoryTrust,
  VendorSecret,
} from '../../lib';
import { FakePictory, type PictoryMediaRequest } from '../../testing';
import { scene } from './scene';
import { Stage } from './stage';
import { refusal } from './vendor';

/** The account of Pictory, and the role that it comes as, by its page. */
const PICTORY_ACCOUNT = '701488979254';
const ROLE = 'PictoryCloudIntegrationRole';
const API_KEY = 'pictai_canary';
const CLIENT = { clientId: 'canary-client', clientSecret: 'canary-secret', userId: 'canary-user' };

let stage: Stage;
let pictory: FakePictory;
/** A session of the vendor's role, as its service has one. */
let vendor: AwsCredentials;
/** One of another role in the same account. */
let neighbour: AwsCredentials;

beforeAll(async () => {
  vendor = await sessionOf('CloudIntegrationRole');
  neighbour = await sessionOf('BillingRole');
});

beforeEach(async () => {
  stage = await Stage.open();
  pictory = await FakePictory.start({ apiKey: API_KEY, client: CLIENT, readMedia });
});

afterEach(async () => {
  await pictory.stop();
  await stage.close();
});

/** Makes a role in the vendor's account, and gives a session of it. */
async function sessionOf(RoleName: string): Promise<AwsCredentials> {
  const { iam } = clientsFor(scene().aws, rootOf(PICTORY_ACCOUNT));
  const statement = { Effect: 'Allow', Action: 'sts:AssumeRole' };
  const document = (rest: object) => JSON.stringify({ Version: '2012-10-17', Statement: [{ ...statement, ...rest }] });
  await iam.send(
    new CreateRoleCommand({
      RoleName,
      AssumeRolePolicyDocument: document({ Principal: { AWS: `arn:aws:iam::${PICTORY_ACCOUNT}:root` } }),
    }),
  );
  await iam.send(
    new PutRolePolicyCommand({ RoleName, PolicyName: 'AssumeRoles', PolicyDocument: document({ Resource: '*' }) }),
  );
  const service = await createUser(scene().aws, PICTORY_ACCOUNT, `service-of-${RoleName}`);
  return assume(`arn:aws:iam::${PICTORY_ACCOUNT}:role/${RoleName}`, service);
}

async function assume(RoleArn: string, as: AwsCredentials): Promise<AwsCredentials> {
  const { sts } = clientsFor(scene().aws, as);
  const { Credentials } = await sts.send(new AssumeRoleCommand({ RoleArn, RoleSessionName: 'pictory' }));
  return {
    accessKeyId: Credentials?.AccessKeyId ?? '',
    secretAccessKey: Credentials?.SecretAccessKey ?? '',
    sessionToken: Credentials?.SessionToken,
  };
}

/** S3 as the vendor uses it: through the customer's role, from a role of its own. */
async function throughRole(roleArn: string): Promise<S3Client> {
  return clientsFor(scene().aws, await assume(roleArn, vendor)).s3;
}

async function readMedia({ roleArn, bucket: Bucket, key: Key }: PictoryMediaRequest): Promise<Uint8Array> {
  const { Body } = await (await throughRole(roleArn)).send(new GetObjectCommand({ Bucket, Key }));
  return (await Body?.transformToByteArray()) ?? new Uint8Array();
}

/**
 * Lets sessions of the trusted roles meet the condition on `aws:PrincipalArn`. For a session that is its role's ARN (IAM
 * user guide, "AWS global condition context keys"), but in MiniStack 1.5.33 it is the session's own: so each role's sessions
 * are named beside the role. Nobody else is let in by that.
 */
async function applyPrincipalArns(): Promise<void> {
  const document = JSON.stringify(await stage.trust(ROLE)).replaceAll(
    /"arn:aws:iam::(\d{12}):role\/(\w+)"/g,
    (role, account, name) => `${role},"arn:aws:sts::${account}:assumed-role/${name}/*"`,
  );
  await stage.clients.iam.send(new UpdateAssumeRolePolicyCommand({ RoleName: ROLE, PolicyDocument: document }));
}

function upload(bucket: string | undefined, key: string): Promise<unknown> {
  return stage.clients.s3.send(new PutObjectCommand({ Bucket: bucket, Key: key, Body: `${key}!` }));
}

/** Posts a storyboard as the vendor's page shows it, and gives what became of it; undefined where it was refused. */
async function storyboard(awsConnectionId: string | undefined, ...backgroundUris: (string | undefined)[]) {
  const scenes = backgroundUris.map((backgroundUri) => ({
    text: 'Hello world!',
    backgroundUri,
    backgroundType: 'video',
  }));
  const response = await fetch(`${pictory.url}/video/storyboard`, {
    method: 'POST',
    headers: { authorization: API_KEY, 'content-type': 'application/json' },
    body: JSON.stringify({ awsConnectionId, videoName: 'test_video', language: 'en', scenes }),
  });
  const { jobId } = Object(await response.json());
  await pictory.settled();
  return pictory.jobs().find((job) => job.jobId === jobId);
}

/** A connection whose parts are outputs of the stack, signed in by the key. */
async function signInByKey(): Promise<(stack: Stack) => PictorySignIn> {
  const arn = await stage.secret(API_KEY);
  return (stack) =>
    PictorySignIn.apiKey(VendorSecret.fromSecretsManager(Secret.fromSecretCompleteArn(stack, 'PictoryKey', arn)));
}

function connect(
  stack: Stack,
  props: Pick<PictoryConnectionProps, 'signIn'> & Partial<PictoryConnectionProps>,
): PictoryConnection {
  const bucket = props.bucket ?? new Bucket(stack, 'Media', { removalPolicy: RemovalPolicy.RETAIN });
  const connection = new PictoryConnection(stack, 'Pictory', { apiBaseUrl: pictory.url, ...props, bucket });
  const show = {
    Bucket: bucket.bucketName,
    RoleArn: connection.role.roleArn,
    ConnectionId: connection.connectionId,
    Version: connection.version,
  };
  for (const [what, value] of Object.entries(show)) {
    new CfnOutput(stack, what, { value });
  }
  return connection;
}

it('S2.3 S2.8 S2.9 S2.10 S2.13 S2.14 a connection from its first deploy to its destroy', async () => {
  const signIn = await signInByKey();
  const deploy = (props: Partial<PictoryConnectionProps> = {}) =>
    stage.deploy('Videos', (stack) => {
      const connection = connect(stack, { signIn: signIn(stack), prefix: 'media', ...props });
      new CfnOutput(stack, 'Uri', { value: connection.mediaUri('media/hello_world.mp4') });
      new CfnOutput(stack, 'Url', { value: connection.mediaUrl('media/welcome everyone.mp4') });
    });
  expect(await deploy()).toMatchObject({ code: 0 });
  const made = await stage.outputs('Videos');

  const [record, ...others] = pictory.connections();
  expect(others).toEqual([]);
  expect(record).toMatchObject({
    connectionId: made.ConnectionId,
    version: Number(made.Version),
    name: expect.stringMatching(/^Videos-Pictory-[\da-f]{8}-[\da-f-]{36}$/),
    awsAccountId: scene().aws.accountId,
    awsRegion: scene().aws.region,
    enabled: true,
  });

  expect(await stage.trust(ROLE)).toEqual({
    Version: '2012-10-17',
    Statement: [
      {
        Effect: 'Allow',
        Action: 'sts:AssumeRole',
        Principal: { AWS: `arn:aws:iam::${PICTORY_ACCOUNT}:root` },
        Condition: {
          ArnEquals: {
            'aws:PrincipalArn': ['CloudIntegrationRole', 'ecsTaskExecutionRole'].map(
              (name) => `arn:aws:iam::${PICTORY_ACCOUNT}:role/${name}`,
            ),
          },
        },
      },
    ],
  });
  await applyPrincipalArns();

  // A whole storyboard: the vendor's own role reads both objects through ours.
  for (const key of ['media/hello_world.mp4', 'media/welcome everyone.mp4', 'private/x.mp4']) {
    await upload(made.Bucket, key);
  }
  expect(await storyboard(made.ConnectionId, made.Uri, made.Url)).toMatchObject({
    status: 'completed',
    media: [
      { bucket: made.Bucket, key: 'media/hello_world.mp4', bytes: 22 },
      { bucket: made.Bucket, key: 'media/welcome everyone.mp4', bytes: 27 },
    ],
  });
  expect(await storyboard(made.ConnectionId, `s3://${made.Bucket}/private/x.mp4`)).toMatchObject({
    status: 'failed',
    reason: expect.stringContaining('AccessDenied'),
  });

  // What the vendor may do beside, and what it, and others, may not.
  const { Bucket: bucket, RoleArn: roleArn = '' } = made;
  const s3 = await throughRole(roleArn);
  const { KeyCount } = await s3.send(new ListObjectsV2Command({ Bucket: bucket, Prefix: 'media/' }));
  expect(KeyCount).toBe(2);
  const refused = {
    listAll: s3.send(new ListObjectsV2Command({ Bucket: bucket })),
    write: s3.send(new PutObjectCommand({ Bucket: bucket, Key: 'media/y.mp4', Body: 'y' })),
    anotherRole: assume(roleArn, neighbour),
    aUser: createUser(scene().aws, PICTORY_ACCOUNT, 'somebody').then((user) => assume(roleArn, user)),
    aStranger: createUser(scene().aws, '555566667777', 'stranger').then((user) => assume(roleArn, user)),
  };
  for (const [what, attempt] of Object.entries(refused)) {
    expect([what, await refusal(attempt)]).toEqual([what, expect.stringMatching(/^AccessDenied/)]);
  }

  // Name, description and enabled change in place.
  const changed = { connectionName: 'Trailers', description: 'For trailers', enabled: false };
  expect(await deploy(changed)).toMatchObject({ code: 0 });
  expect(pictory.connections()).toMatchObject([
    {
      connectionId: made.ConnectionId,
      name: 'Trailers',
      description: expect.stringMatching(/^For trailers va1:/),
      enabled: false,
      version: 2,
    },
  ]);
  expect(await stage.outputs('Videos')).toMatchObject({ ConnectionId: made.ConnectionId, Version: '2' });
  expect(await storyboard(made.ConnectionId, made.Uri)).toBeUndefined();

  // Another region takes another connection.
  const elsewhere = (stack: Stack) =>
    Bucket.fromBucketAttributes(stack, 'Elsewhere', { bucketName: 'acme-media', region: 'us-east-2' });
  const moved = await stage.deploy('Videos', (stack) => {
    connect(stack, { signIn: signIn(stack), bucket: elsewhere(stack) });
  });
  expect(moved).toMatchObject({ code: 0 });
  const after = await stage.outputs('Videos');
  expect(after.ConnectionId).not.toBe(made.ConnectionId);
  expect(pictory.connections()).toMatchObject([
    { connectionId: after.ConnectionId, awsRegion: 'us-east-2', enabled: true, version: 1 },
  ]);

  expect(await stage.destroy('Videos')).toMatchObject({ code: 0 });
  expect(pictory.connections()).toEqual([]);
  expect(await refusal(stage.trust(ROLE))).toBe('NoSuchEntityException');
});

it('S2.2 S2.4 S2.8 S2.12 the role serves a second stack, a client its token, and disabling instead of deleting', async () => {
  const clientArn = await stage.secret(JSON.stringify(CLIENT));
  const byClient = (stack: Stack) => {
    const secret = Secret.fromSecretCompleteArn(stack, 'Client', clientArn);
    const [id, clientSecret, user] = ['clientId', 'clientSecret', 'userId'].map((field) =>
      VendorSecret.fromSecretsManager(secret, field),
    );
    if (!id || !clientSecret || !user) throw new Error('a member is missing');
    return PictorySignIn.client(id, clientSecret, user);
  };
  const deployMaker = (enabled: boolean) =>
    stage.deploy('Maker', (stack) => {
      new PictoryRole(stack, 'Role', { trust: PictoryTrust.AS_DOCUMENTED });
      connect(stack, { signIn: byClient(stack), removal: PictoryRemoval.DISABLE, enabled });
    });
  const first = await deployMaker(true);
  expect(first).toMatchObject({ code: 0 });
  const maker = await stage.outputs('Maker');
  expect(pictory.tokensGiven).toBeGreaterThan(0);
  for (const secret of [CLIENT.clientSecret, CLIENT.userId]) {
    expect(first.output).not.toContain(secret);
    expect(JSON.stringify(await stage.template('Maker'))).not.toContain(secret);
  }

  // What the named choice of the page's own trust means: any role of the vendor's account is let in.
  expect(await refusal(assume(maker.RoleArn ?? '', neighbour))).toBeUndefined();

  const signIn = await signInByKey();
  const joined = await stage.deploy('Joiner', (stack) => {
    PictoryRole.fromExisting(stack, 'Role');
    connect(stack, { signIn: signIn(stack), prefix: 'trailers/' });
  });
  expect(joined).toMatchObject({ code: 0 });
  const joiner = await stage.outputs('Joiner');
  expect(joiner.RoleArn).toBe(maker.RoleArn);
  await upload(maker.Bucket, 'a.mp4');
  await upload(joiner.Bucket, 'trailers/b.mp4');
  const uris = [`s3://${maker.Bucket}/a.mp4`, `s3://${joiner.Bucket}/trailers/b.mp4`];
  expect(await storyboard(joiner.ConnectionId, ...uris)).toMatchObject({ status: 'completed' });

  // The second goes, and leaves the first as it was.
  expect(await stage.destroy('Joiner')).toMatchObject({ code: 0 });
  expect(pictory.connections().map(({ connectionId }) => connectionId)).toEqual([maker.ConnectionId]);
  expect(await storyboard(maker.ConnectionId, uris[0])).toMatchObject({ status: 'completed' });
  expect(await storyboard(maker.ConnectionId, uris[1])).toMatchObject({ status: 'failed' });

  expect(await deployMaker(true)).toMatchObject({ code: 0 });
  expect(await stage.destroy('Maker')).toMatchObject({ code: 0 });
  expect(pictory.connections()).toMatchObject([{ connectionId: maker.ConnectionId, enabled: false }]);
  expect(await storyboard(maker.ConnectionId, uris[0])).toBeUndefined();
  expect(await refusal(stage.trust(ROLE))).toBe('NoSuchEntityException');
});

it.each([409, 400] as const)(
  'S2.7 a name that is taken fails with words that say so, and leaves nothing: %s',
  async (status) => {
    await pictory.stop();
    pictory = await FakePictory.start({ apiKey: API_KEY, takenNameStatus: status });
    const strangers = pictory.seed(1);
    const signIn = await signInByKey();

    const name = `Taken${status}`;
    const run = await stage.deploy(name, (stack) => {
      connect(stack, { signIn: signIn(stack), connectionName: 'stranger-1' });
    });

    expect(run.code).not.toBe(0);
    expect((await stage.reasons(name)).join('\n')).toMatch(
      new RegExp(`POST .*/awsconnections was refused with ${status}.*named 'stranger-1' already exists`),
    );
    expect(pictory.connections()).toEqual(strangers);
  },
);
