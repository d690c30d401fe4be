import type { VendorRequest } from '../../testing/fake-vendor/exchange';
import { type Answer, FakeVendor } from '../../testing/fake-vendor/fake-vendor';
import { parseJson } from '../../testing/fake-vendor/json';
import type { WireRequest } from '../../testing/fake-vendor/loopback-server';

/** A request without its sign-in. */
export interface StrictRequest {
  readonly method: string;
  /** The path's segments, percent-decoded. */
  readonly segments: readonly string[];
  readonly query: URLSearchParams;
  /** The headers, by lower-case name. */
  readonly header: (name: string) => string | undefined;
  /** The body's text, as the client sent it. */
  readonly text: string;
  /** The body parsed as JSON; undefined where it is not JSON. */
  readonly json: unknown;
}

/** A request with its sign-in. */
export interface SignedRequest extends StrictRequest {
  /** Path and query, as the first line of the request has them. */
  readonly target: string;
}

/** Whether the vendor can assume a role with an external ID. */
export type CanAssume = (roleArn: string, externalId: string) => boolean | Promise<boolean>;

/**
 * The fake of a vendor that the library does not know: tests try descriptions against it. It refuses everything that
 * the vendor's documents do not allow.
 */
export abstract class StrictVendor extends FakeVendor {
  /** Checks the sign-in, then performs the request. */
  protected abstract answer(request: SignedRequest): Answer;

  protected perform(_request: VendorRequest, wire: WireRequest): Answer {
    const search = wire.query.toString();
    return this.answer({
      method: wire.method,
      target: search === '' ? wire.path : `${wire.path}?${search}`,
      segments: wire.path.split('/').slice(1).map(decodeURIComponent),
      query: wire.query,
      header: (name) => {
        const value = wire.headers[name];
        return Array.isArray(value) ? value.join(', ') : value;
      },
      text: wire.body,
      json: parseJson(wire.body),
    });
  }
}
