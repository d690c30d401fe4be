import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { FakeDolbyMedia } from '../../../../../testing';

const APP = { key: 'app', secret: 'app-secret' };
const BASIC = `Basic ${Buffer.from('app:app-secret').toString('base64')}`;
const FORM = 'application/x-www-form-urlencoded';

let dolby: FakeDolbyMedia;
let s3: Server;
let origin: string;
/** What S3 was asked, and with what. */
let asked: { method?: string; url?: string; authorization?: string; body: string }[];
let now: number;

beforeEach(async () => {
  asked = [];
  now = Date.now();
  s3 = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) {
      chunks.push(chunk);
    }
    const { method, url, headers } = request;
    asked.push({ method, url, authorization: headers.authorization, body: Buffer.concat(chunks).toString('utf8') });
    response
      .writeHead(url?.includes('gone') ? 403 : 200)
      .end(method === 'GET' ? 'noise' : '<Error><Code>AccessDenied</Code></Error>');
  });
  await new Promise<void>((resolve) => s3.listen(0, '127.0.0.1', resolve));
  origin = `http://127.0.0.1:${(s3.address() as AddressInfo).port}`;
  dolby = await FakeDolbyMedia.start({
    app: APP,
    s3: { endpoint: origin, region: 'eu-west-1' },
    now: () => new Date(now),
    process: (content) => Buffer.from(`clean ${content}`),
  });
});
afterEach(async () => {
  await dolby.stop();
  await new Promise((resolve) => s3.close(resolve));
});

function token(headers: Record<string, string>, form: string, method = 'POST'): Promise<Response> {
  const body = method === 'POST' ? form : undefined;
  return fetch(`${dolby.url}/v1/auth/token`, { method, headers, body });
}

async function bearer(form = 'grant_type=client_credentials'): Promise<{ authorization: string }> {
  const { access_token } = Object(await (await token({ authorization: BASIC, 'content-type': FORM }, form)).json());
  return { authorization: `Bearer ${access_token}` };
}

async function post(api: string, body: unknown): Promise<Response> {
  return fetch(`${dolby.url}/media/${api}`, { method: 'POST', headers: await bearer(), body: JSON.stringify(body) });
}

async function refusalOf(api: string, body: unknown): Promise<string> {
  const response = await post(api, body);
  expect(response.status).toBe(400);
  const { title, status, detail } = Object(await response.json());
  expect({ title, status }).toEqual({ title: 'Bad Request', status: 400 });
  expect(dolby.jobs()).toEqual([]);
  return detail;
}

describe('a token', () => {
  it('is given for the key and the secret, for half an hour', async () => {
    const response = await token({ authorization: BASIC, 'content-type': FORM }, 'grant_type=client_credentials');
    expect(await response.json()).toEqual({
      access_token: expect.any(String),
      token_type: 'Bearer',
      expires_in: 1_800,
    });
  });

  it.each<[string, Record<string, string>, string, number]>([
    ['another secret', { authorization: 'Basic eDp5', 'content-type': FORM }, 'grant_type=client_credentials', 401],
    ['no credentials', { 'content-type': FORM }, 'grant_type=client_credentials', 401],
    ['JSON', { authorization: BASIC, 'content-type': 'application/json' }, '{"grant_type":"client_credentials"}', 400],
    ['another grant', { authorization: BASIC, 'content-type': FORM }, 'grant_type=password', 400],
    [
      'more than a day',
      { authorization: BASIC, 'content-type': FORM },
      'grant_type=client_credentials&expires_in=86401',
      400,
    ],
    [
      'a field that is not known',
      { authorization: BASIC, 'content-type': FORM },
      'grant_type=client_credentials&x=1',
      400,
    ],
  ])('is not given for %s', async (_, headers, form, status) => {
    expect((await token(headers, form)).status).toBe(status);
  });

  it('is asked for by POST', async () => {
    expect((await token({ authorization: BASIC }, '', 'GET')).status).toBe(405);
  });

  it('ends', async () => {
    const headers = await bearer('grant_type=client_credentials&expires_in=60');
    const status = async () => (await fetch(`${dolby.url}/media/enhance?job_id=1`, { headers })).status;
    expect(await status()).toBe(404);
    now += 60_000;
    expect(await status()).toBe(401);
  });

  it('alone lets in: neither x-api-key, which ended, nor the token without Bearer', async () => {
    const { authorization } = await bearer();
    const refused: Record<string, string>[] = [
      { 'x-api-key': 'app' },
      { authorization: authorization.replace('Bearer ', '') },
      { authorization: BASIC },
      {},
    ];
    for (const headers of refused) {
      expect((await fetch(`${dolby.url}/media/enhance`, { method: 'POST', headers, body: '{}' })).status).toBe(401);
    }
  });
});

