import { FakeAtlas } from '../../../fakes/atlas/fake-atlas';
import { basic, type CallOptions, call, digestResponse } from './call';

const GROUP = '0123456789abcdef01234567';
const OTHER = 'abcdef0123456789abcdef01';
const PATH = `/api/atlas/v2/groups/${GROUP}/cloudProviderAccess`;
const ARN = 'arn:aws:iam::111122223333:role/atlas';
const ACCEPT = { accept: 'application/vnd.atlas.2023-01-01+json' };
const AWS = { providerName: 'AWS' };

let atlas: FakeAtlas;
let signedIn: Record<string, string>;
beforeEach(async () => {
  const serviceAccount = { user: 'mdb_sa_id', password: 'mdb_sa_sk' };
  atlas = await FakeAtlas.start({
    groups: [GROUP, OTHER],
    serviceAccount,
    apiKey: { user: 'public', password: 'private' },
  });
  const { body } = await call(atlas, 'POST', '/api/oauth/token', {
    text: 'grant_type=client_credentials',
    headers: { ...basic('mdb_sa_id', 'mdb_sa_sk'), 'content-type': 'application/x-www-form-urlencoded' },
  });
  signedIn = { ...ACCEPT, authorization: `Bearer ${Object(body).access_token}` };
});
afterEach(() => atlas.stop());

const ask = (method: string, path = '', options: CallOptions = {}) =>
  call(atlas, method, `${PATH}${path}`, { ...options, headers: { ...signedIn, ...options.headers } });

const init = async () => Object((await ask('POST', '', { body: AWS })).body);

it('SX.1 inits a role with an external ID and the vendor account, and shows it', async () => {
  const { status, body } = await ask('POST', '', { body: AWS });
  expect(status).toBe(200);
  expect(body).toEqual({
    roleId: expect.stringMatching(/^[0-9a-f]{24}$/),
    providerName: 'AWS',
    atlasAWSAccountArn: 'arn:aws:iam::536727724300:root',
    atlasAssumedRoleExternalId: expect.stringMatching(/^[0-9a-f-]{36}$/),
    createdDate: expect.stringMatching(/Z$/),
    authorizedDate: null,
    iamAssumedRoleArn: null,
    featureUsages: [],
  });
  expect(await ask('GET', `/${Object(body).roleId}`)).toMatchObject({ status: 200, body: Object(body) });
  expect(await ask('GET')).toMatchObject({ status: 200, body: { awsIamRoles: [body] } });
});

it('SX.1 authorises a role only when it can assume it', async () => {
  const { roleId, atlasAssumedRoleExternalId: externalId } = await init();
  const tried: string[][] = [];
  atlas.canAssume = (...said) => {
    tried.push(said);
    return tried.length > 1;
  };
  const body = { ...AWS, iamAssumedRoleArn: ARN };
  expect(await ask('PATCH', `/${roleId}`, { body })).toMatchObject({
    status: 400,
    body: { error: 400, errorCode: 'CANNOT_ASSUME_ROLE', parameters: [ARN], reason: 'Bad Request' },
  });
  expect(atlas.roles()).toMatchObject([{ authorizedDate: null }]);
  expect(await ask('PATCH', `/${roleId}`, { body })).toMatchObject({ status: 200, body: { iamAssumedRoleArn: ARN } });
  expect(atlas.roles()).toMatchObject([{ authorizedDate: expect.any(String), iamAssumedRoleArn: ARN }]);
  expect(tried).toEqual([
    [ARN, externalId],
    [ARN, externalId],
  ]);
});

it('removes a role at the path of its provider, and at no other', async () => {
  const { roleId } = await init();
  expect(await ask('DELETE', `/${roleId}`)).toMatchObject({ status: 405 });
  expect(await ask('DELETE', `/AWS/${roleId}`)).toMatchObject({ status: 204, body: undefined });
  expect(await ask('DELETE', `/AWS/${roleId}`)).toMatchObject({ status: 404 });
  expect(await ask('GET', `/${roleId}`)).toMatchObject({
    status: 404,
    body: { errorCode: 'CLOUD_PROVIDER_ACCESS_ROLE_NOT_FOUND' },
  });
  expect(atlas.roles()).toEqual([]);
});

it.each([
  ['no version in Accept', 'POST', '', { body: AWS, headers: { accept: 'application/json' } }, 406],
  ['a version before the first', 'GET', '', { headers: { accept: 'application/vnd.atlas.2022-12-31+json' } }, 406],
  ['a body of another type', 'POST', '', { text: '{}', headers: { 'content-type': 'text/plain' } }, 415],
  ['no provider', 'POST', '', { body: {} }, 400],
  ['another provider', 'POST', '', { body: { providerName: 'GCP' } }, 400],
  ['a member that is not known', 'POST', '', { body: { ...AWS, name: 'x' } }, 400],
  ['a PUT', 'PUT', '', { body: AWS }, 405],
  ['a query', 'GET', '?envelope=true', {}, 404],
])('refuses %s', async (_, method, path, options, status) => {
  expect(await ask(method, path, options)).toMatchObject({ status, body: { errorCode: expect.any(String) } });
  expect(atlas.roles()).toEqual([]);
});

it('keeps projects apart', async () => {
  const { roleId } = await init();
  const other = PATH.replace(GROUP, OTHER);
  expect(await call(atlas, 'GET', `${other}/${roleId}`, { headers: signedIn })).toMatchObject({ status: 404 });
  expect(await call(atlas, 'DELETE', `${other}/AWS/${roleId}`, { headers: signedIn })).toMatchObject({ status: 404 });
  expect([atlas.roles(GROUP).length, atlas.roles(OTHER).length]).toEqual([1, 0]);
});

it('refuses an unknown project, and everyone who is not signed in', async () => {
  const other = PATH.replace(GROUP, 'ffffffffffffffffffffffff');
  expect(await call(atlas, 'GET', other, { headers: signedIn })).toMatchObject({
    body: { errorCode: 'GROUP_NOT_FOUND' },
  });
  const { status, headers } = await call(atlas, 'GET', PATH, { headers: ACCEPT });
  expect([status, headers.get('www-authenticate')]).toEqual([401, expect.stringMatching(/^Digest /)]);
  atlas.tokens.expire();
  expect(await ask('GET')).toMatchObject({ status: 401 });
});

it('lets an API key in by Digest', async () => {
  const { headers } = await call(atlas, 'GET', PATH, { headers: ACCEPT });
  const challenge = headers.get('www-authenticate') ?? '';
  const [, nonce = ''] = /nonce="([^"]*)"/.exec(challenge) ?? [];
  const [, opaque = ''] = /opaque="([^"]*)"/.exec(challenge) ?? [];
  const realm = 'MMS Public API';
  const said = { user: 'public', password: 'private', realm, nonce, nc: '00000001', cnonce: 'c', method: 'GET' };
  const response = digestResponse({ ...said, uri: PATH, algorithm: 'MD5' });
  const authorization = `Digest username="public", realm="${realm}", nonce="${nonce}", uri="${PATH}", opaque="${opaque}", qop=auth, nc=00000001, cnonce="c", response="${response}"`;
  expect(await call(atlas, 'GET', PATH, { headers: { ...ACCEPT, authorization } })).toMatchObject({ status: 200 });
});

it('keeps no sign-in in its journal', async () => {
  await init();
  expect(atlas.journal.map(({ method, status }) => [method, status])).toEqual([
    ['POST', 200],
    ['POST', 200],
  ]);
  expect(JSON.stringify(atlas.journal)).not.toMatch(/mdb_sa_sk|Bearer|Basic/);
});
