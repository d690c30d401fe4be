import { type DailyTestFile, FakeDaily } from '../../../../testing';

const API_KEY = 'daily-key-of-the-tests';
const BUCKET = {
  bucket_name: 'acme-recordings',
  bucket_region: 'eu-west-1',
  assume_role_arn: 'arn:aws:iam::111122223333:role/Daily',
};

let fake: FakeDaily;
let written: DailyTestFile[];
let refuses: string | undefined;
beforeEach(async () => {
  written = [];
  refuses = undefined;
  fake = await FakeDaily.start({
    apiKey: API_KEY,
    domainName: 'acme',
    writeTestFile: async (file) => {
      if (refuses !== undefined) {
        throw new Error(refuses);
      }
      written.push(file);
    },
  });
});
afterEach(() => fake.stop());

async function call(method: string, init: RequestInit = {}, path = '/'): Promise<{ status: number; json: unknown }> {
  const headers = { authorization: `Bearer ${API_KEY}`, 'content-type': 'application/json' };
  const response = await fetch(`${fake.url}${path}`, { method, headers, ...init });
  return { status: response.status, json: await response.json() };
}

const post = (body: unknown) => call('POST', { body: JSON.stringify(body) });
const set = (bucket: unknown) => post({ properties: { recordings_bucket: bucket } });

/** The vendor's form of a refusal. */
const refused = (status: number, error: string, info: unknown = expect.any(String)) => ({
  status,
  json: { error, info },
});

it('shows the domain of the key', async () => {
  expect(await call('GET')).toEqual({
    status: 200,
    json: { domain_name: 'acme', domain_id: expect.stringMatching(/^[\da-f-]{36}$/), config: {} },
  });
  expect((await call('GET', {}, '')).status).toBe(200);
});

it.each<[string, Record<string, string>, ReturnType<typeof refused>]>([
  ['no header', {}, refused(400, 'authorization-header-error')],
  ['Basic', { authorization: `Basic ${API_KEY}` }, refused(400, 'authorization-header-error')],
  ['the key without Bearer', { authorization: API_KEY }, refused(400, 'authorization-header-error')],
  ['another key', { authorization: 'Bearer other' }, refused(401, 'authentication-error')],
  ['an empty key', { authorization: 'Bearer ' }, refused(400, 'authorization-header-error')],
])('a sign-in with %s is refused', async (_, headers, answer) => {
  expect(await call('GET', { headers })).toEqual(answer);
  expect(await call('POST', { headers, body: JSON.stringify({ properties: {} }) })).toEqual(answer);
});

it('after a rotation only the new key is let in', async () => {
  fake.rotateApiKey('new');
  expect((await call('GET')).status).toBe(401);
  expect((await call('GET', { headers: { authorization: 'Bearer new' } })).status).toBe(200);
});

it('sets what a change says, leaves the rest, and answers with the domain', async () => {
  fake.set({ lang: 'de' });
  const all = { ...BUCKET, storage_provider: 'aws', allow_api_access: true, allow_streaming_from_bucket: false };
  expect(await set(all)).toMatchObject({ status: 200, json: { config: { lang: 'de', recordings_bucket: all } } });
  expect(await post({ properties: { lang: 'fr' } })).toMatchObject({ status: 200 });
  expect(fake.properties()).toEqual({ lang: 'fr', recordings_bucket: all });
  expect((await call('GET')).json).toMatchObject({ config: fake.properties() });
});

it('a bucket is set whole: what the new one does not say is gone', async () => {
  await set({ ...BUCKET, allow_api_access: true });
  await set(BUCKET);
  expect(fake.properties()).toEqual({ recordings_bucket: BUCKET });
});

it('null clears the bucket, and writes no test file', async () => {
  await set(BUCKET);
  expect(await set(null)).toMatchObject({ status: 200, json: { config: { recordings_bucket: null } } });
  expect(written).toHaveLength(1);
});

