import type { VendorReply } from '../../fake-vendor/exchange';

/** The error types that this fake uses (vendor's page "Errors"). The vendor calls them stable. */
export type DailyErrorType =
  | 'authentication-error'
  | 'authorization-header-error'
  | 'invalid-request-error'
  | 'json-parsing-error'
  | 'not-found';

/** A refusal (vendor's page "Errors"). The words of `info` are inferred, and so is the type of a 404. */
export function refusal(status: number, error: DailyErrorType, info: string): VendorReply {
  return { status, body: { error, info } };
}
