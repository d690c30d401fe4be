import { canonicalJson } from '../../../handlers/runtime/digest';
import { idText, isSameLeaf, jsonText, leafText, numberOf, parseJson } from '../../../handlers/runtime/json';

const NUMBERS = [
  '9007199254740993',
  '-9007199254740993',
  '12345678901234567890',
  '0.1234567890123456789',
  '100000000000000000000000',
  '1e400',
  '1.50',
  '1E2',
];

it.each([...NUMBERS, '7', '-0.5', '0'])(
  'A10 the number %s keeps its text, and is sent back as the same number',
  (text) => {
    const json = parseJson(`{"a":[${text}]}`);
    expect(jsonText(json)).toBe(`{"a":[${text}]}`);
    expect(leafText(numberOf(text))).toBe(text);
  },
);

it.each([
  ['9007199254740993', '9007199254740993'],
  ['-12345678901234567890', '-12345678901234567890'],
  ['1000000000000000000000', '1000000000000000000000'],
  ['7', '7'],
  ['1.0', '1'],
  ['1e2', '100'],
  ['"7"', '7'],
  ['1.5', undefined],
  ['1e400', undefined],
  ['12345678901234567890.5', undefined],
  ['true', undefined],
  ['null', undefined],
  ['{}', undefined],
])('A10 the id %s is %s', (text, id) => {
  expect(idText(parseJson(text))).toBe(id);
});

it.each<[string, string, boolean]>([
  ['9007199254740993', '9007199254740993', true],
  ['9007199254740993', '9007199254740992', false],
  ['1.0', '1', true],
  ['1e2', '100', true],
  ['1', '"1"', false],
  ['null', 'null', true],
])('A10 %s and %s say the same: %s', (a, b, expected) => {
  expect(isSameLeaf(parseJson(a), parseJson(b))).toBe(expected);
});

it.each([
  ['{"a":1.50,"b":[1E2]}', '{"a":1.5,"b":[100]}'],
  ['{"b":1,"a":"1"}', '{"a":"1","b":1}'],
])('A10 the identity of a record that says %s is as before', (text, canonical) => {
  expect(canonicalJson(parseJson(text))).toBe(canonical);
});

it('A10 two numbers that JavaScript takes for one make two identities', () => {
  const of = (text: string) => canonicalJson(parseJson(text));
  expect(of('9007199254740993')).not.toBe(of('9007199254740992'));
  expect(of('9007199254740993')).not.toBe(of('"9007199254740993"'));
});

it.each(['{"a":1,"a":2}', '{"__proto__":{"a":1}}', '"\\ud800\\u0041\\/"', ' [1, {"b": null}]\r\n', '"[[{{"', '"\\\\"'])(
  'A10 %s is read as JSON.parse reads it',
  (text) => {
    expect(parseJson(text)).toEqual(JSON.parse(text));
  },
);

it.each([
  '',
  '{',
  '{"a":1,}',
  '[1,]',
  '01',
  '1.',
  '.5',
  '+1',
  "{'a':1}",
  '{"a":1}{"b":2}',
  '"a\nb"',
  'NaN',
  '\u00a0{}',
])('A10 %j is not JSON', (text) => {
  expect(parseJson(text)).toBeUndefined();
});

it.each(['[', '{"a":', '[{"a":'])('A16 200,000 times %j is not JSON', (opening) => {
  expect(parseJson(opening.repeat(200_000))).toBeUndefined();
});

it('A16 JSON that is nested too deeply is not JSON, whatever closes it', () => {
  const nested = (depth: number) => `${'['.repeat(depth)}1${']'.repeat(depth)}`;
  expect(parseJson(nested(100))).toBeDefined();
  expect(parseJson(nested(101))).toBeUndefined();
  expect(parseJson(`"\\"${'['.repeat(200)}"`)).toBeDefined();
  expect(parseJson(`[${'[],'.repeat(500)}1]`)).toHaveLength(501);
});
