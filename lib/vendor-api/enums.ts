/** What the function does with an earlier record that has the same key. */
export enum OnExisting {
  /**
   * The create fails. If a function dies just after it made a record, its next try fails, too. It cannot recognise that
   * record, which stays at the vendor.
   */
  FAIL = 'FAIL',
  /** The function reads the record and returns its attributes. It never changes or deletes the record. */
  ADOPT = 'ADOPT',
}

/** How the function sends client credentials to get a token. */
export enum TokenEncoding {
  /**
   * `grant_type=client_credentials` as a form, the client in an `Authorization: Basic` header (RFC 6749, 2.3.1 and
   * 4.4).
   */
  FORM = 'FORM',
  /** `client_id` and `client_secret` as members of a JSON body. */
  JSON = 'JSON',
}

/** The method of a {@link VendorCall}. */
export enum VendorMethod {
  /** Reads, and sends no body. */
  GET = 'GET',
  /** Starts an action. */
  POST = 'POST',
  /** Replaces the resource by the body. */
  PUT = 'PUT',
  /** Changes the members that the body names. */
  PATCH = 'PATCH',
}
