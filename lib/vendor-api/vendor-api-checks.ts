import { Token } from 'aws-cdk-lib/core';
import { checkHeaderName, checkMediaType } from '../validation/header';
import { checkBooleans, checkMadeBy, isLiteral, refuse, refuseUnknown } from '../validation/refuse';
import { refuseSecret } from '../validation/secrets';
import { checkBaseUrl } from '../validation/url';
import { checkFilled, checkIdle, checkParameters } from './parameters';
import { checkPath, type IdRule } from './path';
import { checkMemberPointer, checkPointer, covers } from './pointer';
import type { VendorApiProps } from './vendor-api-props';
import { VendorAuth } from './vendor-auth';
import { VendorList } from './vendor-list';
import { VendorOutcome } from './vendor-outcome';
import { VendorOwnership } from './vendor-ownership';
import { VendorRefusal } from './vendor-refusal';
import { VendorRemoval } from './vendor-removal';
import { VendorUpdate } from './vendor-update';

/** Every prop. The compiler checks that none is missing. */
const KNOWN = Object.keys({
  baseUrl: 0,
  path: 0,
  authentication: 0,
  ownership: 0,
  parameters: 0,
  itemPath: 0,
  headers: 0,
  mediaType: 0,
  envelope: 0,
  requestEnvelope: 0,
  id: 0,
  createdAt: 0,
  externalId: 0,
  principal: 0,
  principalAccount: 0,
  principalMayBeRoot: 0,
  list: 0,
  update: 0,
  removal: 0,
  outcome: 0,
  errorCode: 0,
  successCodes: 0,
  errorText: 0,
  requestId: 0,
  refusals: 0,
  requestsPerMinute: 0,
} satisfies Record<keyof VendorApiProps, 0>);

/** Refuses a description that the function could not carry out, or that would send a key to a wrong place. */
export function checkVendorApi(props: VendorApiProps): void {
  refuseUnknown('VendorApi', props, KNOWN);
  checkPresent(props);
  checkBooleans(props, ['principalMayBeRoot']);
  checkKinds(props);
  checkBaseUrl('baseUrl', props.baseUrl);
  checkPaths(props);
  checkAuthentication(props.authentication);
  checkHeaders(props.headers ?? {}, props.authentication);
  checkMediaType(props.mediaType);
  checkPointers(props);
  checkPrincipal(props);
  checkOwnership(props);
  checkRefusals(props);
  checkSuccessCodes(props);
  checkRequestsPerMinute(props.requestsPerMinute);
}

/** A caller without a type checker may leave out a required prop. */
function checkPresent(props: VendorApiProps): void {
  for (const name of ['baseUrl', 'path', 'authentication', 'ownership'] as const) {
    if (props[name] === undefined) {
      refuse(name, props[name], 'is missing', 'say it, as nothing can stand for it');
    }
  }
}

function checkKinds({ ownership, list, update, removal, outcome }: VendorApiProps): void {
  checkMadeBy('ownership', ownership, VendorOwnership, "write VendorOwnership.marker('/description')");
  checkMadeBy('list', list, VendorList, 'write VendorList.whole()');
  checkMadeBy('update', update, VendorUpdate, 'write VendorUpdate.byPut()');
  checkMadeBy('removal', removal, VendorRemoval, 'write VendorRemoval.byDelete()');
  checkMadeBy('outcome', outcome, VendorOutcome, "write VendorOutcome.at('/status', { success: ['READY'] })");
}

function checkPaths({ path, itemPath, parameters = {}, list, update, removal, outcome }: VendorApiProps): void {
  const paths: [prop: string, path: string | undefined, id: IdRule][] = [
    ['path', path, 'none'],
    ['itemPath', itemPath, 'needed'],
    ['list.path', list?._path, 'none'],
    ['update.path', update?._path, 'needed'],
    ['removal.path', removal?._path, 'needed'],
    ['outcome.path', outcome?._path, 'allowed'],
  ];
  checkParameters(parameters);
  const given = paths.flatMap(([prop, one, id]) => (one === undefined ? [] : [{ prop, path: one, id }]));
  for (const one of given) {
    checkPath(one.prop, one.path, one.id);
    checkFilled(one.prop, one.path, parameters);
  }
  checkIdle(
    parameters,
    given.map((one) => one.path),
  );
}

function checkPointers(props: VendorApiProps): void {
  for (const name of ['envelope', 'requestEnvelope'] as const) {
    checkPointer(name, props[name]);
  }
  for (const name of ['id', 'createdAt', 'externalId', 'principal', 'errorCode', 'requestId'] as const) {
    checkMemberPointer(name, props[name]);
  }
  for (const pointer of props.errorText ?? []) {
    checkPointer('errorText', pointer);
  }
}

