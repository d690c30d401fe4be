import type { VendorRequest } from '../../fake-vendor/exchange';
import type { WireRequest } from '../../fake-vendor/loopback-server';

/** A request taken apart into the key it was sent with and the rest, which may be kept. */
export interface OpenedRequest {
  /** Of the header `X-Api-Key`, or of the URL, where the vendor's documents allow it too. */
  readonly apiKey: string | undefined;
  readonly request: VendorRequest;
}

const API_KEY = 'x-api-key';
const TENANT = 'x-tenant-org-id';

/** Takes the key out of a request. */
export function openRequest(wire: WireRequest): OpenedRequest {
  const isKey = ([name]: [string, string]) => name.toLowerCase() === API_KEY;
  const query = [...wire.query];
  const tenant = header(wire, TENANT);
  const body = parsed(wire.body);
  return {
    apiKey: header(wire, API_KEY) ?? query.find(isKey)?.[1],
    request: {
      method: wire.method,
      path: wire.path,
      query: Object.fromEntries(query.filter((pair) => !isKey(pair))),
      ...(tenant === undefined ? {} : { tenant }),
      ...(body === undefined ? {} : { body }),
    },
  };
}

/** An empty header says as little as none. */
function header(wire: WireRequest, name: string): string | undefined {
  const value = wire.headers[name];
  return (Array.isArray(value) ? value[0] : value) || undefined;
}

function parsed(body: string): unknown {
  try {
    return body === '' ? undefined : JSON.parse(body);
  } catch {
    return body;
  }
}
