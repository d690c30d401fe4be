import { LOOPBACK_HOST } from '../vendor-api/contract';
import { isLiteral, refuse } from './refuse';
import { knownTexts } from './tokens';

/** Refuses a base URL that would send a key in clear text or to an IP address, or that holds a key itself. */
export function checkBaseUrl(prop: string, text: string): void {
  if (!isLiteral(text)) {
    for (const known of knownTexts(text)) {
      checkBaseUrl(`${prop}${known.of}`, known.text);
    }
    return;
  }
  const mend = "write it as 'https://host/path'";
  if (!URL.canParse(text)) {
    refuse(prop, withoutKeys(text), 'is not a URL', mend);
  }
  const url = new URL(text);
  if (url.username !== '' || url.password !== '') {
    refuse(prop, withoutKeys(text), 'carries credentials', 'leave them out, and give the key as a secret');
  }
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && LOOPBACK_HOST.test(url.hostname))) {
    refuse(
      prop,
      withoutKeys(text),
      'is not https, and only loopback may be http, as the key would travel in clear',
      mend,
    );
  }
  if (!LOOPBACK_HOST.test(url.hostname) && /^([\d.]+|\[.*\])$/.test(url.hostname)) {
    refuse(
      prop,
      withoutKeys(text),
      'names an IP address, for which no certificate vouches',
      'write the host by its name',
    );
  }
  if (/[?#]/.test(text)) {
    refuse(prop, withoutKeys(text), "holds '?' or '#'", 'write scheme, host and path alone');
  }
  // The parser of URLs ignores these characters, but the function sends the text unchanged.
  if (/[\s\p{Cc}]/u.test(text)) {
    refuse(prop, withoutKeys(text), 'holds a blank or a control character', mend);
  }
}

/** Hides the text before an `@` and the query, because they may be keys. */
function withoutKeys(text: string): string {
  return text.replace(/^([a-z][a-z\d+.-]*:\/\/)?.*@/is, '$1…@').replace(/[?#].*$/s, '…');
}