it("writes a test file through the role, with the domain's name as the external ID, before it accepts a bucket", async () => {
  await set(BUCKET);
  expect(written).toEqual([
    {
      bucketName: 'acme-recordings',
      bucketRegion: 'eu-west-1',
      roleArn: BUCKET.assume_role_arn,
      externalId: 'acme',
      key: 'daily-co-test-upload.txt',
    },
  ]);
  refuses = 'unable to assume role with given parameters';
  expect(await set({ ...BUCKET, bucket_name: 'other' })).toEqual(
    refused(400, 'invalid-request-error', 'recordings_bucket: unable to assume role with given parameters'),
  );
  expect(fake.properties()).toEqual({ recordings_bucket: BUCKET });
});

it.each<[string, unknown, RegExp]>([
  ['no properties', {}, /^properties is required/],
  ['a member beside them', { properties: {}, config: {} }, /^config is not known/],
  ['properties that are a list', { properties: [] }, /^properties must be an object/],
  ['a list', [], /^body must be an object/],
  ['an unknown property', { properties: { recording_bucket: BUCKET } }, /^invalid property name 'recording_bucket'$/],
  ['a property that only an answer has', { properties: { max_live_streams: 1 } }, /^invalid property name/],
])('a body with %s is refused', async (_, body, info) => {
  expect(await post(body)).toEqual(refused(400, 'invalid-request-error', expect.stringMatching(info)));
  expect(fake.properties()).toEqual({});
});

it.each<[string, unknown, RegExp]>([
  ['no name', { ...BUCKET, bucket_name: undefined }, /bucket_name is required/],
  ['an empty region', { ...BUCKET, bucket_region: '' }, /bucket_region is required/],
  ['no role', { ...BUCKET, assume_role_arn: undefined }, /assume_role_arn is required/],
  ['an external ID of its own', { ...BUCKET, external_id: 'x' }, /external_id is not known/],
  ["Oracle's namespace", { ...BUCKET, namespace: 'x' }, /namespace is not known/],
  ["Oracle's provider", { ...BUCKET, storage_provider: 'oci' }, /storage_provider must be one of aws/],
  ['a flag as text', { ...BUCKET, allow_api_access: 'true' }, /allow_api_access must be true or false/],
  ['a text', 'acme-recordings', /must be an object/],
])('a bucket with %s is refused', async (_, bucket, info) => {
  expect(await set(bucket)).toEqual(refused(400, 'invalid-request-error', expect.stringMatching(info)));
  expect([fake.properties(), written]).toEqual([{}, []]);
});

it.each<[string, RequestInit]>([
  ['text that is no JSON', { body: '{' }],
  ['no body', {}],
  [
    'a form',
    {
      body: new URLSearchParams({ properties: '{}' }),
      headers: { authorization: `Bearer ${API_KEY}`, 'content-type': 'application/x-www-form-urlencoded' },
    },
  ],
  [
    'JSON of another type',
    { body: '{"properties":{}}', headers: { authorization: `Bearer ${API_KEY}`, 'content-type': 'text/plain' } },
  ],
])('%s is no JSON body', async (_, init) => {
  expect(await call('POST', init)).toEqual(refused(400, 'json-parsing-error'));
});

it.each([
  ['PUT', '/'],
  ['DELETE', '/'],
  ['GET', '/rooms'],
  ['POST', '/domain'],
])('there is no %s %s', async (method, path) => {
  expect(await call(method, {}, path)).toEqual(refused(404, 'not-found'));
});

it('the journal shows each body, and never the key', async () => {
  await set(BUCKET);
  expect(fake.journal).toEqual([
    {
      method: 'POST',
      path: '/v1/',
      query: {},
      body: { properties: { recordings_bucket: BUCKET } },
      status: 200,
      answered: true,
    },
  ]);
  expect(JSON.stringify(fake.journal)).not.toContain(API_KEY);
});
