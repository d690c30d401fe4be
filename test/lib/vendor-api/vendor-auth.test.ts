import { CfnParameter, SecretValue } from 'aws-cdk-lib/core';
import { TokenEncoding, VendorAuth, VendorSecret, type VendorTokenOptions } from '../../../lib';
import { aKey, aStack, OTHER_ARN, refusalOf, SECRET_ARN } from '../fixture';

const NOT_A_SECRET =
  "'<string>' is not a VendorSecret; a key or a dynamic reference would stand in the template: " +
  'store the key in Secrets Manager and give VendorSecret.fromSecretsManager(secret).';

/** What no type of ours lets through, and a caller in another language, or without a checker, may give. */
const untyped = (json: string) => JSON.parse(json);

describe('a header', () => {
  it('carries the whole secret, by its ARN', () => {
    expect(VendorAuth.header('X-Api-Key', aKey(aStack()))._wire()).toEqual({
      kind: 'header',
      name: 'X-Api-Key',
      secret: { arn: SECRET_ARN },
    });
  });

  it('carries one member of a secret', () => {
    const { secret } = aKey(aStack());
    expect(VendorAuth.header('X-Api-Key', VendorSecret.fromSecretsManager(secret, 'apiKey'))._wire()).toEqual({
      kind: 'header',
      name: 'X-Api-Key',
      secret: { arn: SECRET_ARN, field: 'apiKey' },
    });
  });

  it.each([
    ['X Api', "header 'X Api' is not a header's name (RFC 9110): write it as 'X-Tenant-Id'."],
    ['Host', "header 'Host' is set by the function itself: leave it out."],
  ])("is not '%s'", (name, message) => {
    expect(refusalOf(() => VendorAuth.header(name, aKey(aStack())))).toBe(message);
  });
});

it('Bearer is a prefix in front of the secret', () => {
  expect(VendorAuth.bearer(aKey(aStack()))._wire()).toEqual({
    kind: 'header',
    name: 'Authorization',
    prefix: 'Bearer ',
    secret: { arn: SECRET_ARN },
  });
});

describe('a user and a password', () => {
  const stack = aStack();
  const [user, password] = [aKey(stack), aKey(stack, 'Other', OTHER_ARN)];

  it.each([
    ['basic', VendorAuth.basic(user, password)],
    ['digest', VendorAuth.digest(user, password)],
  ])('SX.1 %s', (kind, auth) => {
    expect(auth._wire()).toEqual({ kind, user: { arn: SECRET_ARN }, password: { arn: OTHER_ARN } });
    expect(auth.headerName).toBe('Authorization');
    expect(auth._secrets).toEqual([user, password]);
  });
});

