/** The most characters that a line of JSON may have. */
const WIDTH = 104;
const INDENT = '  ';

/** Names and values, in two columns. A value may have several lines. */
export function definitions(pairs: Readonly<Record<string, string | readonly string[]>>): string[] {
  return table(
    Object.entries(pairs).flatMap(([name, value]) =>
      [value].flat().map((line, index) => [index === 0 ? name : '', line]),
    ),
  );
}

/**
 * Rows in aligned columns, all of them indented.
 *
 * @param paint colours a cell after it is padded, because colour codes have a length and no width
 */
export function table(
  rows: readonly (readonly string[])[],
  paint: (cell: string, row: number, column: number) => string = (cell) => cell,
): string[] {
  const widths: number[] = [];
  for (const row of rows) {
    for (const [column, cell] of row.entries()) widths[column] = Math.max(widths[column] ?? 0, cell.length);
  }
  return rows.map((row, index) => {
    const cells = row.map((cell, column) => {
      const isLast = column === row.length - 1;
      return paint(isLast ? cell : cell.padEnd(widths[column] ?? 0), index, column);
    });
    return `  ${cells.join('  ')}`;
  });
}

/** JSON in few lines: a value that fits stands on one line, and neighbours share a line while they fit. */
export function json(value: unknown): string[] {
  return layOut(value, '', WIDTH);
}

/** @param name the text before the value, such as `"name": ` */
function layOut(value: unknown, name: string, width: number): string[] {
  const line = `${name}${JSON.stringify(value, null, 1).replace(/\n\s*/g, ' ')}`;
  if (typeof value !== 'object' || value === null || line.length <= width) return [line];

  const isList = Array.isArray(value);
  const children = Object.entries(value).map(([key, child]) =>
    layOut(child, isList ? '' : `${JSON.stringify(key)}: `, width - INDENT.length),
  );
  const inner = packed(children, width - INDENT.length).map((text) => `${INDENT}${text}`);
  return [`${name}${isList ? '[' : '{'}`, ...inner, isList ? ']' : '}'];
}

/** Puts a comma after each child but the last, and joins one-line children while they fit. */
function packed(children: readonly (readonly string[])[], width: number): string[] {
  const lines: string[] = [];
  let isOpen = false;
  for (const [index, child] of children.entries()) {
    const comma = index < children.length - 1 ? ',' : '';
    const [first = '', ...rest] = [...child.slice(0, -1), `${child.at(-1)}${comma}`];
    const before = lines.at(-1) ?? '';
    const fits = isOpen && rest.length === 0 && before.length + 1 + first.length <= width;
    if (fits) lines.splice(-1, 1, `${before} ${first}`);
    else lines.push(first, ...rest);
    isOpen = rest.length === 0;
  }
  return lines;
}
