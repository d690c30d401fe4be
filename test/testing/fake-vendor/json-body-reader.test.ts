import { type BodyReaderOptions, JsonBodyReader } from '../../../testing/fake-vendor/json-body-reader';

const CHOICES = ['A', 'B'] as const;

/** The problems of one body, each as its place and its words. */
function problemsOf(read: (reader: JsonBodyReader) => void, body: unknown, options?: BodyReaderOptions): string[] {
  const reader = new JsonBodyReader(body, options);
  read(reader);
  return reader.problems.map(({ at, wrong }) => `${at} ${wrong}`);
}

it.each([
  ['a list as the body', [], () => undefined, 'body must be an object'],
  ['null as the body', null, () => undefined, 'body must be an object'],
  ['an absent text', {}, (reader) => reader.requiredText('a'), 'a is required'],
  ['an empty text', { a: '' }, (reader) => reader.requiredText('a'), 'a is required'],
  ['a number for a required text', { a: 1 }, (reader) => reader.requiredText('a'), 'a must be text'],
  ['a number for a text', { a: 1 }, (reader) => reader.text('a'), 'a must be text'],
  ['null for a text', { a: null }, (reader) => reader.text('a'), 'a must be text'],
  ['a short text', { a: 'x' }, (reader) => reader.text('a', 2), 'a must be text'],
  ['a long text', { a: 'xxx' }, (reader) => reader.text('a', 0, 2), 'a must be text'],
  ['a text for a boolean', { a: 'true' }, (reader) => reader.boolean('a'), 'a must be true or false'],
  ['no choice', { a: 'C' }, (reader) => reader.oneOf('a', CHOICES), 'a must be one of A, B; it was "C"'],
  ['a text for an object', { a: 'x' }, (reader) => reader.object('a'), 'a must be an object'],
  ['an object for a list', { a: {} }, (reader) => reader.objects('a'), 'a must be a list'],
  ['a text in a list of objects', { a: [{}, 'x'] }, (reader) => reader.objects('a'), 'a[1] must be an object'],
  ['an unknown member', { a: 1, b: 2 }, (reader) => reader.refuseUnknown(['a']), 'b is not known'],
  ['an inner member', { a: { b: 1 } }, (reader) => reader.object('a')?.text('b'), 'a.b must be text'],
  ['a member of a list', { a: [{ b: 1 }] }, (reader) => reader.objects('a')?.[0]?.text('b'), 'a[0].b must be text'],
] satisfies readonly (readonly [string, unknown, (reader: JsonBodyReader) => unknown, string])[])(
  'reports %s',
  (_, body, read, problem) => {
    expect(problemsOf(read, body)).toEqual([problem]);
  },
);

it('reads what fits, and reports nothing', () => {
  const reader = new JsonBodyReader({ text: 'x', flag: false, choice: 'B', inner: { list: [{ a: 1 }] } });
  expect([reader.requiredText('text'), reader.boolean('flag'), reader.oneOf('choice', CHOICES)]).toEqual([
    'x',
    false,
    'B',
  ]);
  expect(reader.object('inner')?.objects('list')?.[0]?.value('a')).toBe(1);
  expect([reader.text('other'), reader.boolean('other'), reader.object('other'), reader.objects('other')]).toEqual(
    Array(4).fill(undefined),
  );
  expect(reader.problems).toEqual([]);
});

it('takes no member of the prototype for one of the body', () => {
  expect(new JsonBodyReader({}).value('constructor')).toBeUndefined();
});

it('treats null like an absent member where the vendor does', () => {
  expect(problemsOf((reader) => reader.text('a'), { a: null }, { nullIsAbsent: true })).toEqual([]);
  expect(problemsOf((reader) => reader.require('a'), { a: null }, { nullIsAbsent: true })).toEqual(['a is required']);
});

it("uses the vendor's words, also for inner members", () => {
  const words = { text: (shortest: number, longest: number) => `has not ${shortest} to ${longest} characters` };
  const read = (reader: JsonBodyReader) => reader.object('a')?.text('b', 1, 2);
  expect(problemsOf(read, { a: { b: 'xxx' } }, { words })).toEqual(['a.b has not 1 to 2 characters']);
});
