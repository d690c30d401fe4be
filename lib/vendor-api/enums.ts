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

/** What becomes of a setting that says something of somebody else's. */
export enum OnExistingSetting {
  /** The deploy fails, and the setting stays as it is. */
  FAIL = 'FAIL',
  /** The stack's value takes its place. The former value is remembered, and put back in the end. */
  TAKE_OVER = 'TAKE_OVER',
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

/** The method of a {@link VendorCall}, or of the write of a {@link VendorSetting}. */
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
