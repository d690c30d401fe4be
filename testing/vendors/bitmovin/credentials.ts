import type { VendorRequest } from '../../fake-vendor/exchange';
import type { WireRequest } from '../../fake-vendor/loopback-server';

const API_KEY = 'x-api-key';
const TENANT = 'x-tenant-org-id';

/** The key from the header `X-Api-Key`, or from the query: the vendor's documents allow both. */
export function apiKeyOf(wire: WireRequest): string | undefined {
  return header(wire, API_KEY) ?? [...wire.query].find(([name]) => isKey(name))?.[1];
}

/** Removes the key from the query, and adds the organisation that the request names. */
export function withoutKey(request: VendorRequest, wire: WireRequest): VendorRequest {
  const tenant = header(wire, TENANT);
  const query = Object.fromEntries(Object.entries(request.query).filter(([name]) => !isKey(name)));
  return { ...request, query, ...(tenant === undefined ? {} : { tenant }) };
}

function isKey(name: string): boolean {
  return name.toLowerCase() === API_KEY;
}

/** An empty header counts as absent. */
function header(wire: WireRequest, name: string): string | undefined {
  const value = wire.headers[name];
  return (Array.isArray(value) ? value[0] : value) || undefined;
}
