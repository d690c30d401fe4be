import { Aws, Lazy } from 'aws-cdk-lib/core';
import { isLiteral, refuse, refuseUnknown } from '../../../lib/validation/refuse';
import { aStack, refusalOf } from '../fixture';

describe('refuse', () => {
  it.each<[string, unknown, string]>([
    ['text, quoted', 'a b', "'a b'"],
    ['empty text', '', "''"],
    ['a line break, so that it stays one line', 'a\nb\u0000\u0085\u2028', "'a\\u000ab\\u0000\\u0085\\u2028'"],
    ['long text, cut', 'x'.repeat(101), `'${'x'.repeat(100)}…'`],
    ['text of 100 characters, whole', 'x'.repeat(100), `'${'x'.repeat(100)}'`],
    ['a token, without its number', `a-${Lazy.string({ produce: () => 'b' })}-${Aws.REGION}`, "'a-<token>-<token>'"],
    ['F2 a number that is a token', Lazy.number({ produce: () => 1 }), '<token>'],
    ['F2 a list that is a token', Lazy.list({ produce: () => ['a'] }), "[ '<token>' ]"],
    ['F2 a token as an object', Lazy.any({ produce: () => 1 }), '<token>'],
    ['F2 a map with tokens', { a: Aws.REGION, b: Lazy.number({ produce: () => 1 }) }, "{ a: '<token>', b: <token> }"],
    ['F2 a token that the cut would halve', `${'x'.repeat(95)}${Aws.REGION}`, `'${'x'.repeat(95)}<toke…'`],
    ['true', true, 'true'],
    ['a number', 0, '0'],
    ['a bigint', 10n, '10n'],
    ['null', null, 'null'],
    ['undefined', undefined, 'undefined'],
    ['a list', ['a', 1], "[ 'a', 1 ]"],
    ['a map', { a: { b: { c: 1 } } }, '{ a: { b: [Object] } }'],
  ])('shows %s', (_, given, shown) => {
    expect(refusalOf(() => refuse('prop', given, 'is wrong', 'mend it'))).toBe(`prop ${shown} is wrong: mend it.`);
  });

  it('F2 shows no token of CDK in any other part of the sentence either', () => {
    expect(refusalOf(() => refuse(`tags/${Aws.REGION}`, 'a', `is not '${Aws.REGION}'`, `write '${Aws.REGION}'`))).toBe(
      "tags/<token> 'a' is not '<token>': write '<token>'.",
    );
  });

  it('shows what refers to itself', () => {
    expect(refusalOf(() => refuse('prop', aStack(), 'is wrong', 'mend it'))).toMatch(
      /^prop <?.{0,110} is wrong: mend it\.$/,
    );
  });
});

describe('refuseUnknown', () => {
  it('names what is unknown and what is known, and shows nothing of what is in it', () => {
    expect(refusalOf(() => refuseUnknown('VendorApi', { path: '/a', apiKey: 'sk-123' }, ['path', 'baseUrl']))).toBe(
      "VendorApi.apiKey '<string>' is not known to this version: leave it out, or use one of path, baseUrl.",
    );
  });

  it('lets pass what is known, and what is not given', () => {
    expect(() => refuseUnknown('VendorApi', { path: '/a', update: undefined }, ['path'])).not.toThrow();
  });
});

it.each<[string, string | undefined, boolean]>([
  ['text', 'a', true],
  ['empty text', '', true],
  ['a token', Aws.REGION, false],
  ['text with a token in it', `a-${Aws.REGION}`, false],
  ['nothing', undefined, false],
])('isLiteral of %s', (_, given, expected) => {
  expect(isLiteral(given)).toBe(expected);
});
