/** An escaped character, also escaped repeatedly: for a URL, in JSON, or in HTML. Backslashes alone count as one. */
const ESCAPE =
  /%(?:25)*([\da-f]{2})|\\+u([\da-f]{4})|\\+(["/])|(\\)\\+|&(?:amp;)*(?:#0*(\d{1,7})|#x0*([\da-f]{1,6})|(quot|amp|apos|lt|gt));/gi;

const NAMED: Readonly<Record<string, string>> = { quot: '"', amp: '&', apos: "'", lt: '<', gt: '>' };

/** The text without its escapes. */
export function decodeEscapes(text: string): string {
  return text.replace(ESCAPE, (...groups) => characterOf(groups));
}

/** Where each character of the text without its escapes begins in the text itself; the last is the text's end. */
export function plainStarts(text: string): Uint32Array {
  const starts: number[] = [];
  let next = 0;
  for (const match of text.matchAll(ESCAPE)) {
    for (; next < match.index; next++) {
      starts.push(next);
    }
    for (const _ of Array(characterOf(match).length).keys()) {
      starts.push(match.index);
    }
    next = match.index + match[0].length;
  }
  for (; next <= text.length; next++) {
    starts.push(next);
  }
  return Uint32Array.from(starts);
}

/** Base64 has two alphabets, and a form writes a blank as a plus: makes one character of each pair. */
export function foldAlphabets(text: string): string {
  return text.replace(/[+ ]/g, '-').replace(/_/g, '/');
}

function characterOf([, percent, unit, quoted, backslash, decimal, hexadecimal, name = '']: readonly string[]): string {
  const digits = percent ?? unit ?? hexadecimal;
  const code = digits === undefined ? Number(decimal) : Number.parseInt(digits, 16);
  return quoted ?? backslash ?? NAMED[name.toLowerCase()] ?? (code <= 0x10ffff ? String.fromCodePoint(code) : '');
}
