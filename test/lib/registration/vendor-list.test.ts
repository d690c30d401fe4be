import { VendorList } from '../../../lib';
import { refusalOf } from '../fixture';

const OFFSET = { by: 'offset', parameter: 'offset', sizeParameter: 'limit', size: '100' };

it.each<[string, VendorList, object]>([
  ['the whole', VendorList.whole(), { items: '/data' }],
  ['the whole, elsewhere', VendorList.whole({ items: '/Items' }), { items: '/Items' }],
  ['the whole, that is a list itself', VendorList.whole({ items: '' }), { items: '' }],
  [
    'the whole, narrowed',
    VendorList.whole({ filter: { name: '/name' } }),
    { items: '/data', filter: { name: '/name' } },
  ],
  ['the whole, narrowed by nothing', VendorList.whole({ filter: {} }), { items: '/data' }],
  ['pages by offset', VendorList.byOffset(), { items: '/data', paging: OFFSET }],
  [
    'pages by offset, said otherwise',
    VendorList.byOffset({ items: '/a', filter: { q: '/b' }, size: 25, parameter: 'skip', sizeParameter: 'take' }),
    {
      items: '/a',
      filter: { q: '/b' },
      paging: { by: 'offset', parameter: 'skip', sizeParameter: 'take', size: '25' },
    },
  ],
])('%s', (_, list, expected) => {
  expect(list._wire('/things', '/data')).toEqual({ path: '/things', ...expected });
});

it.each<[string, () => VendorList]>([
  ["items 'Items' is not a JSON Pointer (RFC 6901): write '/Items'.", () => VendorList.whole({ items: 'Items' })],
  ["items '$.a' is not a JSON Pointer (RFC 6901): write '/a'.", () => VendorList.byOffset({ items: '$.a' })],
  [
    "filter.name 'name' is not a JSON Pointer (RFC 6901): write '/name'.",
    () => VendorList.whole({ filter: { name: 'name' } }),
  ],
  [
    "filter.name '' points to the whole, not to a member of it: write it as '/name'.",
    () => VendorList.whole({ filter: { name: '' } }),
  ],
  ['size 0 is not a number of records: write a whole number from 1.', () => VendorList.byOffset({ size: 0 })],
  ['size 2.5 is not a number of records: write a whole number from 1.', () => VendorList.byOffset({ size: 2.5 })],
  [
    'size NaN is not a number of records: write a whole number from 1.',
    () => VendorList.byOffset({ size: Number.NaN }),
  ],
  [
    "size '100' is not a number of records: write a whole number from 1.",
    () => VendorList.byOffset(JSON.parse('{"size":"100"}')),
  ],
  [
    "VendorList.whole.size '<number>' is not known to this version: leave it out, or use one of items, filter.",
    () => VendorList.whole(JSON.parse('{"size":100}')),
  ],
  [
    "VendorList.byOffset.cursor '<string>' is not known to this version: " +
      'leave it out, or use one of items, filter, size, parameter, sizeParameter.',
    () => VendorList.byOffset(JSON.parse('{"cursor":"/next"}')),
  ],
])('refuses: %s', (message, act) => {
  expect(refusalOf(act)).toBe(message);
});

it('takes one record a page', () => {
  expect(VendorList.byOffset({ size: 1 })._wire('/', '')).toMatchObject({ paging: { size: '1' } });
});
