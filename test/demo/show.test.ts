import { definitions, json, table } from '../../demo/show';

describe('a table', () => {
  test('aligns its columns, and pads none at the end', () => {
    const rows = [
      ['tried', 'by', 'answer'],
      ['write', 'the vendor', 'yes'],
    ];

    expect(table(rows)).toEqual(['  tried  by          answer', '  write  the vendor  yes']);
  });

  test('is aligned by what is seen, not by colours', () => {
    const painted = table(
      [
        ['a', 'b'],
        ['long', 'c'],
      ],
      (cell, row, column) => `<${row}${column}${cell}>`,
    );

    expect(painted).toEqual(['  <00a   >  <01b>', '  <10long>  <11c>']);
  });
});

test('a definition may have several lines', () => {
  expect(definitions({ bucket: 'b', trust: ['{', '}'] })).toEqual(['  bucket  b', '  trust   {', '          }']);
});

describe('JSON', () => {
  const long = 'x'.repeat(90);

  test('that fits stands on one line', () => {
    expect(json({ a: [1, null, true], b: {} })).toEqual(['{ "a": [ 1, null, true ], "b": {} }']);
  });

  test('that does not is broken, and short fields share a line', () => {
    expect(json({ first: long, a: 1, b: 'two', list: [{ inner: long, last: {} }], c: 3 })).toEqual([
      '{',
      `  "first": "${long}",`,
      '  "a": 1, "b": "two",',
      '  "list": [',
      '    {',
      `      "inner": "${long}",`,
      '      "last": {}',
      '    }',
      '  ],',
      '  "c": 3',
      '}',
    ]);
  });

  test.each([
    [{ Version: '2012-10-17', Statement: [{ Effect: 'Allow', Principal: { AWS: long }, Action: [long, long] }] }],
    [{ text: `a line\n  and "another" of ${long}`, empty: [], none: null, nested: [[long], [[long]]] }],
    [long.repeat(3)],
  ])('reads back the same: %#', (value) => {
    expect(JSON.parse(json(value).join('\n'))).toEqual(value);
  });
});
