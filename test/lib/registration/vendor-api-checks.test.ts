import { Aws, SecretValue, Token } from 'aws-cdk-lib/core';
import { VendorAuth, VendorRefusal } from '../../../lib';
import { aKey, anApi, aStack, refusalOf } from '../fixture';

type Props = Parameters<typeof anApi>[0];

it.each<[string, Props]>([
  ['a base URL with a token', { baseUrl: `https://${Aws.REGION}.acme.example` }],
  ['a header with a token', { headers: { 'X-Region': `${Aws.REGION} ` } }],
  ['a path of all that a path may hold', { path: "/a-z/_.~!$&'()*+,;=:@%20/v1.2" }],
  [
    'what a status means',
    { refusals: { '401': VendorRefusal.FINAL, '4xx': VendorRefusal.FINAL, '600': VendorRefusal.RETRY } },
  ],
  ['what a code means', { errorCode: '/code', refusals: { NOT_YET: VendorRefusal.RETRY, '12': VendorRefusal.GONE } }],
])('lets %s pass', (_, props) => {
  expect(() => anApi(props)).not.toThrow();
});

const PATH = "begin it with '/', end it without, no '{', '?' or '..'";

it.each<[Props, string]>([
  [
    { baseUrl: 'http://acme.example' },
    "baseUrl 'http://acme.example' is not https, and only loopback may be http, as the key would travel in clear: write it as 'https://host/path'.",
  ],
  [{ path: '' }, `path '' is not the path of a collection: ${PATH}.`],
  [{ path: '/' }, `path '/' is not the path of a collection: ${PATH}.`],
  [{ path: 'connections' }, `path 'connections' is not the path of a collection: ${PATH}.`],
  [{ path: '/connections/' }, `path '/connections/' is not the path of a collection: ${PATH}.`],
  [{ path: '/a//b' }, `path '/a//b' is not the path of a collection: ${PATH}.`],
  [{ path: '/a/../b' }, `path '/a/../b' is not the path of a collection: ${PATH}.`],
  [{ path: '/.' }, `path '/.' is not the path of a collection: ${PATH}.`],
  [{ path: '/groups/{id}' }, `path '/groups/{id}' is not the path of a collection: ${PATH}.`],
  [{ path: '/a?b=c' }, `path '/a?b=c' is not the path of a collection: ${PATH}.`],
  [{ path: '/a b' }, `path '/a b' is not the path of a collection: ${PATH}.`],
  [{ envelope: 'data' }, "envelope 'data' is not a JSON Pointer (RFC 6901): write '/data'."],
  [{ id: 'data.id' }, "id 'data.id' is not a JSON Pointer (RFC 6901): write '/data/id'."],
  [{ id: '' }, "id '' points to the whole, not to a member of it: write it as '/name'."],
  [{ createdAt: 'at' }, "createdAt 'at' is not a JSON Pointer (RFC 6901): write '/at'."],
  [{ externalId: 'eid' }, "externalId 'eid' is not a JSON Pointer (RFC 6901): write '/eid'."],
  [{ errorCode: 'code' }, "errorCode 'code' is not a JSON Pointer (RFC 6901): write '/code'."],
  [{ errorCode: '' }, "errorCode '' points to the whole, not to a member of it: write it as '/name'."],
  [{ requestId: 'rid' }, "requestId 'rid' is not a JSON Pointer (RFC 6901): write '/rid'."],
  [{ errorText: ['/ok', 'text'] }, "errorText 'text' is not a JSON Pointer (RFC 6901): write '/text'."],
])('refuses %j', (props, message) => {
  expect(refusalOf(() => anApi(props))).toBe(message);
});

it('refuses a path that only the deploy knows', () => {
  expect(refusalOf(() => anApi({ path: `/${Aws.REGION}` }))).toBe(
    "path '<token>' holds a token: write the path out; what differs by stack goes into baseUrl or headers.",
  );
});

const VALUE = 'is not a header value: write printable ASCII on one line, no blank at its ends.';

it.each<[Record<string, string>, string]>([
  [{ 'X Tenant': 'a' }, "headers 'X Tenant' is not a header's name (RFC 9110): write it as 'X-Tenant-Id'."],
  [{ 'Content-Type': 'text/plain' }, "headers 'Content-Type' is set by the function itself: leave it out."],
  [
    { Authorization: 'S3CRET' },
    "headers 'Authorization' looks like a secret: give it as VendorAuth.header('Authorization', secret).",
  ],
  [
    { 'X-ApiKey': 'S3CRET' },
    "headers 'X-ApiKey' looks like a secret: give it as VendorAuth.header('X-ApiKey', secret).",
  ],
  [
    { 'x-auth-token': 'S3CRET' },
    "headers 'x-auth-token' looks like a secret: give it as VendorAuth.header('x-auth-token', secret).",
  ],
  [
    { 'Client-Secret': 'S3CRET' },
    "headers 'Client-Secret' looks like a secret: give it as VendorAuth.header('Client-Secret', secret).",
  ],
  [
    { 'X-Password': 'S3CRET' },
    "headers 'X-Password' looks like a secret: give it as VendorAuth.header('X-Password', secret).",
  ],
  [{ Cookie: 'S3CRET' }, "headers 'Cookie' looks like a secret: give it as VendorAuth.header('Cookie', secret)."],
  [{ 'X-Tenant': '' }, `headers.X-Tenant '' ${VALUE}`],
  [{ 'X-Tenant': ' a' }, `headers.X-Tenant ' a' ${VALUE}`],
  [{ 'X-Tenant': 'a ' }, `headers.X-Tenant 'a ' ${VALUE}`],
  [{ 'X-Tenant': 'a\r\nX-Other: b' }, `headers.X-Tenant 'a\\u000d\\u000aX-Other: b' ${VALUE}`],
  [{ 'X-Tenant': 'ä' }, `headers.X-Tenant 'ä' ${VALUE}`],
])('refuses the headers %j', (headers, message) => {
  expect(refusalOf(() => anApi({ headers }))).toBe(message);
});

