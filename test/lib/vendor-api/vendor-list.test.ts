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
  ['the whole, at a path of its own', VendorList.whole({ path: '/all' }), { path: '/all', items: '/data' }],
  [
    'pages by number',
    VendorList.byPage(),
    { items: '/data', paging: { by: 'page', parameter: 'page', sizeParameter: 'per_page', size: '100', first: '1' } },
  ],
  [
    'pages by number, said otherwise',
    VendorList.byPage({
      path: '/p',
      items: '',
      size: 25,
      parameter: 'page[number]',
      sizeParameter: 'page[size]',
      first: 0,
    }),
    {
      path: '/p',
      items: '',
      paging: { by: 'page', parameter: 'page[number]', sizeParameter: 'page[size]', size: '25', first: '0' },
    },
  ],
  [
    'pages by cursor',
    VendorList.byCursor({ next: '/paging/next' }),
    { items: '/data', paging: { by: 'cursor', parameter: 'cursor', next: '/paging/next' } },
  ],
  [
    'pages by cursor, said otherwise',
    VendorList.byCursor({ path: '/c', items: '/a', filter: { q: '/b' }, next: '/n', parameter: 'after' }),
    { path: '/c', items: '/a', filter: { q: '/b' }, paging: { by: 'cursor', parameter: 'after', next: '/n' } },
  ],
  [
    'A6 a list that may be absent',
    VendorList.whole({ absentIsEmpty: true }),
    { items: '/data', absentIsEmpty: 'true' },
  ],
  ['A6 a list that may not', VendorList.whole({ absentIsEmpty: false }), { items: '/data' }],
  [
    'G7 pages by the last id',
    VendorList.byLastId({ parameter: 'starting_after' }),
    { items: '/data', paging: { by: 'lastId', parameter: 'starting_after', id: '/id' } },
  ],
  [
    'G7 pages by the last id, said otherwise',
    VendorList.byLastId({ items: '/a', parameter: 'after', more: '/has_more', absentIsEmpty: true }),
    { items: '/a', paging: { by: 'lastId', parameter: 'after', id: '/id', more: '/has_more' }, absentIsEmpty: 'true' },
  ],
])('%s', (_, list, expected) => {
  expect(list._wire('/things', '/data')).toEqual({ path: '/things', ...expected });
});

it('none is none', () => {
  expect(VendorList.none()._wire('/things', '/data')).toBeUndefined();
});

const NAME = "is not the name of a query parameter: write letters, digits and _.-~$:[], such as 'page[size]'.";

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
    "VendorList.whole.size '<number>' is not known to this version: leave it out, or use one of path, items, filter, absentIsEmpty.",
    () => VendorList.whole(JSON.parse('{"size":100}')),
  ],
  [
    "VendorList.byOffset.cursor '<string>' is not known to this version: " +
      'leave it out, or use one of path, items, filter, absentIsEmpty, size, parameter, sizeParameter.',
    () => VendorList.byOffset(JSON.parse('{"cursor":"/next"}')),
  ],
  ['first 2 is not the number of a first page: write 0 or 1.', () => VendorList.byPage({ first: 2 })],
  [
    "next undefined is missing: write where the next page is, such as '/paging/next'.",
    () => VendorList.byCursor(JSON.parse('{}')),
  ],
  ["next 'next' is not a JSON Pointer (RFC 6901): write '/next'.", () => VendorList.byCursor({ next: 'next' })],
  [`parameter 'a b' ${NAME}`, () => VendorList.byCursor({ next: '/n', parameter: 'a b' })],
  [`parameter '' ${NAME}`, () => VendorList.byOffset({ parameter: '' })],
  [`sizeParameter 'a&b' ${NAME}`, () => VendorList.byPage({ sizeParameter: 'a&b' })],
  [`filter 'a=b' ${NAME}`, () => VendorList.whole({ filter: { 'a=b': '/name' } })],
  [
    "sizeParameter 'page' is also the parameter of the page: name two.",
    () => VendorList.byPage({ sizeParameter: 'page' }),
  ],
  [
    "filter 'limit' is also a parameter of the paging: leave it out of one of the two.",
    () => VendorList.byOffset({ filter: { limit: '/limit' } }),
  ],
  [
    "filter 'cursor' is also a parameter of the paging: leave it out of one of the two.",
    () => VendorList.byCursor({ next: '/n', filter: { cursor: '/c' } }),
  ],
])('refuses: %s', (message, act) => {
  expect(refusalOf(act)).toBe(message);
});

it('takes one record a page', () => {
  expect(VendorList.byOffset({ size: 1 })._wire('/', '')).toMatchObject({ paging: { size: '1' } });
});
