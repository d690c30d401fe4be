import { textOnly, textOnlyMap } from '../../../testing/cloudformation/text-only';

it('makes text of every leaf, and keeps the shape', () => {
  const given = { n: 42, yes: true, no: false, text: 'a', list: [80, [true]], map: { deep: { n: 1.5 } }, empty: {} };
  expect(textOnlyMap(given)).toEqual({
    n: '42',
    yes: 'true',
    no: 'false',
    text: 'a',
    list: ['80', ['true']],
    map: { deep: { n: '1.5' } },
    empty: {},
  });
});

it('leaves out what is undefined', () => {
  expect(Object.keys(Object(textOnly({ a: undefined, b: 1 })))).toEqual(['b']);
});

it('keeps what a name like __proto__ says to itself', () => {
  const made = textOnly(JSON.parse('{"__proto__":{"x":1}}'));
  expect(JSON.stringify(made)).toBe('{"__proto__":{"x":"1"}}');
  expect(Object.getPrototypeOf(made)).toBe(Object.prototype);
});

it.each<[string, unknown, string]>([
  ['null', { a: null }, 'Properties/a is null'],
  ['a function', { a: [() => 1] }, 'Properties/a/0 is function'],
  ['a date', { a: { b: new Date(0) } }, 'Properties/a/b is object'],
  ['nothing', undefined, 'Properties is undefined'],
])('refuses %s, which no template holds', (_, given, message) => {
  expect(() => textOnly(given)).toThrow(`${message}: a template holds text, lists and maps.`);
});