describe('a job', () => {
  const status = async (api: string, response: Response) => {
    const { job_id } = Object(await response.json());
    await dolby.settled();
    return (await fetch(`${dolby.url}/media/${api}?job_id=${job_id}`, { headers: await bearer() })).json();
  };

  it('S1.14 reads the input by GET and writes the output by PUT, and nothing is signed', async () => {
    const response = await post('enhance', {
      input: `${origin}/in?x=1`,
      output: `${origin}/out?y=2`,
      content: { type: 'any' },
    });
    expect(response.status).toBe(200);
    expect(await status('enhance', response)).toEqual({
      api_version: 'v1.0',
      path: '/media/enhance',
      status: 'Success',
      progress: 100,
      result: {},
    });
    expect(asked).toEqual([
      { method: 'GET', url: '/in?x=1', authorization: undefined, body: '' },
      { method: 'PUT', url: '/out?y=2', authorization: undefined, body: 'clean noise' },
    ]);
  });

  it('S1.7 signs with keys that are in-line', async () => {
    const auth = { key: 'AKIAEXAMPLE', secret: 'secret' };
    await post('enhance', { input: { url: 's3://media/a b', auth }, output: { url: 's3://media/out', auth } });
    await dolby.settled();
    expect(asked).toEqual([
      expect.objectContaining({
        url: '/media/a%20b',
        authorization: expect.stringContaining('Credential=AKIAEXAMPLE/'),
      }),
      expect.objectContaining({
        url: '/media/out',
        authorization: expect.stringContaining('/eu-west-1/s3/aws4_request'),
      }),
    ]);
  });

  it('S1.1 reads a bare s3:// URL as anyone can', async () => {
    await post('diagnose', { input: 's3://media/open' });
    await dolby.settled();
    expect(asked).toEqual([{ method: 'GET', url: '/media/open', authorization: undefined, body: '' }]);
  });

  it('waits in the queue', async () => {
    let begin: () => void = () => undefined;
    const queue = () =>
      new Promise<void>((resolve) => {
        begin = resolve;
      });
    const slow = await FakeDolbyMedia.start({ app: APP, queue });
    try {
      const body = new URLSearchParams({ grant_type: 'client_credentials' });
      const signedIn = await fetch(`${slow.url}/v1/auth/token`, {
        method: 'POST',
        headers: { authorization: BASIC },
        body,
      });
      const headers = { authorization: `Bearer ${Object(await signedIn.json()).access_token}` };
      const job = JSON.stringify({ input: `${origin}/in` });
      await fetch(`${slow.url}/media/diagnose`, { method: 'POST', headers, body: job });
      expect(slow.jobs()).toMatchObject([{ status: 'Pending' }]);
      expect(asked).toEqual([]);
      begin();
      await slow.settled();
      expect(slow.jobs()).toMatchObject([{ status: 'Success' }]);
    } finally {
      begin();
      await slow.stop();
    }
  });

  it('S1.5 fails where its input has ended, and writes nothing', async () => {
    const response = await post('enhance', { input: `${origin}/gone`, output: `${origin}/out` });
    expect(await status('enhance', response)).toMatchObject({
      status: 'Failed',
      error: { detail: 'GET was answered 403' },
    });
    expect(asked).toHaveLength(1);
  });

  it('S1.5 fails where its output has ended', async () => {
    const response = await post('enhance', { input: `${origin}/in`, output: `${origin}/gone` });
    expect(await status('enhance', response)).toMatchObject({ error: { detail: 'PUT was answered 403 AccessDenied' } });
  });

  it('of Transcode names its objects in lists', async () => {
    const inputs = [{ source: `${origin}/in` }];
    const outputs = [
      { kind: 'mp4', destination: `${origin}/a` },
      { kind: 'webm', destination: `${origin}/b` },
    ];
    expect(await status('transcode', await post('transcode', { inputs, outputs }))).toMatchObject({
      status: 'Success',
    });
    expect(asked.map(({ method, url }) => `${method} ${url}`)).toEqual(['GET /in', 'PUT /a', 'PUT /b']);
  });

  it('S1.9 with a storage object is taken, and stays pending, as no document says its form', async () => {
    const body = { storage: [{}], inputs: [{ source: {} }], outputs: [{ kind: 'hls', destination: {} }] };
    expect(await status('transcode', await post('transcode', body))).toMatchObject({ status: 'Pending', progress: 0 });
  });

  it('is found under its own API alone', async () => {
    const { job_id } = Object(await (await post('diagnose', { input: `${origin}/in` })).json());
    const headers = await bearer();
    expect((await fetch(`${dolby.url}/media/enhance?job_id=${job_id}`, { headers })).status).toBe(404);
    expect((await fetch(`${dolby.url}/media/other`, { headers })).status).toBe(404);
    expect((await fetch(`${dolby.url}/media/enhance`, { method: 'DELETE', headers })).status).toBe(405);
  });
});

