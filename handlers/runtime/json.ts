/** The most lists and maps inside of each other. The code that walks through JSON calls itself once for each of them. */
const MAX_DEPTH = 100;

/** A JSON text, or what may be a number. The quotation marks must be in pairs; otherwise a search takes quadratic time. */
const TEXT_OR_NUMBER = /"[^"\\]*(?:\\[\s\S][^"\\]*)*"|-?\d[\d.eE+-]*/g;

const NUMBER = /^-?(0|[1-9]\d*)(\.\d+)?([eE][+-]?\d+)?$/;

/** A JavaScript number holds every number of so many characters without loss. */
const SAFE_LENGTH = 15;

/** Marks a kept number while `JSON.parse` or `JSON.stringify` is at work. */
const KEPT = '\u0000number';
const KEPT_AS_TEXT = /"\\u0000number([\d.eE+-]+)"/g;

/** A number whose text a JavaScript number would change: 2^53 + 1, `1.50`. */
class KeptNumber {
  public constructor(private readonly text: string) {}

  public toString(): string {
    return this.text;
  }

  /** For a digest or a comparison. A number that loses nothing counts as the JavaScript number. */
  public toJSON(): unknown {
    const number = Number(this.text);
    return this.text.length <= SAFE_LENGTH && Number.isFinite(number) ? number : { [KEPT]: this.text };
  }
}

/**
 * Reads JSON. A number whose text a JavaScript number would change stays as its text ({@link leafText}).
 *
 * @returns undefined where the text is not JSON, or lists and maps are nested too deeply
 */
export function parseJson(text: string): unknown {
  if (!isReadable(text)) {
    return undefined;
  }
  const marked = text.replace(TEXT_OR_NUMBER, (token) =>
    numberOf(token) instanceof KeptNumber ? JSON.stringify({ [KEPT]: token }) : token,
  );
  try {
    return JSON.parse(marked, (_, value) => {
      const kept: unknown = typeof value === 'object' && value !== null ? value[KEPT] : undefined;
      return typeof kept === 'string' ? numberOf(kept) : value;
    });
  } catch {
    return undefined;
  }
}

/** JSON as text. A number that {@link parseJson} kept is the same number again. */
export function jsonText(json: unknown): string {
  const marked = JSON.stringify(json, function (this: Readonly<Record<string, unknown>>, name, value) {
    const given = this[name];
    return given instanceof KeptNumber ? `${KEPT}${given}` : value;
  });
  return marked.replace(KEPT_AS_TEXT, '$1');
}

/** The number of a text. Keeps the text of JSON's numbers where a JavaScript number would change it. */
export function numberOf(text: string): unknown {
  return String(Number(text)) !== text && NUMBER.test(text) ? new KeptNumber(text) : Number(text);
}

/** The text of a text, a number or a boolean; undefined of anything else. */
export function leafText(json: unknown): string | undefined {
  return ['string', 'number', 'boolean'].includes(typeof json) || json instanceof KeptNumber ? String(json) : undefined;
}

/** The text of an id, which is text or a whole number; undefined of anything else. */
export function idText(json: unknown): string | undefined {
  const text = leafText(json);
  if (text === undefined || typeof json === 'string' || /^-?\d+$/.test(text)) {
    return text;
  }
  return Number.isSafeInteger(Number(text)) ? String(Number(text)) : undefined;
}

/** Whether two leaves say the same. */
export function isSameLeaf(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

/** Whether the quotation marks are in pairs, and no nesting is too deep. Does not call itself, however deep the text is. */
function isReadable(text: string): boolean {
  let depth = 0;
  let isInText = false;
  for (let at = 0; at < text.length; at++) {
    const character = text[at];
    if (character === '"') {
      isInText = !isInText;
    } else if (isInText) {
      at += character === '\\' ? 1 : 0;
    } else if (character === '[' || character === '{') {
      depth += 1;
      if (depth > MAX_DEPTH) {
        return false;
      }
    } else if (character === ']' || character === '}') {
      depth -= 1;
    }
  }
  return !isInText;
}
