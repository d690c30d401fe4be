import { VendorApi } from '../../../vendor-api/vendor-api';
import { VendorAuth } from '../../../vendor-api/vendor-auth';
import { VendorList } from '../../../vendor-api/vendor-list';
import { VendorOwnership } from '../../../vendor-api/vendor-ownership';
import { VendorRefusal } from '../../../vendor-api/vendor-refusal';
import type { VendorSecret } from '../../../vendor-api/vendor-secret';
import { VendorUpdate } from '../../../vendor-api/vendor-update';
import { NAME_LENGTH, PAGE, PROFILES } from './facts';

/** OptiView's storage profiles. Every member of a profile can change in place (A). */
export function optiViewApi(baseUrl: string, apiSecret: VendorSecret): VendorApi {
  return new VendorApi({
    ...commonOf(baseUrl, apiSecret),
    list: VendorList.byPage(PAGE),
    ownership: VendorOwnership.marker('/name', { maxLength: NAME_LENGTH }),
    update: VendorUpdate.byPut(),
  });
}

/**
 * The same API for a validation. No source says whether its asset can be read at once. So a missing asset may appear a
 * moment later.
 */
export function optiViewValidationApi(baseUrl: string, apiSecret: VendorSecret): VendorApi {
  return new VendorApi({
    ...commonOf(baseUrl, apiSecret),
    ownership: VendorOwnership.none(),
    refusals: { '404': VendorRefusal.RETRY },
  });
}

function commonOf(baseUrl: string, apiSecret: VendorSecret) {
  return {
    baseUrl,
    path: PROFILES,
    authentication: [VendorAuth.bearer(apiSecret)],
    envelope: '/data',
    // `message` of an error; `data` of a request that failed (A, `ErrorResponse` and `FailResponse`).
    errorText: ['/message', '/data'],
  };
}
