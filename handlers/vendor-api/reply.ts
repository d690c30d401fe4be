import type { ApiWire, RefusalWire } from '../../lib/vendor-api/contract';
import type { HttpResponse } from '../runtime/effects';
import { at } from '../runtime/json-pointer';

/** What came of one request to the vendor. */
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
      readonly said: string;
      readonly wait?: number;
    }
  /** Nobody knows; `heard` says whether the vendor may have acted, `answered` that there was an answer to misread. */
  | { readonly kind: 'lost'; readonly heard: boolean; readonly said: string; readonly answered?: true };

const MAX_SAID = 600;

/**
 * Reads an answer as the API's description says.
 *
 * @param redact takes secrets out of the vendor's words, before they are cut: half a key is a leak, too
 */
export function readReply(
  api: ApiWire,
  { status, headers, body }: HttpResponse,
  redact: (text: string) => string,
): Reply {
  const clean = (text: string) => oneLine(redact(text));
  const json = parse(body);
  const code = api.errorCode === undefined ? undefined : at(json, api.errorCode);
  const success = status >= 200 && status < 300;
  if (success && (code === undefined || code === null)) {
    // No body is an answer to a DELETE, and says too little to anything else; the caller knows which.
    return json === undefined && body !== ''
      ? { kind: 'lost', heard: true, answered: true, said: `${status} with a body that is not JSON` }
      : { kind: 'ok', status, json, headers };
  }
  const words = [
    `${status}`,
    ...(code === undefined || code === null ? [] : [`code ${clean(String(code))}`]),
    ...(status >= 300 && status < 400 ? ['a redirect, which is not followed: the key goes to this API alone'] : []),
  ].join(', ');
  const text = api.errorText
    .map((pointer) => describe(at(json, pointer)))
    .filter((part) => part !== '')
    .join('; ');
  const id = api.requestId === undefined ? undefined : at(json, api.requestId);
  const requestId = typeof id === 'string' ? id : headers['x-request-id'];
  return {
    kind: 'refused',
    meaning: meaningOf(api, status, code),
    status,
    said: `${words}${text ? `: ${clean(text)}` : ''}${requestId ? ` (request ${clean(requestId).slice(0, 100)})` : ''}`,
    wait: waitOf(headers),
  };
}

function meaningOf({ refusals }: ApiWire, status: number, code: unknown): RefusalWire {
  const of = (key: string) => (Object.hasOwn(refusals, key) ? refusals[key] : undefined);
  const byCode = code === undefined || code === null ? undefined : of(String(code));
  return byCode ?? of(String(status)) ?? of(`${Math.trunc(status / 100)}xx`) ?? 'FINAL';
}

/** A reset of so many seconds is no wait but a time since the epoch, as GitHub's REST API gives it: 1e9 was in 2001. */
const FIRST_TIME = 1e9;

/** How long the vendor asks us to wait, in milliseconds: `Retry-After` in seconds or as a date, or `x-ratelimit-reset`. */
function waitOf(headers: Readonly<Record<string, string>>): number | undefined {
  const after = headers['retry-after'] ?? '';
  if (/^\d+$/.test(after)) {
    return Number(after) * 1000;
  }
  // Against the vendor's own clock, not ours.
  const date = Date.parse(after) - Date.parse(headers.date ?? '');
  if (date > 0) {
    return date;
  }
  const reset = headers['x-ratelimit-reset'] ?? '';
  const seconds = /^\d+$/.test(reset) ? Number(reset) : Number.NaN;
  const wait = seconds * 1000 - (seconds < FIRST_TIME ? 0 : Date.parse(headers.date ?? ''));
  return wait >= 0 ? wait : undefined;
}

function parse(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}

/** JSON as a reader would say it: `text: must not be empty, field: roleArn`. */
function describe(json: unknown): string {
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
  return json === undefined || json === null ? '' : String(json);
}

/** One line, cut: a vendor's words go into a stack event. */
function oneLine(text: string): string {
  const line = text.replace(/[\p{Cc}\u2028\u2029]+/gu, ' ');
  return line.length > MAX_SAID ? `${line.slice(0, MAX_SAID)}…` : line;
}
