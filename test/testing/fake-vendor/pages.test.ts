import { pageFrom, wholeNumber } from '../../../testing/fake-vendor/pages';

const ALL = ['a', 'b', 'c'];

it.each([
  ['the first page', 0, 2, { items: ['a', 'b'], next: 2 }],
  ['the last page', 2, 2, { items: ['c'] }],
  ['a page that ends with the list', 1, 2, { items: ['b', 'c'] }],
  ['a page behind the list', 5, 2, { items: [] }],
  ['a page of everything', 0, Number.POSITIVE_INFINITY, { items: ALL }],
  ['a page of nothing', 0, 0, { items: [] }],
])('cuts %s', (_, start, size, page) => {
  expect(pageFrom(ALL, start, size)).toEqual(page);
});

it.each([
  ['0', 0],
  ['7', 7],
  ['10', 10],
  ['11', undefined],
  ['-1', undefined],
  ['1.5', undefined],
  ['1e1', undefined],
  ['', undefined],
])("reads '%s' as a whole number from 0 to 10: %s", (text, number) => {
  expect(wholeNumber(text, 0, 10)).toBe(number);
});

it('refuses a number below the least', () => {
  expect(wholeNumber('0', 1)).toBeUndefined();
});
