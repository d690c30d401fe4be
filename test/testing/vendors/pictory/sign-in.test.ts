import { FakePictory } from '../../../../testing';
import { API_KEY, BODY, CLIENT, CONNECTIONS, call, create } from './call';

const UNAUTHORIZED = { status: 401, json: { message: 'Unauthorized' } };

let now: Date;
let fake: FakePictory;

beforeEach(async () => {
  now = new Date('2026-05-01T00:00:00.000Z');
  fake = await FakePictory.start({ apiKey: API_KEY, client: CLIENT, now: () => now });
});

afterEach(() => fake.stop());

const credentials = { client_id: CLIENT.clientId, client_secret: CLIENT.clientSecret };

async function token(): Promise<string> {
  const { json } = await call(fake, 'POST', '/oauth2/token', { body: credentials, headers: {} });
  return json.access_token;
}

describe('S2.12 the key', () => {
  it('is let in alone in its header', async () => {
    expect((await call(fake, 'GET', CONNECTIONS)).status).toBe(200);
  });

  it.each<[string, Record<string, string>]>([
    ['missing', {}],
    ['empty', { Authorization: '' }],
    ['wrong', { Authorization: 'pictai_another' }],
    ['behind Bearer', { Authorization: `Bearer ${API_KEY}` }],
    ['in another header', { 'X-Api-Key': API_KEY }],
  ])('%s is a 401', async (_, headers) => {
    expect(await call(fake, 'GET', CONNECTIONS, { headers })).toMatchObject(UNAUTHORIZED);
    expect(await call(fake, 'POST', CONNECTIONS, { headers, body: BODY })).toMatchObject(UNAUTHORIZED);
    expect(await call(fake, 'GET', '/nothing', { headers })).toMatchObject(UNAUTHORIZED);
    expect(fake.connections()).toEqual([]);
  });

  it('after a rotation the new one is let in alone, and tokens no longer', async () => {
    const before = await token();
    fake.rotateApiKey('pictai_new');

    expect(await call(fake, 'GET', CONNECTIONS)).toMatchObject(UNAUTHORIZED);
    expect((await call(fake, 'GET', CONNECTIONS, { headers: { Authorization: 'pictai_new' } })).status).toBe(200);
    const headers = { Authorization: before, 'X-Pictory-User-Id': CLIENT.userId };
    expect(await call(fake, 'GET', CONNECTIONS, { headers })).toMatchObject(UNAUTHORIZED);
    expect(await call(fake, 'POST', '/oauth2/token', { body: credentials })).toMatchObject(UNAUTHORIZED);
  });
});

describe('S2.12 the token', () => {
  it('is given for client credentials as JSON, for an hour', async () => {
    expect(await call(fake, 'POST', '/oauth2/token', { body: credentials, headers: {} })).toMatchObject({
      status: 200,
      json: { access_token: expect.any(String), expires_in: 3600 },
    });
    expect(fake.tokensGiven).toBe(1);
  });

  it.each<[string, unknown, number]>([
    ['another secret', { ...credentials, client_secret: 'x' }, 401],
    ['another client', { ...credentials, client_id: 'x' }, 401],
    ['no secret', { client_id: CLIENT.clientId }, 400],
    ['a form', 'client_id=a&client_secret=b', 400],
    ['a grant type, which is none of its fields', { ...credentials, grant_type: 'client_credentials' }, 400],
  ])('%s gets none', async (_, body, status) => {
    const text = typeof body === 'string' ? body : JSON.stringify(body);
    expect((await call(fake, 'POST', '/oauth2/token', { text, headers: {} })).status).toBe(status);
    expect(fake.tokensGiven).toBe(0);
  });

  it('is let in with the user it belongs to', async () => {
    const headers = { Authorization: await token(), 'X-Pictory-User-Id': CLIENT.userId };
    expect((await call(fake, 'GET', CONNECTIONS, { headers })).status).toBe(200);
  });

  it.each<[string, (token: string) => Record<string, string>]>([
    ['without a user', (Authorization) => ({ Authorization })],
    ["with another's", (Authorization) => ({ Authorization, 'X-Pictory-User-Id': 'somebody' })],
    ['behind Bearer', (token) => ({ Authorization: `Bearer ${token}`, 'X-Pictory-User-Id': CLIENT.userId })],
  ])('%s is a 401', async (_, headers) => {
    expect(await call(fake, 'GET', CONNECTIONS, { headers: headers(await token()) })).toMatchObject(UNAUTHORIZED);
  });

  it('ends after an hour, or before where the vendor says so', async () => {
    const headers = { Authorization: await token(), 'X-Pictory-User-Id': CLIENT.userId };
    now = new Date(now.getTime() + 3_599_999);
    expect((await call(fake, 'GET', CONNECTIONS, { headers })).status).toBe(200);
    now = new Date(now.getTime() + 1);
    expect(await call(fake, 'GET', CONNECTIONS, { headers })).toMatchObject(UNAUTHORIZED);

    const next = { ...headers, Authorization: await token() };
    fake.expireTokens();
    expect(await call(fake, 'GET', CONNECTIONS, { headers: next })).toMatchObject(UNAUTHORIZED);
  });
});

it('what one signs in with is in neither the journal nor a hook', async () => {
  const seen: unknown[] = [];
  fake.intercept = (request) => void seen.push(request);
  const headers = { Authorization: await token(), 'X-Pictory-User-Id': CLIENT.userId };
  await call(fake, 'GET', CONNECTIONS, { headers });
  await create(fake);

  expect(fake.journal).toMatchObject([
    { method: 'POST', path: '/pictoryapis/v1/oauth2/token', status: 200 },
    { method: 'GET', path: '/pictoryapis/v1/awsconnections', status: 200, answered: true },
    { method: 'POST', body: BODY },
  ]);
  for (const secret of [API_KEY, CLIENT.clientSecret, headers.Authorization]) {
    expect(JSON.stringify([seen, fake.journal])).not.toContain(secret);
  }
  fake.clearJournal();
  expect(fake.journal).toEqual([]);
});

it('a fake without a key lets nobody in by an empty or missing one', async () => {
  const other = await FakePictory.start({});
  const tries: Record<string, string>[] = [{}, { Authorization: '' }, { Authorization: 'undefined' }];
  for (const headers of tries) {
    expect((await call(other, 'GET', CONNECTIONS, { headers })).status).toBe(401);
  }
  await other.stop();
});
