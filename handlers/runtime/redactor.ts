import { decodeEscapes, foldAlphabets, plainStarts } from './escapes';

/** The least characters of a form that is not the secret itself. A shorter one would stand by chance in other text, too. */
const LEAST_DERIVED = 8;

/** Replaces secret texts, in every encoding that a request of ours uses, or in which a vendor may echo them. */
export class Redactor {
  /** What this class looks for in a text as it stands. */
  private readonly literal = new Set<string>();
  /** What this class looks for once a text's escapes are undone. */
  private readonly plain = new Set<string>();
  /** Hexadecimal digits in small letters. */
  private readonly hex = new Set<string>();
  /** The secrets that no answer may hold; undefined in that object itself. */
  private readonly barring?: Redactor;

  public constructor(isInner = false) {
    this.barring = isInner ? undefined : new Redactor(true);
  }

  /** @param mayBeTold whether an answer may hold the text all the same, as it may hold a user's name */
  public add(secret: string, mayBeTold = false): void {
    if (!mayBeTold) {
      this.barring?.add(secret);
    }
    if (secret === '') {
      return;
    }
    const bytes = Buffer.from(secret, 'utf8');
    const inQuery = new URLSearchParams([['', secret]]).toString().slice(1);
    for (const form of [secret, JSON.stringify(secret).slice(1, -1), encodeURIComponent(secret), inQuery]) {
      this.literal.add(form);
    }
    const base64 = [0, 1, 2].map((before) => base64After(before, bytes)).filter(isLong);
    for (const form of [decodeEscapes(secret), ...base64]) {
      this.plain.add(foldAlphabets(form));
    }
    for (const form of [bytes.toString('hex')].filter(isLong)) {
      this.hex.add(form);
    }
  }

  public clean(text: string): string {
    return this.withoutEncoded(
      longestFirst(this.literal).reduce((cleaned, form) => cleaned.split(form).join('***'), text),
    );
  }

  /** Whether a text holds a secret that no answer may hold: a password, a key or a token, and no user's name. */
  public holdsSecret(text: string): boolean {
    return this.barring !== undefined && this.barring.clean(text) !== text;
  }

  private withoutEncoded(text: string): string {
    const decoded = decodeEscapes(text);
    const found = [
      ...longestFirst(this.plain).flatMap((form) => placesOf(form, foldAlphabets(decoded))),
      ...longestFirst(this.hex).flatMap((form) => placesOf(form, withSmallDigits(decoded))),
    ].sort(([a], [b]) => a - b);
    if (found.length === 0) {
      return text;
    }
    const starts = plainStarts(text);
    let cleaned = '';
    let end = 0;
    for (const [from, to] of found) {
      // Of two that overlap, what stands beyond the first goes with it.
      cleaned += from < end ? '' : `${text.slice(starts[end], starts[from])}***`;
      end = Math.max(end, to);
    }
    return cleaned + text.slice(starts[end]);
  }
}

/** The longest first, because one secret may be a part of another. */
function longestFirst(forms: ReadonlySet<string>): string[] {
  return [...forms].sort((a, b) => b.length - a.length);
}

function placesOf(form: string, text: string): [from: number, to: number][] {
  const places: [number, number][] = [];
  for (let at = text.indexOf(form); at >= 0; at = text.indexOf(form, at + form.length)) {
    places.push([at, at + form.length]);
  }
  return places;
}

/** Changes no other letter: the small form of some letters is longer. */
function withSmallDigits(text: string): string {
  return text.replace(/[A-F]/g, (digit) => digit.toLowerCase());
}

const isLong = (form: string) => form.length >= LEAST_DERIVED;

/** The characters that the bytes alone decide, where so many other bytes stand before them in what is encoded. */
function base64After(before: number, bytes: Buffer): string {
  const all = Buffer.concat([Buffer.alloc(before), bytes]);
  return all.toString('base64').slice(Math.ceil((before * 8) / 6), Math.floor((all.length * 8) / 6));
}
