import { LOOPBACK_HOST } from '../../lib/vendor-api/contract';
import { isForbiddenLoopback } from '../runtime/environment';
import { Failure } from '../runtime/errors';

/** The base URL without a slash at its end. Synth has checked the URL, unless a token hid it. */
export function checkBaseUrl(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  const loopback = url !== undefined && LOOPBACK_HOST.test(url.hostname);
  const wrong =
    url === undefined
      ? 'is not a URL'
      : url.username !== '' || url.password !== ''
        ? 'carries credentials'
        : isForbiddenLoopback(url)
          ? 'is this machine, where a deployed function has no vendor'
          : url.protocol !== 'https:' && !(url.protocol === 'http:' && loopback)
            ? 'is not https, and the key would travel in clear'
            : !loopback && /^([\d.]+|\[.*\])$/.test(url.hostname)
              ? 'names an IP address, for which no certificate vouches'
              : /[?#\s\p{Cc}]/u.test(text)
                ? "holds '?', '#', a blank or a control character"
                : undefined;
  if (url === undefined || wrong !== undefined) {
    const shown = url ? `${url.protocol}//${url.host}` : text.slice(0, 100);
    throw new Failure(`baseUrl '${shown}' ${wrong}: write it as 'https://host/path'.`);
  }
  return text.replace(/\/+$/, '');
}
