import { exchange } from '../../../../handlers/runtime/http-exchange';
import { Redactor } from '../../../../handlers/runtime/redactor';
import { Client } from '../../../../handlers/vendor-api/client';
import type { AuthenticationWire, TokenWire } from '../../../../lib/vendor-api/contract';
import type { VendorReply } from '../../../../testing/fake-vendor/exchange';
import { LoopbackServer, type WireRequest } from '../../../../testing/fake-vendor/loopback-server';

let server: LoopbackServer;
let answer: (request: WireRequest) => VendorReply;
let asked: WireRequest[];
let lines: string[];
let time: number;
beforeEach(async () => {
  asked = [];
  lines = [];
  time = 0;
  server = await LoopbackServer.start({
    handler: (request) => {
      asked.push(request);
      return answer(request);
    },
  });
  answer = ({ path }) => ({ status: 200, body: path === '/token' ? { access_token: 'canary-token' } : {} });
});
afterEach(() => server.stop());

const TOKEN: TokenWire = {
  kind: 'token',
  url: '/token',
  encoding: 'FORM',
  id: { arn: 'the client' },
  secret: { arn: 'canary:secret=' },
  prefix: 'Bearer ',
  token: '/access_token',
};

/** A client whose secrets say their own ARN. */
function client(...authentication: readonly AuthenticationWire[]): Client {
  const redactor = new Redactor();
  const effects = {
    exchange,
    getSecretValue: async (arn: string) => arn,
    now: () => time,
    random: () => 0,
    sleep: async (milliseconds: number) => {
      time += milliseconds + 1_000;
    },
    log: (message: string, fields?: object) => lines.push(redactor.clean(JSON.stringify({ message, ...fields }))),
    redact: (secret: string) => redactor.add(secret),
    clean: (text: string) => redactor.clean(text),
  };
  const api = {
    baseUrl: server.origin,
    authentication,
    envelope: '',
    errorText: ['/message'],
    refusals: { '5xx': 'RETRY' },
  };
  return new Client(api as never, effects as never, 60_000);
}

const get = { method: 'GET', path: '/x' };
const authorizations = () => asked.filter(({ path }) => path === '/x').map(({ headers }) => headers.authorization);

it('S2.12 a token is fetched once, as a form under Basic, and stands after its prefix', async () => {
  const vendor = client({ ...TOKEN, scope: 'all-apis', fields: { audience: 'a b' } });
  await vendor.once(get);
  await vendor.once(get);
  expect(asked.map(({ path }) => path)).toEqual(['/token', '/x', '/x']);
  expect(asked[0]?.body).toBe('grant_type=client_credentials&scope=all-apis&audience=a+b');
  expect(asked[0]?.headers).toMatchObject({
    'content-type': 'application/x-www-form-urlencoded',
    authorization: `Basic ${Buffer.from('the client:canary:secret=').toString('base64')}`,
  });
  expect(authorizations()).toEqual(['Bearer canary-token', 'Bearer canary-token']);
  expect(asked.map(({ headers }) => headers['user-agent'])).toEqual(Array(3).fill('cdk-vendor-access'));
});

it('S2.12 as JSON the client is in the body, and the token alone in the header', async () => {
  await client({ ...TOKEN, encoding: 'JSON', prefix: '' }).once(get);
  expect(JSON.parse(asked[0]?.body ?? '')).toEqual({ client_id: 'the client', client_secret: 'canary:secret=' });
  expect(asked[0]?.headers).not.toHaveProperty('authorization');
  expect(authorizations()).toEqual(['canary-token']);
});

it('a token that is not taken any more is fetched once again, and the request made once again', async () => {
  let tokens = 0;
  answer = ({ path, headers }) => {
    if (path === '/token') {
      return { status: 200, body: { access_token: `t${++tokens}` } };
    }
    return { status: headers.authorization === 'Bearer t2' ? 200 : 401 };
  };
  expect(await client(TOKEN).once({ ...get, method: 'POST', body: {} })).toMatchObject({ kind: 'ok' });
  expect(authorizations()).toEqual(['Bearer t1', 'Bearer t2']);
});

it('a request that no token lets in is made twice, and no more', async () => {
  answer = ({ path }) => ({ status: path === '/token' ? 200 : 401, body: { access_token: 't' } });
  expect(await client(TOKEN).once(get)).toMatchObject({ kind: 'refused', status: 401 });
  expect(authorizations()).toHaveLength(2);
});

it('a client that is refused is told, with its secrets’ ARNs, and not tried again', async () => {
  answer = () => ({ status: 401, body: { error: 'invalid_client', error_description: 'no canary:secret= here' } });
  await expect(client(TOKEN).once(get)).rejects.toThrow(
    /^The token at POST .*\/token was refused with 401: no \*\*\* here; invalid_client\. Check the client in the client and/,
  );
  expect(asked).toHaveLength(1);
});

it('a token that is late is waited for', async () => {
  let busy = 2;
  answer = ({ path }) =>
    path === '/token' && busy-- > 0 ? { status: 503 } : { status: 200, body: { access_token: 'canary-token' } };
  expect(await client(TOKEN).once(get)).toMatchObject({ kind: 'ok' });
});

it.each([[{}], [{ access_token: 'two lines\r\nX: y' }], [{ access_token: 7 }]])('%j holds no token', async (body) => {
  answer = () => ({ status: 200, body });
  await expect(client(TOKEN).once(get)).rejects.toThrow("is not at '/access_token' of the answer");
});

it('neither token nor password, in whatever letters, is in any line', async () => {
  answer = ({ path, headers }) =>
    path === '/token'
      ? { status: 200, body: { access_token: 'canary-token' } }
      : { status: 400, body: { message: headers.authorization } };
  await client(TOKEN).once(get);
  await client({ kind: 'basic', user: { arn: 'u' }, password: { arn: 'canary-password' } }).once(get);
  expect(lines.join('\n')).not.toMatch(new RegExp(`canary|${Buffer.from('u:canary-password').toString('base64')}`));
});

it('SX.1 several sign-ins stand side by side, each with its header', async () => {
  await client(
    { kind: 'header', name: 'DD-API-KEY', secret: { arn: 'one' } },
    { kind: 'header', name: 'DD-APPLICATION-KEY', prefix: 'Key ', secret: { arn: 'two' } },
    { kind: 'basic', user: { arn: 'u' }, password: { arn: 'p' } },
  ).once(get);
  expect(asked[0]?.headers).toMatchObject({
    'dd-api-key': 'one',
    'dd-application-key': 'Key two',
    authorization: `Basic ${Buffer.from('u:p', 'utf8').toString('base64')}`,
  });
});
