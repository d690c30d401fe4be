import { CreateRoleCommand } from '@aws-sdk/client-iam';
import {
  CreateBucketCommand,
  DeleteObjectCommand,
  GetObjectCommand,
  ListObjectsV2Command,
  PutBucketPolicyCommand,
  PutObjectCommand,
} from '@aws-sdk/client-s3';
import { AssumeRoleCommand } from '@aws-sdk/client-sts';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import { CfnOutput, CfnResource } from 'aws-cdk-lib/core';
import { type Clients, clientsFor } from '../../emulator/clients';
import { rootOf } from '../../emulator/environment';
import { createUser } from '../../emulator/identity';
import { DolbyOptiViewStorage, type DolbyOptiViewStorageProps, VendorSecret } from '../../lib';
import { FakeOptiView } from '../../testing';
import { bootstrapByCloudFormation } from './cloudformation';
import { scene } from './scene';
import { type Build, Stage } from './stage';
import { refusal } from './vendor';

/** The vendor's account and role, as its guide names them. */
const DOLBY_ACCOUNT = '548863597864';
const ROLE = 'millicast-recording-service';
const API_SECRET = 'canary-optiview';

type S3 = Clients['s3'];

let stage: Stage;
let optiView: FakeOptiView;
/** S3 as the vendor's recording service uses it, and as another service of its account would. */
let service: S3;
let neighbour: S3;

/**
 * The customer lives in the vendor's own account here: of a stranger MiniStack 1.5.33 sees the account alone, and no
 * role. So it is the statement that is judged, word for word, but not that two accounts must agree.
 */
beforeAll(async () => {
  const aws = { ...scene().aws, accountId: DOLBY_ACCOUNT };
  process.env.E2E_SCENE = JSON.stringify({ ...scene(), aws });
  await bootstrapByCloudFormation();
  service = await s3As(ROLE);
  neighbour = await s3As('millicast-billing-service');
});

beforeEach(async () => {
  stage = await Stage.open(API_SECRET);
  optiView = await FakeOptiView.start({
    apiSecret: API_SECRET,
    validationTakes: 1_000,
    // The vendor's own role writes it, and the emulated IAM judges that.
    writeTestFile: ({ bucketName, key }) => write(service, bucketName, key),
  });
});

afterEach(async () => {
  await optiView.stop();
  await stage.close();
});

/** Makes a role of the vendor's that may do nothing by itself, and gives S3 as a session of it. */
async function s3As(RoleName: string): Promise<S3> {
  const { iam } = clientsFor(scene().aws, rootOf(DOLBY_ACCOUNT));
  const trust = { Effect: 'Allow', Action: 'sts:AssumeRole', Principal: { AWS: `arn:aws:iam::${DOLBY_ACCOUNT}:root` } };
  const AssumeRolePolicyDocument = JSON.stringify({ Version: '2012-10-17', Statement: [trust] });
  await iam.send(new CreateRoleCommand({ RoleName, AssumeRolePolicyDocument }));
  const user = await createUser(scene().aws, DOLBY_ACCOUNT, `user-of-${RoleName}`);
  const { sts } = clientsFor(scene().aws, user);
  const RoleArn = `arn:aws:iam::${DOLBY_ACCOUNT}:role/${RoleName}`;
  const { Credentials } = await sts.send(new AssumeRoleCommand({ RoleArn, RoleSessionName: 'recorder' }));
  return clientsFor(scene().aws, {
    accessKeyId: Credentials?.AccessKeyId ?? '',
    secretAccessKey: Credentials?.SecretAccessKey ?? '',
    sessionToken: Credentials?.SessionToken,
  }).s3;
}

async function write(s3: S3, Bucket: string | undefined, Key: string): Promise<void> {
  await s3.send(new PutObjectCommand({ Bucket, Key, Body: 'clip' }));
}

/** The keys that a bucket holds. */
async function keysIn(Bucket: string | undefined): Promise<string[]> {
  const { Contents = [] } = await stage.clients.s3.send(new ListObjectsV2Command({ Bucket }));
  return Contents.map(({ Key }) => Key ?? '');
}

/** A stack with one storage. */
function storage(propsOf: (stack: Parameters<Build>[0]) => Partial<DolbyOptiViewStorageProps> = () => ({})): Build {
  return (stack) => {
    const apiSecret = VendorSecret.fromSecretsManager(
      Secret.fromSecretCompleteArn(stack, 'ApiSecret', stage.secretArn),
    );
    const made = new DolbyOptiViewStorage(stack, 'Clips', {
      apiSecret,
      apiBaseUrl: optiView.url,
      ...propsOf(stack),
    });
    // Every second instead of every five: these are real ones here.
    for (const one of made.node.findAll()) {
      if (CfnResource.isCfnResource(one) && one.cfnResourceType === 'Custom::VendorCall') {
        one.addPropertyOverride('Outcome.every', '1000');
      }
    }
    new CfnOutput(stack, 'Bucket', { value: made.bucket.bucketName });
    new CfnOutput(stack, 'Profile', { value: made.profileId });
  };
}

