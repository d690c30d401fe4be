import { Token } from 'aws-cdk-lib/core';
import { checkHeaderName } from '../validation/header';
import { refuse, refuseUnknown } from '../validation/refuse';
import { refuseSecret } from '../validation/secrets';
import { checkBaseUrl } from '../validation/url';
import { checkMemberPointer, checkPointer } from './pointer';
import type { VendorApiProps } from './vendor-api';
import { VendorAuth } from './vendor-auth';
import { VendorRefusal } from './vendor-refusal';

const KNOWN = [
  'baseUrl',
  'path',
  'authentication',
  'ownership',
  'headers',
  'envelope',
  'id',
  'createdAt',
  'externalId',
  'list',
  'errorCode',
  'errorText',
  'requestId',
  'refusals',
  'requestsPerMinute',
];

/** Refuses a description that the function could not carry out, or that would send a key where it does not belong. */
export function checkVendorApi(props: VendorApiProps): void {
  refuseUnknown('VendorApi', props, KNOWN);
  checkBaseUrl('baseUrl', props.baseUrl);
  checkPath(props.path);
  checkAuthentication(props.authentication);
  checkHeaders(props.headers ?? {}, props.authentication);
  checkPointer('envelope', props.envelope);
  for (const name of ['id', 'createdAt', 'externalId', 'errorCode', 'requestId'] as const) {
    checkMemberPointer(name, props[name]);
  }
  for (const pointer of props.errorText ?? []) {
    checkPointer('errorText', pointer);
  }
  checkRefusals(props);
  checkRequestsPerMinute(props.requestsPerMinute);
}

function checkPath(path: string): void {
  if (Token.isUnresolved(path)) {
    refuse(
      'path',
      '<token>',
      'holds a token',
      'write the path out; what differs by stack goes into baseUrl or headers',
    );
  }
  if (!/^(\/[\w.~!$&'()*+,;=:@%-]+)+$/.test(path) || /(^|\/)\.{1,2}(\/|$)/.test(path)) {
    refuse('path', path, 'is not the path of a collection', "begin it with '/', end it without, no '{', '?' or '..'");
  }
}

function checkAuthentication(authentication: VendorAuth[]): void {
  if (authentication.length === 0) {
    refuse('authentication', authentication, 'signs nobody in', "write [VendorAuth.header('X-Api-Key', secret)]");
  }
  const names = new Set<string>();
  for (const auth of authentication) {
    // A caller without a type checker may hand over the key itself: never echo it.
    if (!(auth instanceof VendorAuth)) {
      refuse(
        'authentication',
        `<${typeof auth}>`,
        'is not a VendorAuth',
        "write VendorAuth.header('X-Api-Key', secret)",
      );
    }
    if (names.has(auth.name.toLowerCase())) {
      refuse('authentication', auth.name, 'is set twice', 'leave one of the two out');
    }
    names.add(auth.name.toLowerCase());
  }
}

function checkHeaders(headers: { [name: string]: string }, authentication: VendorAuth[]): void {
  const signIns = authentication.map((a) => a.name.toLowerCase());
  for (const [name, value] of Object.entries(headers)) {
    checkHeaderName('headers', name);
    const lower = name.toLowerCase();
    if (/api-?key|authorization|secret|token|password|cookie/.test(lower)) {
      refuse('headers', name, 'looks like a secret', `give it as VendorAuth.header('${name}', secret)`);
    }
    if (signIns.includes(lower)) {
      refuse('headers', name, 'is also set by authentication', 'leave it out of one of the two');
    }
    refuseSecret(`headers.${name}`, value);
    if (!Token.isUnresolved(value) && !/^[\x21-\x7e]([\x20-\x7e]*[\x21-\x7e])?$/.test(value)) {
      refuse(
        `headers.${name}`,
        value,
        'is not a header value',
        'write printable ASCII on one line, no blank at its ends',
      );
    }
  }
}

function checkRefusals({ refusals = {}, errorCode }: VendorApiProps): void {
  for (const [key, meaning] of Object.entries(refusals)) {
    if (!Object.values(VendorRefusal).includes(meaning)) {
      refuse(
        `refusals.${key}`,
        meaning,
        'is no VendorRefusal',
        `write one of ${Object.values(VendorRefusal).join(', ')}`,
      );
    }
    // GONE would count an answer that let nobody in as a record that is not there.
    if (/^(401|403|4xx)$/.test(key) && meaning !== VendorRefusal.FINAL) {
      refuse('refusals', key, 'is final', 'name a status other than 401 and 403, or a code of the vendor');
    }
    if (/^2(\d\d|xx)$/.test(key)) {
      refuse('refusals', key, 'is a success', 'name a status from 300, or a code of the vendor and where errorCode is');
    }
    if (!/^\d(\d\d|xx)$/.test(key) && errorCode === undefined) {
      refuse('refusals', key, 'is no HTTP status, and errorCode does not say where codes are', "add errorCode: '/…'");
    }
  }
}

/** A token is refused as well: how long the function may take is decided here. */
function checkRequestsPerMinute(limit: number | undefined): void {
  if (limit !== undefined && (!Number.isSafeInteger(limit) || limit < 1)) {
    refuse(
      'requestsPerMinute',
      Token.isUnresolved(limit) ? '<token>' : limit,
      'is not a number of requests',
      'write a whole number from 1, or leave it out',
    );
  }
}
