import { FakeTwilio, type TwilioTestFile } from '../../../../testing';

const API_KEY = 'SK00000000000000000000000000000001:secret-of-the-tests';
const CREDENTIAL = `CR${'0a'.repeat(16)}`;
const URL_OF_BUCKET = 'https://acme-media.s3-eu-west-1.amazonaws.com/recordings';
const STORED = {
  FriendlyName: 'acme',
  AwsCredentialsSid: CREDENTIAL,
  AwsS3Url: URL_OF_BUCKET,
  AwsStorageEnabled: 'true',
};
const NOTHING = {
  friendly_name: null,
  aws_credentials_sid: null,
  aws_s3_url: null,
  aws_storage_enabled: false,
  encryption_key_sid: null,
  encryption_enabled: false,
};

let fake: FakeTwilio;
let written: TwilioTestFile[];
let refuses: string | undefined;
beforeEach(async () => {
  written = [];
  refuses = undefined;
  fake = await FakeTwilio.start({
    apiKey: API_KEY,
    writeTestFile: async (file) => {
      if (refuses !== undefined) {
        throw new Error(refuses);
      }
      written.push(file);
    },
  });
});
afterEach(() => fake.stop());

const RECORDINGS = '/RecordingSettings/Default';
const basic = (key: string) => ({ authorization: `Basic ${Buffer.from(key).toString('base64')}` });

async function call(
  method: string,
  path: string,
  { headers, ...init }: { headers?: Record<string, string>; body?: RequestInit['body'] } = {},
): Promise<{ status: number; json: unknown }> {
  const response = await fetch(`${fake.url}${path}`, { method, ...init, headers: headers ?? basic(API_KEY) });
  return { status: response.status, json: await response.json() };
}

const post = (form: Record<string, string>, path = RECORDINGS) =>
  call('POST', path, { body: new URLSearchParams(form) });

/** The vendor's form of an error. */
const refused = (status: number, code: number, message: unknown = expect.any(String)) => ({
  status,
  json: { code, message, more_info: `https://www.twilio.com/docs/errors/${code}`, status },
});

it.each([
  ['Recording', RECORDINGS],
  ['Composition', '/CompositionSettings/Default'],
] as const)('%s: nothing is set at first; a form sets, and the other setting stays', async (media, path) => {
  const fixed = { account_sid: expect.stringMatching(/^AC[\da-f]{32}$/), url: `${fake.url}${path}` };
  expect(await call('GET', path)).toEqual({ status: 200, json: { ...fixed, ...NOTHING } });

  const set = {
    ...NOTHING,
    friendly_name: 'acme',
    aws_credentials_sid: CREDENTIAL,
    aws_s3_url: URL_OF_BUCKET,
    aws_storage_enabled: true,
  };
  expect(await post(STORED, path)).toEqual({ status: 201, json: { ...fixed, ...set } });
  expect(await call('GET', path)).toEqual({ status: 200, json: { ...fixed, ...set } });
  expect(fake.settings(media)).toEqual(set);
  expect(fake.settings(media === 'Recording' ? 'Composition' : 'Recording')).toEqual(NOTHING);
});

it('what a form leaves out stays as it was', async () => {
  fake.set('Recording', { encryption_key_sid: CREDENTIAL, encryption_enabled: true });
  await post(STORED);
  await post({ FriendlyName: 'other', AwsStorageEnabled: 'false' });
  expect(fake.settings('Recording')).toEqual({
    friendly_name: 'other',
    aws_credentials_sid: CREDENTIAL,
    aws_s3_url: URL_OF_BUCKET,
    aws_storage_enabled: false,
    encryption_key_sid: CREDENTIAL,
    encryption_enabled: true,
  });
});

it('writes a test file with the Credential where storage is on, and refuses settings that it cannot write by', async () => {
  await post({ FriendlyName: 'acme', AwsStorageEnabled: 'false' });
  expect(written).toEqual([]);
  await post(STORED);
  expect(written).toEqual([{ credentialSid: CREDENTIAL, s3Url: URL_OF_BUCKET, name: expect.stringMatching(/\.txt$/) }]);

  refuses = 'AccessDenied';
  expect(await post({ ...STORED, AwsS3Url: 'https://other.s3-eu-west-1.amazonaws.com/' })).toEqual(
    refused(400, 20001, 'AwsS3Url cannot be written: AccessDenied'),
  );
  expect(fake.settings('Recording')).toMatchObject({ aws_s3_url: URL_OF_BUCKET });
});

