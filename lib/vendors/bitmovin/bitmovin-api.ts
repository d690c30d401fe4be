import { VendorApi } from '../../vendor-api/vendor-api';
import { VendorAuth } from '../../vendor-api/vendor-auth';
import { VendorList } from '../../vendor-api/vendor-list';
import { VendorOwnership } from '../../vendor-api/vendor-ownership';
import type { VendorRefusal } from '../../vendor-api/vendor-refusal';
import type { VendorSecret } from '../../vendor-api/vendor-secret';
import { TENANT_HEADER } from './facts';

type Refusals = { readonly [codeOrStatus: string]: VendorRefusal };

/** The descriptions for each key. Many outputs share a description, so it is checked once. */
const DESCRIPTIONS = new WeakMap<VendorSecret, Map<string, VendorApi>>();

/** One kind of record at Bitmovin. The kinds differ only in their path. The API has no PUT and no PATCH for them. */
export function bitmovinApi(
  baseUrl: string,
  path: string,
  apiKey: VendorSecret,
  tenantOrgId?: string,
  refusals?: Refusals,
): VendorApi {
  const ofKey = DESCRIPTIONS.get(apiKey) ?? new Map<string, VendorApi>();
  DESCRIPTIONS.set(apiKey, ofKey);
  const name = JSON.stringify([baseUrl, path, tenantOrgId, refusals]);
  const api = ofKey.get(name) ?? describe(baseUrl, path, apiKey, tenantOrgId, refusals);
  ofKey.set(name, api);
  return api;
}

function describe(
  baseUrl: string,
  path: string,
  apiKey: VendorSecret,
  tenantOrgId: string | undefined,
  refusals: Refusals | undefined,
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
