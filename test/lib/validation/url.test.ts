import { Aws } from 'aws-cdk-lib/core';
import { checkBaseUrl } from '../../../lib/validation/url';
import { refusalOf } from '../fixture';

const MEND = "write it as 'https://host/path'";
const NOT_HTTPS = 'is not https, and only loopback may be http, as the key would travel in clear';

it.each([
  'https://api.bitmovin.com/v1',
  'https://api.bitmovin.com',
  'https://proxy.acme.example:8443/bitmovin/',
  'http://localhost:9999/v1',
  'http://127.0.0.1:9999',
  'http://127.1.2.3/v1',
  'http://[::1]:9999/v1',
  'https://127.0.0.1/v1',
])('%s may be called', (url) => {
  expect(() => checkBaseUrl('apiBaseUrl', url)).not.toThrow();
});

it('a URL that only the deploy knows may be called', () => {
  expect(() => checkBaseUrl('apiBaseUrl', `http://${Aws.REGION}.acme.example`)).not.toThrow();
});

it.each([
  ['', '', 'is not a URL', MEND],
  ['api.bitmovin.com/v1', 'api.bitmovin.com/v1', 'is not a URL', MEND],
  ['https://', 'https://', 'is not a URL', MEND],
  ['http://api.bitmovin.com/v1', 'http://api.bitmovin.com/v1', NOT_HTTPS, MEND],
  ['http://localhost.evil.example', 'http://localhost.evil.example', NOT_HTTPS, MEND],
  ['http://127.0.0.1.evil.example', 'http://127.0.0.1.evil.example', NOT_HTTPS, MEND],
  ['http://10.0.0.1', 'http://10.0.0.1', NOT_HTTPS, MEND],
  ['ftp://localhost', 'ftp://localhost', NOT_HTTPS, MEND],
  ['localhost:9999/v1', 'localhost:9999/v1', NOT_HTTPS, MEND],
  [
    'https://10.0.0.1/v1',
    'https://10.0.0.1/v1',
    'names an IP address, for which no certificate vouches',
    'write the host by its name',
  ],
  [
    'https://[2001:db8::1]/v1',
    'https://[2001:db8::1]/v1',
    'names an IP address, for which no certificate vouches',
    'write the host by its name',
  ],
  ['https://acme.example/v1#a', 'https://acme.example/v1…', "holds '?' or '#'", 'write scheme, host and path alone'],
  ['https://acme.example/v1?', 'https://acme.example/v1…', "holds '?' or '#'", 'write scheme, host and path alone'],
  [' https://acme.example', ' https://acme.example', 'holds a blank or a control character', MEND],
  ['https://acme.example/v1\n', 'https://acme.example/v1\\u000a', 'holds a blank or a control character', MEND],
  ['https://acme.exa\tmple', 'https://acme.exa\\u0009mple', 'holds a blank or a control character', MEND],
])('%j is refused', (url, shown, wrong, mend) => {
  expect(refusalOf(() => checkBaseUrl('apiBaseUrl', url))).toBe(`apiBaseUrl '${shown}' ${wrong}: ${mend}.`);
});

it.each([
  ['https://user:S3CRET@acme.example/v1', 'https://…@acme.example/v1'],
  ['https://S3CRET@acme.example', 'https://…@acme.example'],
  ['https://:S3CRET@acme.example', 'https://…@acme.example'],
  ['http://user:S3CRET@localhost', 'http://…@localhost'],
])('%s carries credentials, which are not shown', (url, shown) => {
  expect(refusalOf(() => checkBaseUrl('apiBaseUrl', url))).toBe(
    `apiBaseUrl '${shown}' carries credentials: leave them out, and give the key as a secret.`,
  );
});

it.each([
  ['https://user:S3CRET/x@acme.example', 'is not a URL'],
  ['user:S3CRET@acme.example', NOT_HTTPS],
  ['http://acme.example?key=S3CRET', NOT_HTTPS],
  ['https://10.0.0.1?key=S3CRET', 'names an IP address'],
  ['https://acme.example?key=S3CRET', "holds '?' or '#'"],
  ['https://acme.example/?key=S3CRET\n#', "holds '?' or '#'"],
])('%j is refused without showing what may be a key', (url, wrong) => {
  const message = refusalOf(() => checkBaseUrl('apiBaseUrl', url));
  expect(message).toContain(wrong);
  expect(message).not.toContain('S3CRET');
});
