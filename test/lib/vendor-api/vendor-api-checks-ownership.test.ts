import { VendorList, VendorOwnership, VendorUpdate } from '../../../lib';
import { anApi, refusalOf } from '../fixture';

describe('refuses an ownership', () => {
  it.each([
    ['marker', VendorOwnership.marker('/notes')],
    ['key', VendorOwnership.key('/arn')],
  ])('by %s with nothing to look in', (by, ownership) => {
    expect(refusalOf(() => anApi({ ownership, list: VendorList.none() }))).toBe(
      `ownership '${by}' needs a list to look in, but list is VendorList.none(): ` +
        'describe the list, or say VendorOwnership.none().',
    );
  });

  it('by a marker in a field that the list is narrowed by', () => {
    const list = VendorList.whole({ filter: { q: '/notes' } });
    expect(refusalOf(() => anApi({ list }))).toBe(
      "filter 'q' narrows the list by the marker's field, which never reads as the body says: take another member.",
    );
  });

  it('by a marker that a PUT would wipe', () => {
    expect(refusalOf(() => anApi({ update: VendorUpdate.byPut({ fields: ['/name'], carry: ['/notes2'] }) }))).toBe(
      "VendorUpdate.byPut fields [ '/name' ] leave out the marker's '/notes', so that a PUT would wipe it: " +
        "add '/notes' to fields or carry.",
    );
  });

  it.each<[string, VendorUpdate, string]>([
    ['the whole body', VendorUpdate.byPut(), "VendorUpdate.byPut fields '(all)'"],
    [
      'the key',
      VendorUpdate.byPatch({ fields: ['/a', '/config/arn'] }),
      "VendorUpdate.byPatch fields [ '/a', '/config/arn' ]",
    ],
    ['what is around it', VendorUpdate.byPut({ fields: ['/config'] }), "VendorUpdate.byPut fields [ '/config' ]"],
  ])('by a key that an update may change: %s', (_, update, shown) => {
    expect(refusalOf(() => anApi({ ownership: VendorOwnership.key('/config/arn'), update }))).toBe(
      `${shown} let the key '/config/arn' change in place, and the record would be lost sight of: ` +
        'list the fields, without the key.',
    );
  });
});
