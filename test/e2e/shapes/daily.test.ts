import { GetRoleCommand } from '@aws-sdk/client-iam';
import {
  DeleteObjectCommand,
  GetBucketVersioningCommand,
  GetObjectCommand,
  ListMultipartUploadsCommand,
  ListObjectsV2Command,
  ListObjectVersionsCommand,
  PutObjectCommand,
} from '@aws-sdk/client-s3';
import { clientsFor } from '../../../emulator/clients';
import { type DailyTestFile, FakeDaily } from '../../../testing';
import { scene } from '../scene';
import { refusal } from '../vendor';
import { ExampleStage } from './example-stage';
import { VendorIdentity } from './vendor-identity';

/** The account that the vendor's own CDK app trusts. */
const DAILY_ACCOUNT = '291871421005';
const API_KEY = 'daily-canary';
const DOMAIN = 'acme-video';

/** A bucket that somebody set by hand, whose role is not ours. */
const THEIRS = {
  bucket_name: 'their-recordings',
  bucket_region: 'us-east-1',
  assume_role_arn: 'arn:aws:iam::999988887777:role/Theirs',
  allow_api_access: false,
};

let stage: ExampleStage;
let daily: FakeDaily;
let vendor: VendorIdentity;
/** How many requests IAM still answers as if it had not heard of the role. */
let settling: number;
beforeAll(async () => {
  vendor = await VendorIdentity.user(DAILY_ACCOUNT, 'daily');
});
beforeEach(async () => {
  settling = 0;
  stage = await ExampleStage.open('daily', 'Daily');
  daily = await FakeDaily.start({ apiKey: API_KEY, domainName: DOMAIN, writeTestFile });
});
afterEach(async () => {
  await daily.stop();
  await stage.close();
});

async function writeTestFile({ roleArn, externalId, bucketName, key }: DailyTestFile): Promise<void> {
  if (roleArn === THEIRS.assume_role_arn) {
    return;
  }
  if (settling-- > 0) {
    throw new Error('unable to assume role with given parameters');
  }
  const { s3 } = clientsFor(scene().aws, await vendor.session(roleArn, externalId));
  await s3.send(new PutObjectCommand({ Bucket: bucketName, Key: key, Body: 'test' }));
}

const context = () => ({ baseUrl: daily.url, domain: DOMAIN });

it('the domain says what the stack says, Daily does what it needs and no more, and the end clears it', async () => {
  await stage.secret('daily/api-key', API_KEY);
  settling = 2;
  expect(await stage.deploy(context())).toMatchObject({ code: 0 });

  const Bucket = await stage.physicalId('AWS::S3::Bucket');
  const role = await stage.role();
  const ours = {
    bucket_name: Bucket,
    bucket_region: scene().aws.region,
    assume_role_arn: role.arn,
    allow_api_access: true,
  };
  expect(daily.properties()).toEqual({ recordings_bucket: ours });
  expect(daily.journal.filter(({ method }) => method === 'POST').map(({ status }) => status)).toEqual([400, 400, 200]);

  // Daily demands versions, and asks for sessions of twelve hours.
  expect(await stage.clients.s3.send(new GetBucketVersioningCommand({ Bucket }))).toMatchObject({ Status: 'Enabled' });
  expect((await stage.clients.iam.send(new GetRoleCommand({ RoleName: role.name }))).Role).toMatchObject({
    MaxSessionDuration: 43_200,
  });
  expect(role.trust).toEqual(trustOf(DOMAIN));
  const { s3 } = clientsFor(scene().aws, await vendor.expectLetIn(role.arn, DOMAIN));
  const Key = `${DOMAIN}/room/1.mp4`;
  await s3.send(new PutObjectCommand({ Bucket, Key, Body: 'x' }));
  const { VersionId } = await s3.send(new GetObjectCommand({ Bucket, Key }));
  await s3.send(new GetObjectCommand({ Bucket, Key, VersionId }));
  await s3.send(new ListObjectsV2Command({ Bucket }));
  await s3.send(new ListObjectVersionsCommand({ Bucket }));
  await s3.send(new ListMultipartUploadsCommand({ Bucket }));
  expect(await refusal(s3.send(new DeleteObjectCommand({ Bucket, Key })))).toMatch(/^AccessDenied/);
  expect(await refusal(s3.send(new PutObjectCommand({ Bucket: 'another', Key, Body: 'x' })))).toBeDefined();

  // A change is one in place.
  expect(await stage.deploy({ ...context(), apiAccess: 'false' })).toMatchObject({ code: 0 });
  expect(daily.properties()).toEqual({ recordings_bucket: { ...ours, allow_api_access: false } });
  expect((await stage.role()).arn).toBe(role.arn);

  // What others set beside it stays.
  daily.set({ lang: 'de' });
  expect(await stage.destroy(context())).toMatchObject({ code: 0 });
  expect(daily.properties()).toEqual({ lang: 'de', recordings_bucket: null });
  expect(await stage.hasRole(role.name)).toBe(false);
});

it("another's bucket is refused; taken over, it is put back in the end", async () => {
  await stage.secret('daily/api-key', API_KEY);
  daily.set({ recordings_bucket: THEIRS });
  expect(await stage.deploy(context())).toMatchObject({
    code: 1,
    output: expect.stringContaining('recordings_bucket'),
  });
  expect(daily.properties()).toEqual({ recordings_bucket: THEIRS });
  expect(daily.count('POST')).toBe(0);
  expect(await stage.destroy(context())).toMatchObject({ code: 0 });
  expect(daily.properties()).toEqual({ recordings_bucket: THEIRS });

  const takeOver = { ...context(), takeOver: 'true' };
  expect(await stage.deploy(takeOver)).toMatchObject({ code: 0 });
  expect(daily.properties()).toMatchObject({ recordings_bucket: { assume_role_arn: (await stage.role()).arn } });
  expect(await stage.destroy(takeOver)).toMatchObject({ code: 0 });
  expect(daily.properties()).toEqual({ recordings_bucket: THEIRS });
});

function trustOf(externalId: string): unknown {
  const Statement = {
    Effect: 'Allow',
    Action: 'sts:AssumeRole',
    Principal: { AWS: `arn:aws:iam::${DAILY_ACCOUNT}:root` },
    Condition: { StringEquals: { 'sts:ExternalId': externalId } },
  };
  return { Version: '2012-10-17', Statement: [Statement] };
}
