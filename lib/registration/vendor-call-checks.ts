import { checkMadeBy, refuse } from '../validation/refuse';
import { VendorMethod } from '../vendor-api/enums';
import { checkFilled, checkIdle, checkParameters } from '../vendor-api/parameters';
import { checkPath } from '../vendor-api/path';
import { checkMemberPointer } from '../vendor-api/pointer';
import { VendorApi } from '../vendor-api/vendor-api';
import { VendorOutcome } from '../vendor-api/vendor-outcome';
import type { VendorCallProps } from './vendor-call-props';

/** Refuses a call that the function could not make. */
export function checkVendorCall({
  api,
  path,
  method,
  parameters = {},
  body,
  outcome,
  externalId,
}: VendorCallProps): void {
  checkMadeBy('api', api, VendorApi, 'write new VendorApi({ … })');
  checkMadeBy('outcome', outcome, VendorOutcome, "write VendorOutcome.at('/status', { success: ['READY'] })");
  if (method !== undefined && !Object.values(VendorMethod).includes(method)) {
    refuse('method', method, 'is no VendorMethod', `write one of ${Object.values(VendorMethod).join(', ')}`);
  }
  if (method === VendorMethod.GET && body !== undefined) {
    refuse('body', Object.keys(body), 'comes with GET, which sends none', 'leave it out, or take another method');
  }
  checkParameters(parameters);
  for (const name of Object.keys(parameters)) {
    if (Object.hasOwn(api._parameters, name)) {
      refuse('parameters', name, 'is also one of the VendorApi', 'leave it out, or name it otherwise in path');
    }
  }
  checkPath('path', path, 'none');
  const paths = [path];
  if (outcome?._path !== undefined) {
    checkPath('outcome.path', outcome._path, 'allowed');
    paths.push(outcome._path);
  }
  for (const [index, one] of paths.entries()) {
    checkFilled(index === 0 ? 'path' : 'outcome.path', one, { ...api._parameters, ...parameters });
  }
  checkIdle(parameters, paths);
  checkMemberPointer('externalId', externalId);
}
