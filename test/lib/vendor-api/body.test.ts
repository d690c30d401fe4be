import { Aws, CfnParameter, Fn, Lazy, SecretValue, Token } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { VendorValue } from '../../../lib';
import { encodeBody } from '../../../lib/vendor-api/body';
import type { LeafType } from '../../../lib/vendor-api/contract';
import { aStack, refusalOf } from '../fixture';

const stack = aStack();
const text = new CfnParameter(stack, 'Text').valueAsString;
const number = new CfnParameter(stack, 'Number', { type: 'Number' }).valueAsNumber;
const list = new CfnParameter(stack, 'List', { type: 'CommaDelimitedList' }).valueAsList;

/** What stands in the template for `{ x: given }`. */
function encoded(given: unknown): { value: unknown; types?: unknown } {
  return stack.resolve(encodeBody('body', { x: given }));
}

it.each<[string, unknown, unknown, Record<string, LeafType>?]>([
  ['text', 'a', 'a'],
  ['empty text', '', ''],
  ['text that looks like a number', '007', '007'],
  ['text that would end a string', 'x","acl":"PUBLIC', 'x","acl":"PUBLIC'],
  ['a number', 1.5, '1.5', { '/x': 'number' }],
  ['zero', 0, '0', { '/x': 'number' }],
  ['a large number', 1e21, '1e+21', { '/x': 'number' }],
  ['true', true, 'true', { '/x': 'boolean' }],
  ['false', false, 'false', { '/x': 'boolean' }],
  ['null', null, '', { '/x': 'null' }],
  ['an empty list', [], '[]', { '/x': 'json' }],
  ['an empty map', {}, '{}', { '/x': 'json' }],
  [
    'a list',
    ['a', 1, null, [true]],
    ['a', '1', '', ['true']],
    { '/x/1': 'number', '/x/2': 'null', '/x/3/0': 'boolean' },
  ],
  ['a map', { a: { b: { c: 1 } } }, { a: { b: { c: '1' } } }, { '/x/a/b/c': 'number' }],
  ['a map in a list', [{ a: 1 }], [{ a: '1' }], { '/x/0/a': 'number' }],
  ['empty ones inside', { a: [], b: [{}] }, { a: '[]', b: ['{}'] }, { '/x/a': 'json', '/x/b/0': 'json' }],
  [
    'names that a pointer escapes',
    { 'a/b': 1, 'c~d': 2, '~/': 3 },
    { 'a/b': '1', 'c~d': '2', '~/': '3' },
    { '/x/a~1b': 'number', '/x/c~0d': 'number', '/x/~0~1': 'number' },
  ],
  ['a map without a prototype', Object.assign(Object.create(null), { a: 1 }), { a: '1' }, { '/x/a': 'number' }],
  ['a map with undefined in it', { a: undefined, b: 1 }, { b: '1' }, { '/x/b': 'number' }],
  ['a map with nothing but undefined', { a: undefined }, '{}', { '/x': 'json' }],
  ['a list with undefined in it: the others move up', [undefined, 7], ['7'], { '/x/0': 'number' }],
  ['a list with NoValue in it: CloudFormation moves the others up', [Aws.NO_VALUE, 7], ['7'], { '/x/0': 'number' }],
  ['a map with NoValue in it', { a: Aws.NO_VALUE, b: 1 }, { b: '1' }, { '/x/b': 'number' }],
  ['a text token', text, { Ref: 'Text' }],
  ['a text token amid text', `a-${text}`, { 'Fn::Join': ['', ['a-', { Ref: 'Text' }]] }],
  ['a number token', number, { Ref: 'Number' }, { '/x': 'number' }],
  ['a list token', list, { Ref: 'List' }],
  ['another intrinsic', Fn.getAtt('Thing', 'Part'), { 'Fn::GetAtt': ['Thing', 'Part'] }],
  ['what is produced late', Lazy.any({ produce: () => 'late' }), 'late'],
  ['a boolean that only the deploy knows', VendorValue.asBoolean(text), { Ref: 'Text' }, { '/x': 'boolean' }],
  ['a number that only the deploy knows', VendorValue.asNumber(text), { Ref: 'Text' }, { '/x': 'number' }],
  ['JSON that only the deploy knows', VendorValue.asJson(text), { Ref: 'Text' }, { '/x': 'json' }],
  ['null, said otherwise', VendorValue.asNull(), '', { '/x': 'null' }],
  [
    'such values in lists and maps',
    [{ a: VendorValue.asNull() }, VendorValue.asJson('[1]')],
    [{ a: '' }, '[1]'],
    { '/x/0/a': 'null', '/x/1': 'json' },
  ],
  ['tokens within', { a: [text, number] }, { a: [{ Ref: 'Text' }, { Ref: 'Number' }] }, { '/x/a/1': 'number' }],
])('%s', (_, given, ...[value, types]) => {
  expect(encoded(given)).toEqual({ value: { x: value }, ...(types ? { types } : {}) });
});