describe('S2.12 client credentials', () => {
  const stack = aStack();
  const [id, secret] = [aKey(stack), aKey(stack, 'Other', OTHER_ARN)];
  const wire = (url: string, options?: VendorTokenOptions) => VendorAuth.token(url, id, secret, options)._wire();
  const refusal = (url: string, options?: object) => refusalOf(() => wire(url, options));
  const CLIENT = { kind: 'token', id: { arn: SECRET_ARN }, secret: { arn: OTHER_ARN } };

  it('are sent as RFC 6749 says, unless the vendor is told of otherwise', () => {
    expect(wire('/oauth/token')).toEqual({
      ...CLIENT,
      url: '/oauth/token',
      encoding: 'FORM',
      prefix: 'Bearer ',
      token: '/access_token',
    });
  });

  it('are sent as it is said', () => {
    const options = {
      encoding: TokenEncoding.JSON,
      scope: 'all-apis',
      fields: { audience: 'https://api.acme.example' },
      prefix: '',
      token: '/data/token',
    };
    expect(wire('https://login.acme.example/oauth2/token', options)).toEqual({
      ...CLIENT,
      url: 'https://login.acme.example/oauth2/token',
      ...options,
    });
    expect(wire('/t', { fields: {}, prefix: 'Token' })).toMatchObject({ prefix: 'Token ' });
    expect(wire('/t', { fields: {} })).not.toHaveProperty('fields');
  });

  it('say what kind of grant it is where the vendor wants to read that in JSON', () => {
    const fields = { grant_type: 'client_credentials' };
    expect(wire('/t', { encoding: TokenEncoding.JSON, fields })).toMatchObject({ fields });
    expect(refusal('/t', { encoding: TokenEncoding.JSON, fields: { client_id: 'a' } })).toBe(
      "fields 'client_id' is set by the exchange itself: leave it out.",
    );
  });

  it('take both of their secrets', () => {
    expect(VendorAuth.token('/t', id, secret)._secrets).toEqual([id, secret]);
  });

  it.each(['http://127.0.0.1:8080/token', 'http://localhost/token'])('may go to %s', (url) => {
    expect(wire(url)).toMatchObject({ url });
  });

  it('may go where only the deploy knows', () => {
    const url = new CfnParameter(stack, 'Url').valueAsString;
    expect(wire(url)).toMatchObject({ url });
  });

  it.each<[string, string, object?]>([
    [
      'http://acme.example/token',
      "token url 'http://acme.example/token' is not https, and only loopback may be http, as the key would travel in clear: write it as 'https://host/path'.",
    ],
    ['oauth/token', "token url 'oauth/token' is not a URL: write it as 'https://host/path'."],
    [
      'https://a:b@acme.example',
      "token url 'https://…@acme.example' carries credentials: leave them out, and give the key as a secret.",
    ],
    [
      'https://10.0.0.1/token',
      "token url 'https://10.0.0.1/token' names an IP address, for which no certificate vouches: write the host by its name.",
    ],
    [
      '/token?a=b',
      "token url '/token?a=b' holds '{', '}' or '?': write a plain path such as '/oauth/token', and what else is sent in fields.",
    ],
    [
      '/{tenant}/token',
      "token url '/{tenant}/token' holds '{', '}' or '?': write a plain path such as '/oauth/token', and what else is sent in fields.",
    ],
    ['/a/../token', "token url '/a/../token' climbs with '.' or '..': write the path that it comes to."],
    ['/t', "scope '' is empty: leave it out.", { scope: '' }],
    [
      '/t',
      "prefix 'Bearer ' is not the name of a scheme: write 'Bearer' without its blank, or '' for the token alone.",
      { prefix: 'Bearer ' },
    ],
    ['/t', "token 'access_token' is not a JSON Pointer (RFC 6901): write '/access_token'.", { token: 'access_token' }],
    [
      '/t',
      "fields 'client_secret' is set by the exchange itself: leave it out.",
      { fields: { client_secret: 'S3CRET' } },
    ],
    ['/t', "fields 'grant_type' is set by the exchange itself: leave it out.", { fields: { grant_type: 'password' } }],
    ['/t', "fields 'scope' is set by the exchange itself: give it as scope.", { fields: { scope: 'a' } }],
    [
      '/t',
      "fields 'api_key' looks like a secret, and would stand in the template: leave it out.",
      { fields: { api_key: 'S3CRET' } },
    ],
    ['/t', 'fields.expires_in 1800 is not text: write it as text.', { fields: { expires_in: 1800 } }],
    ['/t', "encoding 'XML' is no TokenEncoding: write TokenEncoding.FORM or TokenEncoding.JSON.", { encoding: 'XML' }],
    [
      '/t',
      "VendorAuth.token.secret '<string>' is not known to this version: leave it out, or use one of encoding, scope, fields, prefix, token.",
      { secret: 'S3CRET' },
    ],
  ])('%s: %s', (url, message, ...[options]) => {
    expect(refusal(url, options)).toBe(message);
  });

  it('hold no secret where it would stand in the template', () => {
    const reference = SecretValue.secretsManager('key').unsafeUnwrap();
    expect(refusal('/t', { fields: { audience: reference } })).toMatch(/^fields\.audience '<dynamic reference>'/);
    expect(refusal('/t', { scope: reference })).toMatch(/^scope '<dynamic reference>'/);
    expect(refusal(reference)).toMatch(/^token url '<dynamic reference>'/);
  });
});

describe('39 the key itself is refused, and not shown', () => {
  const key = aKey(aStack());
  const given = untyped('"S3CRET"');

  it.each<[string, () => VendorAuth]>([
    ["header 'X-Api-Key' secret", () => VendorAuth.header('X-Api-Key', given)],
    ['bearer secret', () => VendorAuth.bearer(given)],
    ['basic user', () => VendorAuth.basic(given, key)],
    ['basic password', () => VendorAuth.basic(key, given)],
    ['digest password', () => VendorAuth.digest(key, given)],
    ['token id', () => VendorAuth.token('/t', given, key)],
    ['token secret', () => VendorAuth.token('/t', key, given)],
  ])('as a %s', (what, act) => {
    expect(refusalOf(act)).toBe(`${what} ${NOT_A_SECRET}`);
  });
});
