import { CreateAccessKeyCommand, DeleteAccessKeyCommand } from '@aws-sdk/client-iam';
import { GetObjectCommand, ListObjectsV2Command, PutObjectCommand } from '@aws-sdk/client-s3';
import { clientsFor } from '../../../emulator/clients';
import type { AwsCredentials } from '../../../emulator/environment';
import { FakeTwilio, type TwilioStorageSettings, type TwilioTestFile } from '../../../testing';
import { scene } from '../scene';
import { refusal } from '../vendor';
import { ExampleStage } from './example-stage';

const API_KEY = { sid: 'SK00000000000000000000000000000001', secret: 'twilio-canary' };
const CREDENTIAL = `CR${'0a'.repeat(16)}`;

/** Storage that somebody has set by hand. */
const THEIRS: Partial<TwilioStorageSettings> = {
  friendly_name: 'theirs',
  aws_credentials_sid: `CR${'0b'.repeat(16)}`,
  aws_s3_url: 'https://their-media.s3-us-east-1.amazonaws.com/x',
  aws_storage_enabled: true,
};

let stage: ExampleStage;
let twilio: FakeTwilio;
/** The access keys that Twilio keeps as Credentials, by their SIDs. */
let credentials: Record<string, AwsCredentials>;
beforeEach(async () => {
  credentials = {};
  stage = await ExampleStage.open('twilio', 'Twilio');
  await stage.secret('twilio/api-key', API_KEY);
  twilio = await FakeTwilio.start({ apiKey: `${API_KEY.sid}:${API_KEY.secret}`, writeTestFile });
});
afterEach(async () => {
  await twilio.stop();
  await stage.close();
});

/** Writes as Twilio does: into the bucket that the URL names, under its path, with the Credential's access key. */
async function writeTestFile({ credentialSid, s3Url, name }: TwilioTestFile): Promise<void> {
  const { hostname, pathname } = new URL(s3Url);
  const [, Bucket, region] = /^([^.]+)\.s3-([a-z\d-]+)\.amazonaws\.com$/.exec(hostname) ?? [];
  const key = credentials[credentialSid];
  if (Bucket === 'their-media') {
    return;
  }
  expect(region).toBe(scene().aws.region);
  if (key === undefined) {
    throw new Error('no such Credential');
  }
  await clientsFor(scene().aws, key).s3.send(
    new PutObjectCommand({ Bucket, Key: `${pathname.slice(1)}/${name}`, Body: 'test' }),
  );
}

/** What the reader does by hand: makes the user's key, and stores it at Twilio. @returns how to undo it */
async function makeKey(): Promise<() => Promise<unknown>> {
  const { iam } = stage.clients;
  const UserName = await stage.output('UserName');
  const { AccessKey } = await iam.send(new CreateAccessKeyCommand({ UserName }));
  const { AccessKeyId = '', SecretAccessKey = '' } = AccessKey ?? {};
  credentials[CREDENTIAL] = { accessKeyId: AccessKeyId, secretAccessKey: SecretAccessKey };
  return () => iam.send(new DeleteAccessKeyCommand({ UserName, AccessKeyId }));
}

it('first the user, then the setting; Twilio writes under the prefix and does nothing else; the end turns it off', async () => {
  const first = { baseUrl: twilio.url };
  expect(await stage.deploy(first)).toMatchObject({ code: 0 });
  expect(twilio.journal).toEqual([]);
  const removeKey = await makeKey();

  const context = { ...first, credential: CREDENTIAL };
  expect(await stage.deploy(context)).toMatchObject({ code: 0 });
  const Bucket = await stage.physicalId('AWS::S3::Bucket');
  const urlOf = (prefix: string) => `https://${Bucket}.s3-${scene().aws.region}.amazonaws.com/${prefix}`;
  const ours = {
    friendly_name: 'Recordings in our bucket',
    aws_credentials_sid: CREDENTIAL,
    aws_s3_url: urlOf('recordings'),
    aws_storage_enabled: true,
    encryption_key_sid: null,
    encryption_enabled: false,
  };
  expect(twilio.settings('Recording')).toEqual(ours);
  expect(twilio.settings('Composition')).toMatchObject({ aws_storage_enabled: false });
  const { Contents = [] } = await stage.clients.s3.send(new ListObjectsV2Command({ Bucket }));
  expect(Contents.map(({ Key }) => Key)).toEqual([expect.stringMatching(/^recordings\/.*\.txt$/)]);

  const { s3 } = clientsFor(scene().aws, credentials[CREDENTIAL]);
  await s3.send(new PutObjectCommand({ Bucket, Key: 'recordings/RT1.mkv', Body: 'x' }));
  const refused = {
    elsewhere: s3.send(new PutObjectCommand({ Bucket, Key: 'recordings-private/x', Body: 'x' })),
    read: s3.send(new GetObjectCommand({ Bucket, Key: 'recordings/RT1.mkv' })),
    list: s3.send(new ListObjectsV2Command({ Bucket, Prefix: 'recordings/' })),
  };
  for (const [what, attempt] of Object.entries(refused)) {
    expect([what, await refusal(attempt)]).toEqual([what, expect.stringMatching(/^AccessDenied/)]);
  }

  // Another prefix: the user may write there first, then Twilio is told, and tries it.
  expect(await stage.deploy({ ...context, prefix: 'calls' })).toMatchObject({ code: 0 });
  expect(twilio.settings('Recording')).toEqual({ ...ours, aws_s3_url: urlOf('calls') });
  expect(await refusal(s3.send(new PutObjectCommand({ Bucket, Key: 'recordings/RT2.mkv', Body: 'x' })))).toMatch(
    /^AccessDenied/,
  );

  await removeKey();
  expect(await stage.destroy(context)).toMatchObject({ code: 0 });
  expect(twilio.settings('Recording')).toMatchObject({ aws_storage_enabled: false });
});

it("another's storage is refused; taken over, it is put back in the end", async () => {
  twilio.set('Recording', { ...THEIRS, encryption_enabled: true });
  const theirs = twilio.settings('Recording');
  expect(await stage.deploy({ baseUrl: twilio.url })).toMatchObject({ code: 0 });
  const removeKey = await makeKey();

  const context = { baseUrl: twilio.url, credential: CREDENTIAL };
  expect(await stage.deploy(context)).toMatchObject({ code: 1 });
  expect(twilio.settings('Recording')).toEqual(theirs);
  expect(twilio.count('POST')).toBe(0);

  expect(await stage.deploy({ ...context, takeOver: 'true' })).toMatchObject({ code: 0 });
  expect(twilio.settings('Recording')).toMatchObject({ aws_credentials_sid: CREDENTIAL, encryption_enabled: true });
  await removeKey();
  expect(await stage.destroy({ ...context, takeOver: 'true' })).toMatchObject({ code: 0 });
  expect(twilio.settings('Recording')).toEqual(theirs);
});
