import { VendorApi } from '../../registration/vendor-api';
import { VendorAuth } from '../../registration/vendor-auth';
import { VendorList } from '../../registration/vendor-list';
import { VendorOwnership } from '../../registration/vendor-ownership';
import type { VendorRefusal } from '../../registration/vendor-refusal';
import type { VendorSecret } from '../../registration/vendor-secret';
import { TENANT_HEADER } from './facts';

/** One kind of record at Bitmovin: they differ in their path alone. Records cannot be changed: no PUT, no PATCH. */
export function bitmovinApi(
  baseUrl: string,
  path: string,
  apiKey: VendorSecret,
  tenantOrgId?: string,
  refusals?: { [codeOrStatus: string]: VendorRefusal },
): VendorApi {
  return new VendorApi({
    baseUrl,
    path,
    authentication: [VendorAuth.header('X-Api-Key', apiKey)],
    headers: tenantOrgId === undefined ? undefined : { [TENANT_HEADER]: tenantOrgId },
    envelope: '/data/result',
    list: VendorList.byOffset({ items: '/data/result/items', filter: { name: '/name' } }),
    ownership: VendorOwnership.marker('/description'),
    createdAt: '/createdAt',
    externalId: '/externalId',
    errorCode: '/data/code',
    errorText: ['/data/message', '/data/details'],
    requestId: '/requestId',
    refusals,
  });
}
