import { VendorApi } from '../../vendor-api/vendor-api';
import { VendorAuth } from '../../vendor-api/vendor-auth';
import { VendorList } from '../../vendor-api/vendor-list';
import { VendorOwnership } from '../../vendor-api/vendor-ownership';
import type { VendorRefusal } from '../../vendor-api/vendor-refusal';
import type { VendorSecret } from '../../vendor-api/vendor-secret';
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
