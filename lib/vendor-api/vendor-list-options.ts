/** Where a list of records is, whatever its paging. */
export interface VendorListOptions {
  /**
   * Its path, where that is not the collection's; `{name}` takes a parameter, and a query stays.
   *
   * @default - the API's `path`
   */
  readonly path?: string;

  /**
   * JSON Pointer to the items in the whole answer.
   *
   * @default - where the API's `envelope` points to
   */
  readonly items?: string;

  /**
   * Query parameters that narrow the list: the parameter's name, and a JSON Pointer to the member of our body whose
   * value it takes. A vendor that finds what merely begins with that value will do, too.
   *
   * @default - the list is not narrowed
   */
  readonly filter?: { [parameter: string]: string };
}

/** A list that is paged by offset. */
export interface OffsetListOptions extends VendorListOptions {
  /**
   * Records a page, from 1 to the vendor's maximum. A page with fewer is the last.
   *
   * @default 100
   */
  readonly size?: number;

  /**
   * The query parameter that says how many records to pass over.
   *
   * @default offset
   */
  readonly parameter?: string;

  /**
   * The query parameter that says how many records a page has.
   *
   * @default limit
   */
  readonly sizeParameter?: string;
}

/** A list that is paged by number. */
export interface PageListOptions extends VendorListOptions {
  /**
   * Records a page, from 1 to the vendor's maximum. A page with fewer is the last.
   *
   * @default 100
   */
  readonly size?: number;

  /**
   * The query parameter that says which page.
   *
   * @default page
   */
  readonly parameter?: string;

  /**
   * The query parameter that says how many records a page has.
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

/** A list in which each page says where the next begins. */
export interface CursorListOptions extends VendorListOptions {
  /**
   * JSON Pointer to the next page in the whole answer: a cursor, or a URL of the same origin. The page without it is
   * the last.
   */
  readonly next: string;

  /**
   * The query parameter that takes the cursor, where that is no URL.
   *
   * @default cursor
   */
  readonly parameter?: string;
}