it.each([
  ['nothing', {}],
  ['undefined', { x: undefined }],
  ['NoValue', { x: Aws.NO_VALUE }],
])('a body of %s is an empty one', (_, body) => {
  expect(encodeBody('body', body)).toEqual({ value: {} });
});

it('is typed by its place, from the top', () => {
  expect(encodeBody('body', { a: 1, b: { a: 2 } })).toEqual({
    value: { a: '1', b: { a: '2' } },
    types: { '/a': 'number', '/b/a': 'number' },
  });
});

it.each<[string, unknown, string]>([
  ['a date', new Date(0), "body/x 'Date' is"],
  ['not a number', Number.NaN, "body/x 'NaN' is"],
  ['infinity', Number.NEGATIVE_INFINITY, "body/x '-Infinity' is"],
  ['a function', () => 'a', "body/x 'function' is"],
  ['a bigint', 10n, "body/x 'bigint' is"],
  ['a symbol', Symbol('a'), "body/x 'symbol' is"],
  ['an instance of a class', new Map(), "body/x 'Map' is"],
  ['bytes', Buffer.from('a'), "body/x 'Buffer' is"],
  ['a construct', new Construct(stack, 'Construct'), "body/x 'Construct' is"],
  ['one deep down', { a: [{ 'b/c': new Date(0) }] }, "body/x/a/0/b~1c 'Date' is"],
  ['__proto__', JSON.parse('{"__proto__":{"admin":true}}'), "body/x/__proto__ '__proto__' is"],
])('%s is refused', (_, given, message) => {
  expect(refusalOf(() => encodeBody('body', { x: given }))).toBe(
    `${message} not JSON: give text, number, boolean, null, list or map (a date as ISO-8601 text).`,
  );
});

const SECRET = SecretValue.secretsManager('prod/key');
const NOT_HERE =
  'is a dynamic reference, which CloudFormation does not resolve here: give the secret itself, as VendorSecret.fromSecretsManager(secret).';

it.each<[string, unknown]>([
  ['as text', SECRET.unsafeUnwrap()],
  ['as it is', SECRET],
  ['as a list', Token.asList(SECRET)],
  ['as a number', Token.asNumber(SECRET)],
])('a secret %s is refused, wherever it is, and not shown', (_, secret) => {
  expect(refusalOf(() => encodeBody('body', { a: [{ b: secret }] }))).toBe(
    `body/a/0/b '<dynamic reference>' ${NOT_HERE}`,
  );
});

it('a dynamic reference that is written out is refused', () => {
  const reference = '{{resolve:secretsmanager:prod/key}}';
  expect(refusalOf(() => encodeBody('body', { a: reference }))).toBe(`body/a '${reference}' ${NOT_HERE}`);
});

it('a name with a token in it is refused, as CloudFormation has none', () => {
  expect(refusalOf(() => encodeBody('body', { a: { [text]: 1 } }))).toBe(
    "body/a '<token>' is a name with a token in it: write the name out; tokens may be values.",
  );
});

it.each<[string, unknown]>([
  ['[ 1 ]', [1]],
  ["'<token>'", Lazy.any({ produce: () => ({}) })],
])('what is no map is refused: %s', (shown, body) => {
  const message = refusalOf(() => encodeBody('body', Object(body)));
  expect(message).toMatch(/^body .+ is not a map: write one; tokens may be values in it\.$/);
  expect(message.includes(shown) || Token.isUnresolved(body)).toBe(true);
});

describe('C9 a whole number that JavaScript has rounded', () => {
  it.each([
    ['9007199254740993', '/count', '{"count":9007199254740993}'],
    ['-9007199254740993', '/count', '{"count":-9007199254740993}'],
    ['100000000000000000001', '/a/0/b', '{"a":[{"b":100000000000000000001}]}'],
    ['1234567890123456789012', '/count', '{"count":1234567890123456789012}'],
  ])('is refused: %s', (_, place, json) => {
    const message = refusalOf(() => encodeBody('body', JSON.parse(json)));
    expect(message).toMatch(
      new RegExp(
        `^body${place} -?[\\d.e+]+ is beyond 2\\^53, where JavaScript has rounded it already: give its digits as text`,
      ),
    );
  });

  it.each([Number.MAX_SAFE_INTEGER, Number.MIN_SAFE_INTEGER, 1e21, 0.1])('and %d is none', (number) => {
    expect(encodeBody('body', { number }).value).toEqual({ number: String(number) });
  });
});
