/** What a request that changes or removes a record takes along. */
export interface VendorWriteOptions {
  /**
   * JSON Pointers to members of the record as it stands, which the vendor wants to see again: it is read just before,
   * and each value goes to the same place in the request. So a lock such as `/version`, or a name that is required.
   *
   * @default - nothing
   */
  readonly carry?: string[];

  /**
   * Whether the record's `ETag` goes along as `If-Match` (RFC 9110), for a vendor that locks by it.
   *
   * @default false
   */
  readonly ifMatch?: boolean;

  /**
   * The path, with `{id}`; `{name}` takes a parameter, and a query stays.
   *
   * @default - the API's `itemPath`
   */
  readonly path?: string;
}
