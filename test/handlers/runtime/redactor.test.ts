import { Redactor } from '../../../handlers/runtime/redactor';

it.each([
  ['as it is', 'the key is a"b c!', 'the key is ***'],
  ['in JSON', JSON.stringify({ key: 'a"b c' }), '{"key":"***"}'],
  ['in a URL', `?key=${encodeURIComponent('a"b c')}`, '?key=***'],
  ['in a query that was taken apart', `?${new URLSearchParams({ key: 'a"b c' })}`, '?key=***'],
  ['twice', 'a"b ca"b c', '******'],
  ['not at all', 'a b c', 'a b c'],
])('hides a secret that stands there %s', (_, text, expected) => {
  const redactor = new Redactor();
  redactor.add('a"b c');
  expect(redactor.clean(text).replace('***!', '***')).toBe(expected);
});

it('hides the longer of two secrets whole, where one is a part of the other', () => {
  const redactor = new Redactor();
  redactor.add('abc');
  redactor.add('abcdef');
  expect(redactor.clean('abcdef abc')).toBe('*** ***');
});

it('an empty secret hides nothing', () => {
  const redactor = new Redactor();
  redactor.add('');
  expect(redactor.clean('text')).toBe('text');
});

describe('A17 hides a key', () => {
  const KEY = 'k+Y/9"z<&=ab c\\~';
  const hex = (text: string) => Buffer.from(text, 'utf8').toString('hex');
  const perByte = (of: (byte: string) => string) => hex(KEY).replace(/../g, of);
  const perCharacter = (of: (code: number) => string) => [...KEY].map((c) => of(c.charCodeAt(0))).join('');
  const html = (quote: string) =>
    KEY.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/"/g, quote).replace(/\//g, '&#x2F;');
  const json = (text: string) => JSON.stringify(text).slice(1, -1);
  const four = (code: number) => code.toString(16).padStart(4, '0');

  it.each<[string, string]>([
    ['as it is', KEY],
    ['in hexadecimal digits', hex(KEY)],
    ['in hexadecimal digits, in capitals', hex(KEY).toUpperCase()],
    ['percent-encoded', encodeURIComponent(KEY)],
    ['percent-encoded in small letters', perByte((byte) => `%${byte}`)],
    ['percent-encoded in capitals', perByte((byte) => `%${byte.toUpperCase()}`)],
    ['percent-encoded twice', encodeURIComponent(encodeURIComponent(KEY))],
    ['percent-encoded where it must be', encodeURI(KEY).replace('+', '%2b')],
    ['in a form', new URLSearchParams([['', KEY]]).toString().slice(1)],
    ['in JSON', json(KEY)],
    ['in JSON, with its slash escaped', json(KEY).replace('/', '\\/')],
    ['in JSON in JSON', json(json(KEY))],
    ['in JSON in JSON in JSON', json(json(json(KEY)))],
    ['in \\u escapes', perCharacter((code) => `\\u${four(code)}`)],
    ['in \\u escapes, in capitals', perCharacter((code) => `\\u${four(code).toUpperCase()}`)],
    ['in \\u escapes in JSON', json(perCharacter((code) => `\\u${four(code)}`))],
    ['with one \\u escape', json(KEY).replace('+', '\\u002b').replace('<', '\\u003C')],
    ['in HTML', html('&quot;')],
    ['in HTML, by numbers', html('&#34;')],
    ['in HTML, by numbers in hexadecimal digits', perCharacter((code) => `&#x${four(code).toUpperCase()};`)],
    ['in HTML twice', html('&quot;').replace(/&/g, '&amp;')],
    ['in HTML in JSON', json(html('&quot;'))],
  ])('A17 %s', (_, echoed) => {
    const redactor = new Redactor();
    redactor.add(KEY);
    expect(redactor.clean(`bad key: ${echoed}, says the vendor`)).toBe('bad key: ***, says the vendor');
  });

  it.each(['', 'u', 'us', 'user:', 'Bearer '])('A17 in Base64 after %j, whatever follows', (before) => {
    const key = 'pk_live_0123456789+/abcdef?>~';
    const redactor = new Redactor();
    redactor.add(key);
    for (const after of ['', '"', ':x', '","more":1}']) {
      const base64 = Buffer.from(before + key + after).toString('base64');
      const url = base64.replace(/\+/g, '-').replace(/\//g, '_').replace(/=/g, '');
      for (const echoed of [base64, url, encodeURIComponent(base64), base64.replace(/\//g, '\\/')]) {
        const left = redactor.clean(`<${echoed}>`);
        expect(left).toContain('***');
        // What stays is of what stands before and after, and two characters at most hold bits of the key.
        expect(left.length - '<***>'.length).toBeLessThanOrEqual(8 + 4 * (before.length + after.length));
      }
    }
  });

  it.each([
    ['abc', 'the id 616263 and YWJj stay'],
    ['x', 'the id 78 and eA stay'],
  ])('A17 but of a secret as short as %s no text that is there by chance', (secret, text) => {
    const redactor = new Redactor();
    redactor.add(secret);
    expect(redactor.clean(text)).toBe(text);
  });

  it.each(['\\', '%25', '&amp;', '0', 'pk_live_012345678', 'cGtfbGl2ZV8w'])(
    'A17 in time that grows with the text alone, a megabyte of %j',
    (part) => {
      const redactor = new Redactor();
      const key = 'pk_live_0123456789abcdef';
      redactor.add(key);
      redactor.add(`"${key}`);
      const text = part.repeat(1_000_000 / part.length);
      expect(redactor.clean(`${text}${key}`).replaceAll(part, '')).toMatch(/^\W*\*\*\*$/);
    },
  );
});

it('A11 a name is hidden, and may be told; a key is hidden, and may not, whatever is a part of which', () => {
  const redactor = new Redactor();
  redactor.add('acme', true);
  redactor.add('acme-key');
  expect(redactor.clean('acme-1 acme-key')).toBe('***-1 ***');
  expect(redactor.holdsSecret('acme-1')).toBe(false);
  expect(redactor.holdsSecret('of acme-key')).toBe(true);
  expect(redactor.holdsSecret(Buffer.from('of acme-key').toString('base64'))).toBe(true);
});
