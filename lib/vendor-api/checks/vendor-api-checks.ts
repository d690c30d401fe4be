import { Token } from 'aws-cdk-lib/core';
import { checkMadeBy, isLiteral, refuse, refuseUnknown } from '../../validation/refuse';
import { refuseSecret } from '../../validation/secrets';
import { checkBaseUrl } from '../../validation/url';
import { checkFilled, checkIdle, checkParameters } from '../parameters';
import { checkPath, type IdRule } from '../path';
import { checkMemberPointer, checkPointer } from '../pointer';
import type { VendorApiProps } from '../vendor-api-props';
import { VendorList } from '../vendor-list';
import { VendorOutcome } from '../vendor-outcome';
import { VendorOwnership } from '../vendor-ownership';
import { VendorRemoval } from '../vendor-removal';
import { VendorUpdate } from '../vendor-update';
import { checkAuthentication, checkHeaders, checkMediaType } from './header-checks';
import { checkOwnership } from './ownership-checks';
import { checkRefusals } from './refusal-checks';

/** Every prop; the compiler holds the list complete. */
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
  errorText: 0,
  requestId: 0,
  refusals: 0,
  requestsPerMinute: 0,
} satisfies Record<keyof VendorApiProps, 0>);

/** Refuses a description that the function could not carry out, or that would send a key where it does not belong. */
export function checkVendorApi(props: VendorApiProps): void {
  refuseUnknown('VendorApi', props, KNOWN);
  checkPresent(props);
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
  checkRequestsPerMinute(props.requestsPerMinute);
}

/** A caller without a type checker may leave out what is required. */
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
