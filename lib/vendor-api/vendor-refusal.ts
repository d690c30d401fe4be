/** The meaning of a vendor's refusal. */
export enum VendorRefusal {
  /** Not now. The function tries again, after the vendor's own waiting time where it gives one. */
  RETRY = 'RETRY',
  /** The record does not exist, or no longer exists. */
  GONE = 'GONE',
  /**
   * On a create, the name is taken: the function looks whether the record is its own. On a removal, the record is in
   * use: the function tries again for a limited time.
   */
  CONFLICT = 'CONFLICT',
  /** No. Another try would not help. */
  FINAL = 'FINAL',
}

/**
 * The meaning of HTTP statuses where the description says nothing else (RFC 9110, RFC 6585, RFC 8470). Any other status
 * is FINAL.
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
