import { SecretValue } from 'aws-cdk-lib/core';
import { VendorRemoval } from '../../../lib';
import { refusalOf } from '../fixture';

it.each<[string, VendorRemoval, object]>([
  ['DELETE', VendorRemoval.byDelete(), { method: 'DELETE', path: '/t/{id}' }],
  [
    'DELETE with all that can be said',
    VendorRemoval.byDelete({ path: '/t/{id}?force=true', carry: ['/version'], ifMatch: true }),
    { method: 'DELETE', path: '/t/{id}?force=true', carry: ['/version'], ifMatch: 'true' },
  ],
  [
    'S2.8 PUT, which disables',
    VendorRemoval.byPut({ body: { enabled: false }, carry: ['/name'] }),
    {
      method: 'PUT',
      path: '/t/{id}',
      carry: ['/name'],
      body: { value: { enabled: 'false' }, types: { '/enabled': 'boolean' } },
    },
  ],
])('%s', (_, removal, wire) => {
  expect(removal._wire('/t/{id}')).toEqual(wire);
});

const SAYS = 'says nothing: write what disables a record, such as { enabled: false }.';

it.each<[string, () => VendorRemoval]>([
  [`VendorRemoval.byPut body {} ${SAYS}`, () => VendorRemoval.byPut({ body: {}, carry: ['/name'] })],
  [
    `VendorRemoval.byPut body { enabled: undefined } ${SAYS}`,
    () => VendorRemoval.byPut({ body: { enabled: undefined } }),
  ],
  [
    'removal.body/version 1 is also carried from the record: leave it out.',
    () => VendorRemoval.byPut({ body: { version: 1 }, carry: ['/version'] }),
  ],
  [
    "VendorRemoval.byDelete carry 'version' is not a JSON Pointer (RFC 6901): write '/version'.",
    () => VendorRemoval.byDelete({ carry: ['version'] }),
  ],
  [
    "VendorRemoval.byDelete carry '/' points to a member without a name: write it as '/version'.",
    () => VendorRemoval.byDelete({ carry: ['/'] }),
  ],
  [
    "VendorRemoval.byDelete.body '<object>' is not known to this version: leave it out, or use one of carry, ifMatch, path.",
    () => VendorRemoval.byDelete(JSON.parse('{"body":{}}')),
  ],
  [
    "removal.body/at 'Date' is not JSON: give text, number, boolean, null, list or map (a date as ISO-8601 text).",
    () => VendorRemoval.byPut({ body: { at: new Date(0) } }),
  ],
])('refuses: %s', (message, act) => {
  expect(refusalOf(act)).toBe(message);
});

it('refuses a secret in what it says', () => {
  const body = { key: SecretValue.secretsManager('key').unsafeUnwrap() };
  expect(refusalOf(() => VendorRemoval.byPut({ body }))).toMatch(/^removal\.body\/key '<dynamic reference>'/);
});
