import { OnExisting, VendorOwnership } from '../../../lib';
import { refusalOf } from '../fixture';

it.each<[string, VendorOwnership, object]>([
  ['a marker', VendorOwnership.marker('/meta/note'), { by: 'marker', at: '/meta/note' }],
  ['a marker in a short field', VendorOwnership.marker('/note', { maxLength: 48 }), { by: 'marker', at: '/note' }],
  ['a key', VendorOwnership.key('/arn'), { by: 'key', at: '/arn' }],
  [
    'a key of others, too',
    VendorOwnership.key('/arn', { onExisting: OnExisting.FAIL }),
    { by: 'key', at: '/arn', onExisting: 'fail' },
  ],
  [
    'a key to share',
    VendorOwnership.key('/arn', { onExisting: OnExisting.ADOPT }),
    { by: 'key', at: '/arn', onExisting: 'adopt' },
  ],
  ['nothing', VendorOwnership.none(), { by: 'none' }],
])('%s', (_, ownership, wire) => {
  expect(ownership._wire()).toEqual(wire);
});

it('a key that only this stack can have needs no choice', () => {
  expect(VendorOwnership.key('/arn', { onExisting: OnExisting.ADOPT })._wire(true)).toEqual({ by: 'key', at: '/arn' });
});

const SHORT = 'has no room for our marker of 48: mark another field, or recognise the record otherwise.';

it.each<[string, () => VendorOwnership]>([
  [
    "ownership marker 'description' is not a JSON Pointer (RFC 6901): write '/description'.",
    () => VendorOwnership.marker('description'),
  ],
  [
    "ownership marker '' points to the whole, not to a member of it: write it as '/name'.",
    () => VendorOwnership.marker(''),
  ],
  [
    "ownership key 'config.arn' is not a JSON Pointer (RFC 6901): write '/config/arn'.",
    () => VendorOwnership.key('config.arn'),
  ],
  [`maxLength 47 ${SHORT}`, () => VendorOwnership.marker('/note', { maxLength: 47 })],
  [`maxLength NaN ${SHORT}`, () => VendorOwnership.marker('/note', { maxLength: Number.NaN })],
  [
    "onExisting 'adopt' is no OnExisting: write OnExisting.FAIL or OnExisting.ADOPT.",
    () => VendorOwnership.key('/arn', JSON.parse('{"onExisting":"adopt"}')),
  ],
  [
    "VendorOwnership.key.maxLength '<number>' is not known to this version: leave it out, or use one of onExisting.",
    () => VendorOwnership.key('/arn', JSON.parse('{"maxLength":100}')),
  ],
  [
    "VendorOwnership.marker.onExisting '<string>' is not known to this version: leave it out, or use one of maxLength.",
    () => VendorOwnership.marker('/note', JSON.parse('{"onExisting":"FAIL"}')),
  ],
])('refuses: %s', (message, act) => {
  expect(refusalOf(act)).toBe(message);
});