function checkPrincipal({ principal, principalAccount, principalMayBeRoot }: VendorApiProps): void {
  if (principal !== undefined && principalAccount === undefined) {
    refuse(
      'principal',
      principal,
      'comes without principalAccount',
      "name the vendor's account, or any answer could be trusted",
    );
  }
  if (principal === undefined && (principalAccount !== undefined || principalMayBeRoot)) {
    const prop = principalAccount === undefined ? 'principalMayBeRoot' : 'principalAccount';
    refuse(
      prop,
      principalAccount ?? principalMayBeRoot,
      'comes without principal',
      'say where that is, or leave it out',
    );
  }
  refuseSecret('principalAccount', principalAccount);
  if (isLiteral(principalAccount) && !/^\d{12}$/.test(principalAccount)) {
    refuse('principalAccount', principalAccount, 'is not an account', 'write its twelve digits');
  }
}

/** Tokens are refused as well, because this number decides the function's timeout at synth. */
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

/** Refuses an empty list, values that are no sign-ins, and two sign-ins for one header. */
export function checkAuthentication(authentication: VendorAuth[]): void {
  if (authentication.length === 0) {
    refuse('authentication', authentication, 'signs nobody in', "write [VendorAuth.header('X-Api-Key', secret)]");
  }
  const names = new Set<string>();
  for (const auth of authentication) {
    // A caller without a type checker may give the key itself. The message must never show it.
    if (!(auth instanceof VendorAuth)) {
      refuse(
        'authentication',
        `<${typeof auth}>`,
        'is not a VendorAuth',
        "write VendorAuth.header('X-Api-Key', secret)",
      );
    }
    if (names.has(auth.headerName.toLowerCase())) {
      refuse('authentication', auth.headerName, 'is set twice', 'leave one of the two out');
    }
    names.add(auth.headerName.toLowerCase());
  }
}

/** Refuses malformed headers, headers that look like a secret, and headers that a sign-in or the function sets. */
export function checkHeaders(headers: { [name: string]: string }, authentication: VendorAuth[]): void {
  const signIns = authentication.map((auth) => auth.headerName.toLowerCase());
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
    if (isLiteral(value) && !/^[\x21-\x7e]([\x20-\x7e]*[\x21-\x7e])?$/.test(value)) {
      refuse(
        `headers.${name}`,
        value,
        'is not a header value',
        'write printable ASCII on one line, no blank at its ends',
      );
    }
  }
}

/** Refuses an ownership by which the function could not find a record, or would lose it. */
export function checkOwnership({ ownership, list, update }: VendorApiProps): void {
  const { _by: by, _at: at } = ownership;
  if (by === 'none') {
    return;
  }
  if (list?._isNone) {
    refuse(
      'ownership',
      by,
      'needs a list to look in, but list is VendorList.none()',
      'describe the list, or say VendorOwnership.none()',
    );
  }
  if (by === 'marker') {
    for (const [parameter, pointer] of Object.entries(list?._filter ?? {})) {
      if (pointer === at) {
        refuse(
          'filter',
          parameter,
          "narrows the list by the marker's field, which never reads as the body says",
          'take another member',
        );
      }
    }
  }
  if (update === undefined) {
    return;
  }
  const { _name: name, _method: method, _fields: fields, _carry: carry } = update;
  if (by === 'marker' && method === 'PUT' && fields && ![...fields, ...carry].some((place) => covers(place, at))) {
    refuse(
      `${name} fields`,
      fields,
      `leave out the marker's '${at}', so that a PUT would wipe it`,
      `add '${at}' to fields or carry`,
    );
  }
  if (by === 'key' && update._changes(at)) {
    refuse(
      `${name} fields`,
      fields ?? '(all)',
      `let the key '${at}' change in place, and the record would be lost sight of`,
      'list the fields, without the key',
    );
  }
}

/** Refuses codes of success that this function would never see, or that mean something else, too. */
function checkSuccessCodes({ successCodes = [], errorCode, refusals = {} }: VendorApiProps): void {
  for (const code of successCodes) {
    if (errorCode === undefined) {
      refuse('successCodes', code, 'comes without errorCode, which says where codes are', "add errorCode: '/…'");
    }
    if (Object.hasOwn(refusals, code)) {
      refuse('successCodes', code, 'is also in refusals', 'leave it out of one of the two');
    }
  }
}

/** Refuses meanings that a refusal cannot have. */
export function checkRefusals({ refusals = {}, errorCode }: VendorApiProps): void {
  for (const [key, meaning] of Object.entries(refusals)) {
    if (!Object.values(VendorRefusal).includes(meaning)) {
      const meanings = Object.values(VendorRefusal).join(', ');
      refuse(`refusals.${key}`, meaning, 'is no VendorRefusal', `write one of ${meanings}`);
    }
    // With GONE, the function would take a failed sign-in for a missing record.
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
