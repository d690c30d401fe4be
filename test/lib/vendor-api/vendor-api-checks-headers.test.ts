import { SecretValue } from 'aws-cdk-lib/core';
import { VendorAuth, type VendorSecret } from '../../../lib';
import { aKey, anApi, aStack, refusalOf } from '../fixture';

const VALUE = 'is not a header value: write printable ASCII on one line, no blank at its ends.';

it.each<[Record<string, string>, string]>([
  [{ 'X Tenant': 'a' }, "headers 'X Tenant' is not a header's name (RFC 9110): write it as 'X-Tenant-Id'."],
  [
    { 'Content-Type': 'text/plain' },
    "headers 'Content-Type' is set by the function itself: say it as mediaType, or leave it out.",
  ],
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

  it.each<[string, (key: VendorSecret) => VendorAuth[]]>([
    ['Bearer and a header', (key) => [VendorAuth.bearer(key), VendorAuth.header('authorization', key)]],
    ['Digest and Bearer', (key) => [VendorAuth.digest(key, key), VendorAuth.bearer(key)]],
    ['Basic and a token', (key) => [VendorAuth.basic(key, key), VendorAuth.token('/t', key, key)]],
  ])('that sets Authorization beside another: %s', (_, authentication) => {
    expect(refusalOf(() => anApi({ authentication: authentication(aKey(aStack())) }))).toMatch(
      /^authentication '[Aa]uthorization' is set twice: leave one of the two out\.$/,
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

it('refuses to sign nobody in', () => {
  expect(refusalOf(() => anApi({ authentication: [] }))).toBe(
    "authentication [] signs nobody in: write [VendorAuth.header('X-Api-Key', secret)].",
  );
});

it.each([
  'text/xml',
  'application/x-www-form-urlencoded',
  'json',
  'application/json, text/xml',
  'application/json\r\nX: y',
])('refuses the media type %j, as it speaks JSON alone', (mediaType) => {
  expect(refusalOf(() => anApi({ mediaType }))).toMatch(
    /^mediaType '.+' is no media type of JSON: write it as 'application\/vnd\.acme\.v2\+json'\.$/,
  );
});