it.each<[string, Record<string, string>]>([
  ['nothing', {}],
  ['another secret', basic(`${API_KEY}x`)],
  ['the secret without the SID', basic(API_KEY.replace(/^\w+:/, ':'))],
  ['Bearer', { authorization: `Bearer ${API_KEY}` }],
])('a sign-in with %s is refused', async (_, headers) => {
  expect(await call('GET', RECORDINGS, { headers })).toEqual(refused(401, 20003, 'Authenticate'));
  expect(await call('POST', RECORDINGS, { headers, body: new URLSearchParams(STORED) })).toMatchObject({ status: 401 });
  expect(fake.settings('Recording')).toEqual(NOTHING);
});

it('after a rotation only the new key is let in', async () => {
  fake.rotateApiKey('SK2:new');
  expect((await call('GET', RECORDINGS)).status).toBe(401);
  expect((await call('GET', RECORDINGS, { headers: basic('SK2:new') })).status).toBe(200);
});

it.each<[string, Record<string, string>, RegExp]>([
  ['no FriendlyName', { AwsStorageEnabled: 'false' }, /^Missing required parameter FriendlyName in the post body$/],
  ['an empty FriendlyName', { FriendlyName: '' }, /Invalid parameter FriendlyName/],
  ['an unknown parameter', { FriendlyName: 'a', AwsS3URL: URL_OF_BUCKET }, /parameter AwsS3URL/],
  ['a name of the answers', { FriendlyName: 'a', aws_s3_url: URL_OF_BUCKET }, /parameter aws_s3_url/],
  ['the name of a method', { FriendlyName: 'a', constructor: 'x' }, /parameter constructor/],
  ['a SID of another kind', { ...STORED, AwsCredentialsSid: `SK${'0a'.repeat(16)}` }, /AwsCredentialsSid/],
  ['plain http', { ...STORED, AwsS3Url: 'http://acme-media.s3-eu-west-1.amazonaws.com/' }, /AwsS3Url/],
  ['a name that DNS does not have', { ...STORED, AwsS3Url: 'https://acme_media/recordings' }, /AwsS3Url/],
  ['a blank in the path', { ...STORED, AwsS3Url: 'https://acme-media/my recordings' }, /AwsS3Url/],
  ['an address of the other kind', { ...STORED, AwsS3Url: 's3://acme-media/recordings' }, /AwsS3Url/],
  ['a flag that is neither', { ...STORED, AwsStorageEnabled: '1' }, /AwsStorageEnabled/],
  ['no Credential', { FriendlyName: 'a', AwsS3Url: URL_OF_BUCKET, AwsStorageEnabled: 'true' }, /AwsCredentialsSid/],
  ['no URL', { FriendlyName: 'a', AwsCredentialsSid: CREDENTIAL, AwsStorageEnabled: 'true' }, /AwsS3Url/],
])('a form with %s is refused', async (_, form, message) => {
  expect(await post(form)).toEqual(refused(400, 20001, expect.stringMatching(message)));
  expect([fake.settings('Recording'), written]).toEqual([NOTHING, []]);
});

it('a form that says a parameter twice is refused', async () => {
  const body = new URLSearchParams([...Object.entries(STORED), ['FriendlyName', 'b']]);
  expect(await call('POST', RECORDINGS, { body })).toEqual(refused(400, 20001));
});

it('JSON is refused', async () => {
  const headers = { ...basic(API_KEY), 'content-type': 'application/json' };
  expect(await call('POST', RECORDINGS, { headers, body: JSON.stringify(STORED) })).toEqual(refused(400, 20001));
  expect(fake.settings('Recording')).toEqual(NOTHING);
});

it.each([
  ['GET', '/RecordingSettings', 404, 20404],
  ['GET', '/RecordingSettings/Other', 404, 20404],
  ['POST', '/Rooms', 404, 20404],
  ['PUT', RECORDINGS, 405, 20004],
  ['DELETE', RECORDINGS, 405, 20004],
])('%s %s is refused with %i', async (method, path, status, code) => {
  expect(await call(method, path)).toEqual(refused(status, code));
});

it('the journal shows each form, and never the key', async () => {
  await post(STORED);
  expect(fake.journal).toMatchObject([
    {
      method: 'POST',
      path: '/v1/RecordingSettings/Default',
      body: new URLSearchParams(STORED).toString(),
      status: 201,
    },
  ]);
  expect(JSON.stringify(fake.journal)).not.toContain(API_KEY);
});