it('S1.15 one deploy lets the vendor’s role write under the prefix, and has it try', async () => {
  const name = 'OptiViewNew';
  const deployed = await stage.deploy(
    name,
    storage(() => ({ prefix: 'clips', profileName: 'Clips', isDefault: true })),
  );
  expect(deployed.code).toBe(0);
  const { Bucket, Profile } = await stage.outputs(name);
  const options = { bucketName: Bucket, objectPrefix: 'clips', bucketRegion: scene().aws.region };
  const [profile, ...more] = optiView.profiles();
  expect(more).toEqual([]);
  expect(profile).toEqual({
    id: Profile,
    name: expect.stringMatching(/^Clips va1:/),
    default: true,
    type: 'awsS3',
    options,
  });
  const [validation] = optiView.validations();
  expect(validation).toMatchObject({
    status: 'complete',
    storage: { path: `s3://${Bucket}/clips/${validation?.id}.txt` },
  });
  expect(await keysIn(Bucket)).toEqual([`clips/${validation?.id}.txt`]);

  // The emulated IAM judges these, not we.
  await write(service, Bucket, 'clips/goal.mp4');
  const Key = 'clips/goal.mp4';
  expect(await refusal(write(service, Bucket, 'goal.mp4'))).toBe('AccessDenied');
  expect(await refusal(write(service, Bucket, 'clips-private/goal.mp4'))).toBe('AccessDenied');
  expect(await refusal(service.send(new GetObjectCommand({ Bucket, Key })))).toBe('AccessDenied');
  expect(await refusal(service.send(new DeleteObjectCommand({ Bucket, Key })))).toBe('AccessDenied');
  expect(await refusal(service.send(new ListObjectsV2Command({ Bucket, Prefix: 'clips/' })))).toBe('AccessDenied');
  expect(await refusal(write(neighbour, Bucket, Key))).toBe('AccessDenied');

  // Another prefix is a change in place, which is validated again.
  const moved = await stage.deploy(
    name,
    storage(() => ({ prefix: 'goals', profileName: 'Clips', isDefault: true })),
  );
  expect(moved.code).toBe(0);
  expect(optiView.profiles()).toMatchObject([{ id: Profile, options: { ...options, objectPrefix: 'goals' } }]);
  expect(optiView.validations().map(({ status }) => status)).toEqual(['complete', 'complete']);
  await write(service, Bucket, 'goals/goal.mp4');
  expect(await refusal(write(service, Bucket, 'clips/goal.mp4'))).toBe('AccessDenied');

  expect((await stage.destroy(name)).code).toBe(0);
  expect(optiView.profiles()).toEqual([]);
  expect(await keysIn(Bucket)).toContain('clips/goal.mp4');
});

it('S1.15 an imported bucket that does not let the vendor in fails the deploy with the vendor’s reason', async () => {
  const name = 'OptiViewImported';
  const bucketName = `acme-clips-${process.pid}`;
  await stage.clients.s3.send(new CreateBucketCommand({ Bucket: bucketName }));
  const imported = storage((stack) => ({ bucket: Bucket.fromBucketName(stack, 'Media', bucketName), prefix: 'clips' }));
  const refused = await stage.deploy(name, imported);
  expect(refused.code).not.toBe(0);
  expect((await stage.reasons(name)).join('\n')).toMatch(
    /validate says 'error' at '\/status': User: .*millicast-recording-service\/.* not authorized to perform: s3:PutObject/,
  );
  expect((await stage.destroy(name)).code).toBe(0);
  expect(optiView.profiles()).toEqual([]);

  // What the warning says to add is all that it takes.
  const [, statement = ''] = /add to it (\{.*\}) before you deploy/.exec(refused.output.replace(/\s+/g, ' ')) ?? [];
  const Policy = JSON.stringify({ Version: '2012-10-17', Statement: [JSON.parse(statement)] });
  await stage.clients.s3.send(new PutBucketPolicyCommand({ Bucket: bucketName, Policy }));
  expect((await stage.deploy(name, imported)).code).toBe(0);
  expect(await keysIn(bucketName)).toEqual([expect.stringMatching(/^clips\/.*\.txt$/)]);
  expect((await stage.destroy(name)).code).toBe(0);
});
