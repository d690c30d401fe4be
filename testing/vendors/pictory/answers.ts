import type { VendorReply } from '../../fake-vendor/exchange';
import type { FieldError } from './body';

/** The one error whose body is in the vendor's API reference. */
export function unauthorized(): VendorReply {
  return { status: 401, body: { message: 'Unauthorized' } };
}

/**
 * A body that is refused. The vendor's own client of today's storyboards names this form for those; the message, and that
 * connections are refused in the same form, are inferred.
 */
export function invalidBody(fields: readonly FieldError[], status = 400): VendorReply {
  return { status, body: { code: 'INVALID_REQUEST_BODY', message: 'The request body is not valid', fields } };
}

/** The status is the vendor's; what stands in the body is inferred. */
export function notFound(what: string): VendorReply {
  return { status: 404, body: { message: `${what} not found` } };
}

/** Inferred as a whole. */
export function notAllowed(method: string, allow: string): VendorReply {
  return { status: 405, headers: { allow }, body: { message: `${method} is not allowed` } };
}
