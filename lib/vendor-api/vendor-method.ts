/** The method of a {@link VendorCall}. */
export enum VendorMethod {
  /** Asks, and sends no body. */
  GET = 'GET',
  /** Does something. */
  POST = 'POST',
  /** Puts the body in place of what is there. */
  PUT = 'PUT',
  /** Changes the members that the body names. */
  PATCH = 'PATCH',
}
