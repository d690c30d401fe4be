import { pageFrom, wholeNumber } from '../../fake-vendor/pages';
import { ERROR_CODES, type ErrorDetail, type Failure } from './envelope';

/** The place and the length of a page. */
export interface Page {
  /** The index of its first item, from 0. */
  readonly offset: number;
  /** The most items it holds, 0 to 100. */
  readonly limit: number;
}

/** A page as the vendor's list answers it. */
export interface PageOf<Item> extends Page {
  /** How many items there are on all pages together. */
  readonly totalCount: number;
  /** The URL of the page before; absent on the first. */
  readonly previous?: string;
  /** The URL of the page after; absent on the last. */
  readonly next?: string;
  readonly items: readonly Item[];
}

const DEFAULT_LIMIT = 25;
const MAX_LIMIT = 100;

/**
 * Reads `offset` (0) and `limit` (25, at most 100) from a query. The vendor does not document a limit above 100: here
 * the page has 100 items, and says so. The fake refuses anything but digits.
 */
export function pageOf(query: Readonly<Record<string, string>>): Page | { readonly failure: Failure } {
  const details: ErrorDetail[] = [];
  const read = (field: string, otherwise: number): number => {
    const number = wholeNumber(query[field] ?? String(otherwise), 0, 999_999_999);
    if (number === undefined) {
      details.push({ type: 'ERROR', text: `${field} must be a whole number of 0 or more`, field });
    }
    return number ?? otherwise;
  };
  const page = { offset: read('offset', 0), limit: Math.min(read('limit', DEFAULT_LIMIT), MAX_LIMIT) };
  if (details.length === 0) {
    return page;
  }
  const message = 'One or more query parameters are not valid';
  return { failure: { status: 400, code: ERROR_CODES.invalidParameter, message, details } };
}

/**
 * Cuts one page out of all items.
 *
 * @param url the list's URL, without a query
 * @param query the request's query, which the links to the other pages repeat
 */
export function cut<Item>(
  all: readonly Item[],
  { offset, limit }: Page,
  url: string,
  query: Readonly<Record<string, string>>,
): PageOf<Item> {
  const link = (start: number) =>
    `${url}?${new URLSearchParams({ ...query, offset: String(start), limit: String(limit) })}`;
  const { items, next } = pageFrom(all, offset, limit);
  return {
    totalCount: all.length,
    offset,
    limit,
    ...(offset > 0 ? { previous: link(Math.max(0, offset - limit)) } : {}),
    ...(next === undefined ? {} : { next: link(next) }),
    items,
  };
}
