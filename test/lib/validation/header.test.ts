import { checkHeaderName } from '../../../lib/validation/header';
import { refusalOf } from '../fixture';

it.each(['X-Tenant-Org-Id', 'x', "!#$%&'*+.^_`|~-09"])('%s is a header', (name) => {
  expect(() => checkHeaderName('headers', name)).not.toThrow();
});

it.each([
  ['', "headers '' is not a header's name (RFC 9110): write it as 'X-Tenant-Id'."],
  ['X Tenant', "headers 'X Tenant' is not a header's name (RFC 9110): write it as 'X-Tenant-Id'."],
  ['X-Tenant:', "headers 'X-Tenant:' is not a header's name (RFC 9110): write it as 'X-Tenant-Id'."],
  ['X\r\nY', "headers 'X\\u000d\\u000aY' is not a header's name (RFC 9110): write it as 'X-Tenant-Id'."],
  ['Host', "headers 'Host' is set by the function itself: leave it out."],
  ['CONTENT-TYPE', "headers 'CONTENT-TYPE' is set by the function itself: say it as mediaType, or leave it out."],
  ['content-length', "headers 'content-length' is set by the function itself: leave it out."],
  ['accept', "headers 'accept' is set by the function itself: say it as mediaType, or leave it out."],
  ['If-Match', "headers 'If-Match' is set by the function itself: write ifMatch: true where a request needs it."],
  ['connection', "headers 'connection' is set by the function itself: leave it out."],
  ['transfer-encoding', "headers 'transfer-encoding' is set by the function itself: leave it out."],
])('%j is refused', (name, message) => {
  expect(refusalOf(() => checkHeaderName('headers', name))).toBe(message);
});
