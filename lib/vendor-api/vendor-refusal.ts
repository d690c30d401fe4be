/** What a vendor's refusal means to us. */
export enum VendorRefusal {
  /** Not now: try again, with the vendor's own waiting time where it gives one. */
  RETRY = 'RETRY',
  /** The record is not there (any more). */
  GONE = 'GONE',
  /** On a create: taken, so look whether the record is ours. On a removal: in use, so try again for a bounded time. */
  CONFLICT = 'CONFLICT',
  /** No, and asking again will not help. */
  FINAL = 'FINAL',
}

/**
 * What HTTP statuses mean where the description says nothing else (RFC 9110, RFC 6585, RFC 8470). A status that is
 * not here is FINAL.
 */
export const DEFAULT_REFUSALS: Readonly<Record<string, VendorRefusal>> = {
  '404': VendorRefusal.GONE,
  '408': VendorRefusal.RETRY,
  '409': VendorRefusal.CONFLICT,
  '410': VendorRefusal.GONE,
  '412': VendorRefusal.CONFLICT,
  '425': VendorRefusal.RETRY,
  '429': VendorRefusal.RETRY,
  '5xx': VendorRefusal.RETRY,
};
