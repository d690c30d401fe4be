import { Aws, SecretValue } from 'aws-cdk-lib/core';
import { checkFilled, checkIdle, checkParameters, usedIn } from '../../../lib/vendor-api/parameters';
import { refusalOf } from '../fixture';

it.each([
  'a',
  'x","acl":"PUBLIC',
  '../../admin',
  'a/b?c#d',
  '{id}',
  ' ',
  '漢',
  '...',
  'x'.repeat(900),
  `${Aws.REGION}..`,
])('%j may stand in a path', (value) => {
  expect(() => checkParameters({ _name1: value })).not.toThrow();
});

const CANNOT = "cannot stand in a path: give text on one line that is not empty, '.' or '..'.";

it.each<[unknown, string]>([
  ['', "''"],
  ['.', "'.'"],
  ['..', "'..'"],
  ['a\nb', "'a\\u000ab'"],
  ['\ud800', "'\ud800'"],
  ['x'.repeat(901), `'${'x'.repeat(100)}…'`],
  [7, '7'],
  [null, 'null'],
])('%j may not', (value, shown) => {
  expect(refusalOf(() => checkParameters(Object({ group: value })))).toBe(`parameters.group ${shown} ${CANNOT}`);
});

it('a secret may not, and is not shown', () => {
  const secret = SecretValue.secretsManager('key').unsafeUnwrap();
  expect(refusalOf(() => checkParameters({ group: secret }))).toMatch(/^parameters\.group '<dynamic reference>'/);
});

it.each([
  ['group-id', "is not a name for a brace: write letters, digits and '_', such as 'groupId'."],
  ['1st', "is not a name for a brace: write letters, digits and '_', such as 'groupId'."],
  ['id', "is the record's own id, which the function fills in: name it otherwise, such as 'parent'."],
])("'%s' %s", (name, wrong) => {
  expect(refusalOf(() => checkParameters({ [name]: 'a' }))).toBe(`parameters '${name}' ${wrong}`);
});

describe('a brace', () => {
  it('is filled by a parameter, or is the record’s id', () => {
    expect(() => checkFilled('path', '/g/{group}/{id}', { group: 'a' })).not.toThrow();
  });

  it('that nothing fills is refused, with what there is', () => {
    expect(refusalOf(() => checkFilled('path', '/g/{group}', {}))).toBe(
      "path '/g/{group}' uses '{group}', which nothing defines: add group to parameters.",
    );
    expect(refusalOf(() => checkFilled('path', '/g/{group}', { groop: 'a', other: 'b' }))).toBe(
      "path '/g/{group}' uses '{group}', which nothing defines: add group to parameters, or use one of: groop, other.",
    );
  });

  it('is not filled by what every object has', () => {
    expect(refusalOf(() => checkFilled('path', '/g/{constructor}', {}))).toContain("uses '{constructor}'");
  });
});

it('a parameter that is in no path is refused', () => {
  expect(() => checkIdle({ a: '1', b: '2' }, ['/{a}', '/x?b={b}'])).not.toThrow();
  expect(refusalOf(() => checkIdle({ groop: 'a' }, ['/g/{group}']))).toBe(
    "parameters 'groop' is in no path: write '{groop}' where it belongs, or leave it out.",
  );
});

it('those that some paths use', () => {
  expect(usedIn(['/{a}/{id}', '/{c}'], { a: '1', b: '2', c: '3' })).toEqual({ a: '1', c: '3' });
});
