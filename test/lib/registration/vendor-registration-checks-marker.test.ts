import { Aws, Lazy } from 'aws-cdk-lib/core';
import { checkMarkerField } from '../../../lib/registration/vendor-registration-checks';
import { refusalOf } from '../fixture';

it.each<[string, Record<string, unknown>]>([
  ['/description', {}],
  ['/description', { description: undefined }],
  ['/description', { description: '' }],
  ['/description', { description: 'mine' }],
  ['/description', { description: `of ${Aws.STACK_NAME}` }],
  ['/meta/note', {}],
  ['/meta/note', { meta: {} }],
  ['/meta/note', { meta: { note: 'mine' } }],
  ['/a~1b/c~0d', { 'a/b': { 'c~d': 'mine' } }],
  // Not what every object inherits.
  ['/constructor', {}],
])('%s has a place in %j', (at, body) => {
  expect(() => checkMarkerField(at, body)).not.toThrow();
});

it.each<[string, Record<string, unknown>, string]>([
  [
    '/description',
    { description: 7 },
    "body/description 7 is the marker's field and not text: give text, or leave it out.",
  ],
  [
    '/description',
    { description: null },
    "body/description null is the marker's field and not text: give text, or leave it out.",
  ],
  [
    '/description',
    { description: ['a'] },
    "body/description [ 'a' ] is the marker's field and not text: give text, or leave it out.",
  ],
  [
    '/description',
    { description: { a: 1 } },
    "body/description { a: 1 } is the marker's field and not text: give text, or leave it out.",
  ],
  [
    '/description',
    { description: 10n },
    "body/description 10n is the marker's field and not text: give text, or leave it out.",
  ],
  [
    '/description',
    { description: 'x va1:a' },
    "body/description 'x va1:a' holds 'va1:', with which our marker begins: leave that out.",
  ],
  [
    '/meta/note',
    { meta: 'mine' },
    "body/meta 'mine' is not a map, and the marker goes to /meta/note in it: give a map, or leave it out.",
  ],
  [
    '/meta/note',
    { meta: null },
    'body/meta null is not a map, and the marker goes to /meta/note in it: give a map, or leave it out.',
  ],
  [
    '/tags/0',
    { tags: ['a'] },
    "body/tags [ 'a' ] is not a map, and the marker goes to /tags/0 in it: give a map, or leave it out.",
  ],
  [
    '/meta/note',
    { meta: { note: { a: 1 } } },
    "body/meta/note { a: 1 } is the marker's field and not text: give text, or leave it out.",
  ],
])('%s has none in %p', (at, body, message) => {
  expect(refusalOf(() => checkMarkerField(at, body))).toBe(message);
});

it('has none in what only the deploy knows', () => {
  const meta = Lazy.any({ produce: () => ({}) });
  expect(refusalOf(() => checkMarkerField('/meta/note', { meta }))).toMatch(
    /^body\/meta .+ is not a map, and the marker goes to \/meta\/note in it: give a map, or leave it out\.$/,
  );
});

describe('where the vendor keeps so many characters', () => {
  it.each([
    [48, {}],
    [48, { note: '' }],
    [52, { note: 'mïn' }],
    [51, { note: '🎬🎬' }],
    [48, { note: `of ${Aws.STACK_NAME}` }],
  ])('%i: there is room beside %j', (maxLength, body) => {
    expect(() => checkMarkerField('/note', body, maxLength)).not.toThrow();
  });

  it.each([
    [48, 'a', 0],
    [49, 'a', 0],
    [50, 'ab', 1],
  ])('%i: there is none beside %j', (maxLength, note, most) => {
    expect(refusalOf(() => checkMarkerField('/note', { note }, maxLength))).toBe(
      `body/note '${note}' leaves no room for our marker, as the vendor keeps ${maxLength} characters: write at most ${most}.`,
    );
  });
});
