import type { ApiWire, RefusalWire } from '../../lib/vendor-api/contract';
import { HttpFailure, type HttpResponse } from '../runtime/effects';
import { leafText, parseJson } from '../runtime/json';
import { at } from '../runtime/json-pointer';

/** The reply to one request to the vendor: accepted, refused, or lost. */
export type Reply =
  | {
      readonly kind: 'ok';
      readonly status: number;
      readonly json: unknown;
      /** By lower-case name. */
      readonly headers: Readonly<Record<string, string>>;
    }
  | {
      readonly kind: 'refused';
      readonly meaning: RefusalWire;
      readonly status: number;
      /** The status, the vendor's code and its words. */
      readonly text: string;
      /** The wait that the vendor asks for, in milliseconds. */
      readonly wait?: number;
    }
  | {
      readonly kind: 'lost';
      /** Whether the request reached the vendor, so that the vendor may have acted on it. */
      readonly mayHaveActed: boolean;
      /** Why the reply says nothing. */
      readonly text: string;
      /** Present where an answer came that this function cannot read. */
      readonly answered?: true;
    };

/** The most characters of the vendor's words that this function passes on. */
const MAX_WORDS = 600;

/**
 * Reads a response as the API's description says.
 *
 * @param redact takes secrets out of the vendor's words before this function cuts them: half a key is a leak, too
 */
export function readReply(
  api: ApiWire,
  { status, headers, body: text }: HttpResponse,
  redact: (text: string) => string,
): Reply {
  const clean = (text: string) => oneLine(redact(text));
  // Some servers begin JSON with a byte order mark, which RFC 8259 lets a reader ignore.
  const body = text.replace(/^\ufeff/, '');
  const json = parseJson(body);
  const success = status >= 200 && status < 300;
  const given = api.errorCode === undefined ? undefined : at(json, api.errorCode);
  const code = success && api.successCodes?.includes(String(given)) ? undefined : given;
  if (success && (code === undefined || code === null)) {
    // An answer without a body says enough to a DELETE and too little to any other request. The caller knows which.
    return json === undefined && body !== ''
      ? { kind: 'lost', mayHaveActed: true, answered: true, text: `${status} with a body that is not JSON` }
      : { kind: 'ok', status, json, headers };
  }
  const words = [
    `${status}`,
    ...(code === undefined || code === null ? [] : [`code ${clean(String(code))}`]),
    ...(status >= 300 && status < 400 ? ['a redirect, which is not followed: the key goes to this API alone'] : []),
  ].join(', ');
  const errorText = api.errorText
    .map((pointer) => describe(at(json, pointer)))
    .filter((part) => part !== '')
    .join('; ');
  const id = api.requestId === undefined ? undefined : at(json, api.requestId);
  const requestId = typeof id === 'string' ? id : headers['x-request-id'];
  return {
    kind: 'refused',
    meaning: meaningOf(api, status, code),
    status,
    text: `${words}${errorText ? `: ${clean(errorText)}` : ''}${requestId ? ` (request ${clean(requestId).slice(0, 100)})` : ''}`,
    wait: waitOf(headers),
  };
}

/** The reply to a request that no response came to. @throws any other error, unchanged */
export function lostReply(error: unknown): Reply {
  if (error instanceof HttpFailure) {
    return { kind: 'lost', mayHaveActed: error.mayHaveActed, text: error.message };
  }
  throw error;
}

function meaningOf({ refusals }: ApiWire, status: number, code: unknown): RefusalWire {
  const of = (key: string) => (Object.hasOwn(refusals, key) ? refusals[key] : undefined);
  const byCode = code === undefined || code === null ? undefined : of(String(code));
  return byCode ?? of(String(status)) ?? of(`${Math.trunc(status / 100)}xx`) ?? 'FINAL';
}

/** A reset from this number on is a time in seconds since the epoch (as in GitHub's REST API), not a wait: 1e9 was in 2001. */
const FIRST_TIME = 1e9;

/** How long the vendor asks us to wait, in milliseconds: `Retry-After` in seconds or as a date, or `x-ratelimit-reset`. */
function waitOf(headers: Readonly<Record<string, string>>): number | undefined {
  const after = headers['retry-after'] ?? '';
  if (/^\d+$/.test(after)) {
    return Number(after) * 1000;
  }
  // The vendor's own clock counts, not ours.
  const date = Date.parse(after) - Date.parse(headers.date ?? '');
  if (date > 0) {
    return date;
  }
  const reset = headers['x-ratelimit-reset'] ?? '';
  const seconds = /^\d+$/.test(reset) ? Number(reset) : Number.NaN;
  const wait = seconds * 1000 - (seconds < FIRST_TIME ? 0 : Date.parse(headers.date ?? ''));
  return wait >= 0 ? wait : undefined;
}

/** JSON as a person would say it: `text: must not be empty, field: roleArn`. */
function describe(json: unknown): string {
  const leaf = leafText(json);
  if (leaf !== undefined) {
    return leaf;
  }
  if (Array.isArray(json)) {
    return json.map(describe).filter(Boolean).join('; ');
  }
  if (typeof json === 'object' && json !== null) {
    return Object.entries(json)
      .map(([name, value]) => [name, describe(value)])
      .filter(([, value]) => value !== '')
      .map(([name, value]) => `${name}: ${value}`)
      .join(', ');
  }
  return '';
}

/** One line, cut, because a vendor's words go into a stack event. */
function oneLine(text: string): string {
  const line = text.replace(/[\p{Cc}\u2028\u2029]+/gu, ' ');
  return line.length > MAX_WORDS ? `${line.slice(0, MAX_WORDS)}…` : line;
}
