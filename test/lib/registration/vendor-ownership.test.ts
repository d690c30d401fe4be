import { VendorOwnership } from '../../../lib';
import { refusalOf } from '../fixture';

it('marks a field', () => {
  expect(VendorOwnership.marker('/meta/note').at).toBe('/meta/note');
});

it.each([
  ['description', "is not a JSON Pointer (RFC 6901): write '/description'."],
  ['', "points to the whole, not to a member of it: write it as '/name'."],
])("does not mark '%s'", (at, message) => {
  expect(refusalOf(() => VendorOwnership.marker(at))).toBe(`ownership marker '${at}' ${message}`);
});
