/** What becomes of a record that has the key of ours, and was there before. */
export enum OnExisting {
  /**
   * The create fails. So does the next try of one whose function died just after it had made a record: it cannot know
   * that record for its own, and it stays at the vendor.
   */
  FAIL = 'FAIL',
  /** The record is read, and what it says comes back. It is never changed, and never deleted. */
  ADOPT = 'ADOPT',
}

/** How client credentials are sent to be exchanged for a token. */
export enum TokenEncoding {
  /** `grant_type=client_credentials` as a form, the client in an `Authorization: Basic` header (RFC 6749, 2.3.1 and 4.4). */
  FORM = 'FORM',
  /** `client_id` and `client_secret` as members of a JSON body. */
  JSON = 'JSON',
}

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
