import { VendorUpdate } from '../../../lib';
import { refusalOf } from '../fixture';

it.each<[string, VendorUpdate, object]>([
  ['PUT', VendorUpdate.byPut(), { method: 'PUT', path: '/t/{id}' }],
  ['PATCH', VendorUpdate.byPatch({ fields: ['/a'] }), { method: 'PATCH', path: '/t/{id}', fields: ['/a'] }],
  ['what is empty, left out', VendorUpdate.byPut({ carry: [], ifMatch: false }), { method: 'PUT', path: '/t/{id}' }],
  [
    'all that can be said',
    VendorUpdate.byPut({ fields: ['/a', '/b/c'], carry: ['/version'], ifMatch: true, path: '/u/{id}' }),
    { method: 'PUT', path: '/u/{id}', fields: ['/a', '/b/c'], carry: ['/version'], ifMatch: 'true' },
  ],
])('%s', (_, update, wire) => {
  expect(update._wire('/t/{id}')).toEqual(wire);
});

it('none is none', () => {
  expect(VendorUpdate.none()._wire('/t/{id}')).toBeUndefined();
  expect(VendorUpdate.none()._changes('/a')).toBe(false);
});

it.each([
  ['/a', true],
  ['/a/b', true],
  ['/b', true],
  ['/b/c', true],
  ['/b/d', false],
  ['/ab', false],
])('of /a and /b/c, %s changes in place: %s', (pointer, changes) => {
  expect(VendorUpdate.byPut({ fields: ['/a', '/b/c'] })._changes(pointer)).toBe(changes);
  expect(VendorUpdate.byPut()._changes(pointer)).toBe(true);
});

it.each<[string, () => VendorUpdate]>([
  [
    'VendorUpdate.byPut fields [] let nothing change: name a member, or say VendorUpdate.none().',
    () => VendorUpdate.byPut({ fields: [] }),
  ],
  [
    "VendorUpdate.byPatch fields 'name' is not a JSON Pointer (RFC 6901): write '/name'.",
    () => VendorUpdate.byPatch({ fields: ['name'] }),
  ],
  [
    "VendorUpdate.byPatch fields '' points to the whole, not to a member of it: write it as '/name'.",
    () => VendorUpdate.byPatch({ fields: [''] }),
  ],
  [
    "VendorUpdate.byPut carry 'version' is not a JSON Pointer (RFC 6901): write '/version'.",
    () => VendorUpdate.byPut({ carry: ['version'] }),
  ],
  [
    "VendorUpdate.byPut carry [ '/a/b' ] holds '/a', which fields send from the body: leave it out of one of the two.",
    () => VendorUpdate.byPut({ fields: ['/a'], carry: ['/a/b'] }),
  ],
  [
    "VendorUpdate.byPut.body '<object>' is not known to this version: leave it out, or use one of carry, ifMatch, path, fields.",
    () => VendorUpdate.byPut(JSON.parse('{"body":{}}')),
  ],
])('refuses: %s', (message, act) => {
  expect(refusalOf(act)).toBe(message);
});
