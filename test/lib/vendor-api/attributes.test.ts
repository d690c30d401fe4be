import { attributeNameOf } from '../../../lib/vendor-api/attributes';
import { refusalOf } from '../fixture';

it.each([
  ['/version', 'Atz2fzversion'],
  ['/a/b', 'Atz2fzaz2fzb'],
  ['/0', 'Atz2fz0'],
  ['/size', 'Atz2fzsiz7aze'],
  ['/a~1b_c', 'Atz2fzaz7ez1bz5fzc'],
  ['/é', 'Atz2fzze9z'],
])('%s is known as %s', (pointer, name) => {
  expect(attributeNameOf(pointer)).toBe(name);
});

it('is letters and digits alone, and another for every pointer', () => {
  const pointers = [
    '/a',
    '/A',
    '/a/',
    '/a/b',
    '/a~1b',
    '/a_b',
    '/az2fzb',
    '/z',
    '/zz',
    '/2f',
    '//',
    '/🎬',
    '/ExternalId',
  ];
  const names = pointers.map(attributeNameOf);
  expect(new Set(names).size).toBe(pointers.length);
  for (const name of names) {
    expect(name).toMatch(/^At[A-Za-z0-9]+$/);
  }
});

it.each([
  ['version', "attribute 'version' is not a JSON Pointer (RFC 6901): write '/version'."],
  ['', "attribute '' points to the whole, not to a member of it: write it as '/name'."],
])("'%s' is refused", (pointer, message) => {
  expect(refusalOf(() => attributeNameOf(pointer))).toBe(message);
});
