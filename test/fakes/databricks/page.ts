import { pageFrom, wholeNumber } from '../../../testing/fake-vendor/pages';

/** One page of a list, and the token of the next page. */
export interface Page<Item> {
  readonly items: readonly Item[];
  /** Absent on the last page. */
  readonly token?: string;
}

/**
 * Cuts a page as the vendor's API reference says ("List credentials"). Without `max_results` the page has everything.
 * With it, a page may be empty and still name a next page: here the second page is empty.
 *
 * @returns undefined for an invalid query
 */
export function pageOf<Item>(all: readonly Item[], query: URLSearchParams, own: number): Page<Item> | undefined {
  const asked = query.get('max_results');
  const most = wholeNumber(asked ?? '0', 0, 1000);
  if (most === undefined) {
    return undefined;
  }
  const token = query.get('page_token');
  if (asked === null && token === null) {
    return { items: all };
  }
  const [, from, pause] = /^after-(\d+)(-again)?$/.exec(token ?? 'after-0') ?? [];
  if (from === undefined) {
    return undefined;
  }
  const start = Number(from);
  const size = most === 0 ? own : Math.min(most, own);
  if (start === size && pause === undefined) {
    return { items: [], token: `after-${start}-again` };
  }
  const { items, next } = pageFrom(all, start, size);
  return { items, ...(next === undefined ? {} : { token: `after-${next}` }) };
}
