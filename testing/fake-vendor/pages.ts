/** One page of a list. */
export interface ListPage<Item> {
  readonly items: readonly Item[];
  /** The index at which the next page begins; absent on the last page. */
  readonly next?: number;
}

/** Cuts a page out of all items. A page of size 0 is the last one. */
export function pageFrom<Item>(all: readonly Item[], start: number, size: number): ListPage<Item> {
  const end = start + size;
  return { items: all.slice(start, end), ...(size > 0 && end < all.length ? { next: end } : {}) };
}

/** Reads a whole number from a query; undefined where the text is none between the bounds. */
export function wholeNumber(text: string, least: number, most = Number.MAX_SAFE_INTEGER): number | undefined {
  const number = /^\d+$/.test(text) ? Number(text) : Number.NaN;
  return number >= least && number <= most ? number : undefined;
}