describe('the body of a job is refused', () => {
  const AUTH = { key: 'k', secret: 's' };
  it.each<[string, string, unknown, string]>([
    ['without an input', 'enhance', { output: 'https://x/o' }, 'input is an object'],
    ['without an output', 'enhance', { input: 'https://x/i' }, 'output is missing'],
    ['with a path for a URL', 'diagnose', { input: '/in' }, 'input is an https:// or s3:// URL'],
    [
      'with a misspelt auth',
      'diagnose',
      { input: { url: 's3://b/k', credentials: AUTH } },
      'input.credentials is not known',
    ],
    [
      'with a misspelt secret',
      'diagnose',
      { input: { url: 's3://b/k', auth: { key: 'k', secretKey: 's' } } },
      'input.auth.secretKey is not known',
    ],
    [
      'with half an auth',
      'diagnose',
      { input: { url: 's3://b/k', auth: { key: 'k' } } },
      'input.auth has a key and a secret',
    ],
    ['that is a list', 'diagnose', [], 'The body is an object'],
    [
      'S1.14 of the other form, by Transcode',
      'transcode',
      { input: 'https://x/i', output: 'https://x/o' },
      'inputs is a list',
    ],
    [
      'S1.8 in-line, by Transcode',
      'transcode',
      { inputs: [{ source: { url: 's3://b/k', auth: AUTH } }], outputs: [{ destination: 'https://x/o' }] },
      'in-line credentials are not supported by Transcode',
    ],
    [
      'S1.9 pre-signed, for HLS',
      'transcode',
      { inputs: [{ source: 'https://x/i' }], outputs: [{ kind: 'hls', destination: 'https://x/o' }] },
      'hls needs a storage object, and takes no pre-signed URL',
    ],
  ])('%s', async (_, api, body, detail) => {
    expect(await refusalOf(api, body)).toBe(detail);
  });
});

it('the journal has every request, and no token', async () => {
  await post('diagnose', { input: `${origin}/in` });
  expect(dolby.journal.map(({ method, path, status }) => [method, path, status])).toEqual([
    ['POST', '/v1/auth/token', 200],
    ['POST', '/media/diagnose', 200],
  ]);
  expect(JSON.stringify(dolby.journal)).not.toMatch(/Bearer|Basic|app-secret/);
});

it('a request can be answered in its place', async () => {
  dolby.intercept = () => ({ status: 503 });
  expect((await token({ authorization: BASIC }, '')).status).toBe(503);
});
