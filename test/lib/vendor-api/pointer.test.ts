import { checkMemberPointer, checkPointer, covers, overlap } from '../../../lib/vendor-api/pointer';
import { refusalOf } from '../fixture';

it.each(['', '/', '/a', '/a/b/0', '/a~0b/c~1d', '/a b/ü', undefined])('%p is a JSON Pointer', (pointer) => {
  expect(() => checkPointer('id', pointer)).not.toThrow();
});

it.each([
  ['id', '/id'],
  ['data.result.id', '/data/result/id'],
  ['$.data.items[0].id', '/data/items/0/id'],
  ['$data', '/data'],
  ['data/id', '/data/id'],
  ['/a~b', '/a~0b'],
  ['/a~', '/a~0'],
])("'%s' is none; '%s' is meant", (pointer, meant) => {
  expect(refusalOf(() => checkPointer('id', pointer))).toBe(
    `id '${pointer}' is not a JSON Pointer (RFC 6901): write '${meant}'.`,
  );
  expect(() => checkPointer('id', meant)).not.toThrow();
});

it('to a member is not the whole', () => {
  expect(refusalOf(() => checkMemberPointer('id', ''))).toBe(
    "id '' points to the whole, not to a member of it: write it as '/name'.",
  );
  expect(refusalOf(() => checkMemberPointer('id', 'id'))).toBe(
    "id 'id' is not a JSON Pointer (RFC 6901): write '/id'.",
  );
  expect(() => checkMemberPointer('id', '/id')).not.toThrow();
  expect(() => checkMemberPointer('id', undefined)).not.toThrow();
});

it.each([
  ['/a', '/a', true, true],
  ['/a', '/a/b', true, true],
  ['/a/b', '/a', false, true],
  ['/a', '/ab', false, false],
  ['/a/b', '/a/c', false, false],
])('%s covers %s: %s; they overlap: %s', (one, other, covered, overlapping) => {
  expect(covers(one, other)).toBe(covered);
  expect(overlap(one, other)).toBe(overlapping);
});
