import { isLiteral, isPlaceholder, refuse } from '../validation/refuse';
import { refuseSecret } from '../validation/secrets';
import { checkBaseUrl } from '../validation/url';
import { TokenEncoding } from './enums';
import { checkPath } from './path';

/** The members that the exchange sets itself. In JSON, a vendor may want a `grant_type`, and the user then gives it. */
const OWN = {
  [TokenEncoding.FORM]: /^(grant_type|client_secret|scope)$/,
  [TokenEncoding.JSON]: /^(client_id|client_secret|scope)$/,
};

/** Refuses a text that is no path below the base URL, and no URL that may receive a client's secret. */
export function checkTokenUrl(url: string): void {
  if (!isLiteral(url)) {
    refuseSecret('token url', url);
    return;
  }
  if (!url.startsWith('/')) {
    checkBaseUrl('token url', url);
    return;
  }
  if (/[{}?]/.test(url)) {
    refuse(
      'token url',
      url,
      "holds '{', '}' or '?'",
      "write a plain path such as '/oauth/token', and what else is sent in fields",
    );
  }
  checkPath('token url', url, 'none');
}

/** Refuses members that the exchange sets itself, or that look like a secret. */
export function checkTokenFields(
  encoding: TokenEncoding,
  scope: string | undefined,
  fields: Readonly<Record<string, string>>,
): void {
  refuseSecret('scope', scope);
  if (scope === '') {
    refuse('scope', scope, 'is empty', 'leave it out');
  }
  for (const [name, value] of Object.entries(fields)) {
    if (OWN[encoding].test(name)) {
      refuse('fields', name, 'is set by the exchange itself', name === 'scope' ? 'give it as scope' : 'leave it out');
    }
    if (/secret|password|api-?_?key/i.test(name)) {
      refuse('fields', name, 'looks like a secret, and would stand in the template', 'leave it out');
    }
    refuseSecret(`fields.${name}`, value);
    if (typeof value !== 'string') {
      refuse(`fields.${name}`, value, 'is not text', 'write it as text');
    }
  }
}

/** Refuses a text that is no name of a scheme (RFC 9110, 11.1). The token follows it after a blank. */
export function checkTokenPrefix(prefix: string): void {
  if (!isPlaceholder(prefix) && !/^[A-Za-z0-9!#$%&'*+.^_`|~-]*$/.test(prefix)) {
    refuse(
      'prefix',
      prefix,
      'is not the name of a scheme',
      "write 'Bearer' without its blank, or '' for the token alone",
    );
  }
}