it('refuses a secret as a header', () => {
  const headers = { 'X-Tenant': SecretValue.secretsManager('key').unsafeUnwrap() };
  expect(refusalOf(() => anApi({ headers }))).toBe(
    "headers.X-Tenant '<dynamic reference>' is a dynamic reference, which CloudFormation does not resolve here: " +
      'give the secret itself, as VendorSecret.fromSecretsManager(secret).',
  );
});

describe('refuses a sign-in', () => {
  it('that is a header, too', () => {
    const stack = aStack();
    const authentication = [VendorAuth.header('X-Tenant', aKey(stack))];
    expect(refusalOf(() => anApi({ authentication, headers: { 'x-tenant': 'a' } }))).toBe(
      "headers 'x-tenant' is also set by authentication: leave it out of one of the two.",
    );
  });

  it('that is there twice', () => {
    const stack = aStack();
    const key = aKey(stack);
    const authentication = [VendorAuth.header('X-Api-Key', key), VendorAuth.header('x-api-key', key)];
    expect(refusalOf(() => anApi({ authentication }))).toBe(
      "authentication 'x-api-key' is set twice: leave one of the two out.",
    );
  });

  it.each(['"S3CRET"', '{"name":"X-Api-Key","secret":"S3CRET"}'])(
    'that is none, as %s, and does not show it',
    (json) => {
      const given = JSON.parse(json);
      expect(refusalOf(() => anApi({ authentication: [given] }))).toBe(
        `authentication '<${typeof given}>' is not a VendorAuth: write VendorAuth.header('X-Api-Key', secret).`,
      );
    },
  );
});

const RETRIED = 'is final: name a status other than 401 and 403, or a code of the vendor.';
const SUCCESS = 'is a success: name a status from 300, or a code of the vendor and where errorCode is.';
const NO_STATUS = "is no HTTP status, and errorCode does not say where codes are: add errorCode: '/…'.";

it('refuses to sign nobody in', () => {
  expect(refusalOf(() => anApi({ authentication: [] }))).toBe(
    "authentication [] signs nobody in: write [VendorAuth.header('X-Api-Key', secret)].",
  );
});

it.each<[Record<string, VendorRefusal>, string]>([
  [{ '401': VendorRefusal.RETRY }, `refusals '401' ${RETRIED}`],
  [{ '403': VendorRefusal.RETRY }, `refusals '403' ${RETRIED}`],
  [{ '401': VendorRefusal.GONE }, `refusals '401' ${RETRIED}`],
  // The class holds both.
  [{ '4xx': VendorRefusal.RETRY }, `refusals '4xx' ${RETRIED}`],
  [{ '202': VendorRefusal.RETRY }, `refusals '202' ${SUCCESS}`],
  [{ '2xx': VendorRefusal.FINAL }, `refusals '2xx' ${SUCCESS}`],
  [{ NOT_YET: VendorRefusal.RETRY }, `refusals 'NOT_YET' ${NO_STATUS}`],
  [{ '42': VendorRefusal.RETRY }, `refusals '42' ${NO_STATUS}`],
  [JSON.parse('{"404":"gone"}'), "refusals.404 'gone' is no VendorRefusal: write one of RETRY, GONE, CONFLICT, FINAL."],
])('refuses the refusals %j', (refusals, message) => {
  expect(refusalOf(() => anApi({ refusals }))).toBe(message);
});

it.each<[unknown, string]>([
  [0, '0'],
  [-60, '-60'],
  [0.5, '0.5'],
  [Number.NaN, 'NaN'],
  [Number.POSITIVE_INFINITY, 'Infinity'],
  ['60', "'60'"],
  [Token.asNumber({ Ref: 'Limit' }), "'<token>'"],
])('refuses %p requests a minute', (requestsPerMinute, shown) => {
  expect(refusalOf(() => anApi(Object({ requestsPerMinute })))).toBe(
    `requestsPerMinute ${shown} is not a number of requests: write a whole number from 1, or leave it out.`,
  );
});

it.each(['update', 'removal', 'outcome', 'parameters', 'apiKey'])('refuses %s, which it does not carry out', (name) => {
  expect(refusalOf(() => anApi(JSON.parse(`{"${name}":"S3CRET"}`)))).toBe(
    `VendorApi.${name} '<string>' is not known to this version: leave it out, or use one of baseUrl, path, ` +
      'authentication, ownership, headers, envelope, id, createdAt, externalId, list, errorCode, errorText, requestId, ' +
      'refusals, requestsPerMinute.',
  );
});
