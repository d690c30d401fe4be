import type { VendorReply } from '../../fake-vendor/exchange';
import type { FieldError } from './body';

/** The only error whose body stands in the vendor's API reference. */
export function unauthorized(): VendorReply {
  return { status: 401, body: { message: 'Unauthorized' } };
}

/**
 * A refused body. The vendor's client for the present storyboards documents this form. The message is inferred, and so
 * is the form for connections.
 */
export function invalidBody(fields: readonly FieldError[], status = 400): VendorReply {
  return { status, body: { code: 'INVALID_REQUEST_BODY', message: 'The request body is not valid', fields } };
}

/** The status is the vendor's; the body is inferred. */
export function notFound(what: string): VendorReply {
  return { status: 404, body: { message: `${what} not found` } };
}

/** Both the status and the body are inferred. */
export function notAllowed(method: string, allow: string): VendorReply {
  return { status: 405, headers: { allow }, body: { message: `${method} is not allowed` } };
}
