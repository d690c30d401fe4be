/** Where a list of records is, for every kind of paging. */
export interface VendorListOptions {
  /**
   * The list's path, where it differs from the collection's. `{name}` takes a parameter, and a query stays.
   *
   * @default - the API's `path`
   */
  readonly path?: string;

  /**
   * JSON Pointer to the items in the whole answer.
   *
   * @default - the place that the API's `envelope` names
   */
  readonly items?: string;

  /**
   * Query parameters that narrow the list. Each has a JSON Pointer to the member of the body whose value it takes. The
   * vendor may also return records that only begin with that value.
   *
   * @default - the list is not narrowed
   */
  readonly filter?: { [parameter: string]: string };

  /**
   * Whether an answer without the list means that there are no records, as some services answer for an empty account.
   * `null` always means that.
   *
   * @default false
   */
  readonly absentIsEmpty?: boolean;
}

/** A list with pages by offset. */
export interface OffsetListOptions extends VendorListOptions {
  /**
   * Records on a page, from 1 to the vendor's maximum. A page with fewer is the last.
   *
   * @default 100
   */
  readonly size?: number;

  /**
   * The query parameter for the number of records to skip.
   *
   * @default offset
   */
  readonly parameter?: string;

  /**
   * The query parameter for the number of records on a page.
   *
   * @default limit
   */
  readonly sizeParameter?: string;
}

/** A list with numbered pages. */
export interface PageListOptions extends VendorListOptions {
  /**
   * Records on a page, from 1 to the vendor's maximum. A page with fewer is the last.
   *
   * @default 100
   */
  readonly size?: number;

  /**
   * The query parameter for the page's number.
   *
   * @default page
   */
  readonly parameter?: string;

  /**
   * The query parameter for the number of records on a page.
   *
   * @default per_page
   */
  readonly sizeParameter?: string;

  /**
   * The number of the first page, 0 or 1.
   *
   * @default 1
   */
  readonly first?: number;
}

/** A list in which each page names the next. */
export interface CursorListOptions extends VendorListOptions {
  /**
   * JSON Pointer to the next page in the whole answer: a cursor, or a URL of the same origin. The page without it is
   * the last.
   */
  readonly next: string;

  /**
   * The query parameter for the cursor, where that is no URL.
   *
   * @default cursor
   */
  readonly parameter?: string;
}

/** A list in which each page begins after the last record of the page before. */
export interface LastIdListOptions extends VendorListOptions {
  /** The query parameter that takes the id of the last record, such as `starting_after`. */
  readonly parameter: string;

  /**
   * JSON Pointer to whether more pages follow, in the whole answer, such as `/has_more`: the page that says false is the
   * last.
   *
   * @default - the list ends with an empty page
   */
  readonly more?: string;
}
