import { memberAt, pointerStep, stepsOf } from '../../../lib/vendor-api/json-pointer';

it('a step escapes what a pointer must', () => {
  expect(pointerStep('a/b~c~1')).toBe('/a~1b~0c~01');
  expect(stepsOf('/a~1b~0c~01/')).toEqual(['a/b~c~1', '']);
  expect(stepsOf('')).toEqual([]);
});

it.each([
  ['', { a: 1 }, { a: 1 }],
  ['/a/b', { a: { b: 1 } }, 1],
  ['/a~1b/0', { 'a/b': ['x'] }, 'x'],
  ['/a/b', { a: null }, undefined],
  ['/a/b', { a: 'text' }, undefined],
  ['/constructor', {}, undefined],
  ['/toString/name', {}, undefined],
  ['/length', 'text', undefined],
  ['/a/1', { a: ['x'] }, undefined],
])('%s in %j', (pointer, body, member) => {
  expect(memberAt(body, pointer)).toEqual(member);
});
