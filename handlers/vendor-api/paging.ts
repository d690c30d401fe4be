import type { ListWire, PagingWire } from '../../lib/vendor-api/contract';
import { Failure } from '../runtime/errors';
import { idText } from '../runtime/json';
import { at } from '../runtime/json-pointer';
import type { Client, ClientRequest } from './client';

/** A list of more pages counts as a list that does not end. */
const MAX_PAGES = 1_000;

type Query = readonly (readonly [string, string])[];

/**
 * Reads all pages of a list.
 *
 * @param narrowing query parameters that narrow the list
 * @throws Failure if the vendor gives no list, or a list that does not end
 */
export async function listAll(client: Client, list: ListWire, narrowing: Query): Promise<unknown[]> {
  const path = client.path(list.path);
  const url = client.url(path);
  const found: unknown[] = [];
  const seen = new Set<string>();
  let request: ClientRequest | undefined = firstPage(list.paging, path, narrowing);
  for (let page = 0; request !== undefined; page++) {
    const asked = JSON.stringify([request.path, request.query]);
    if (page === MAX_PAGES || seen.has(asked)) {
      throw new Failure(`GET ${url} did not end after ${page} pages.`);
    }
    seen.add(asked);
    const answer = client.accepted(request, await client.repeat(request));
    const items = at(answer, list.items);
    if (!Array.isArray(items)) {
      throw new Failure(`GET ${url} gave no list at '${list.items}': is this the vendor's API?`);
    }
    found.push(...items);
    request = nextPage(client, list.paging, { path, narrowing, answer, page, count: items.length });
  }
  return found;
}

function firstPage(paging: PagingWire | undefined, path: string, narrowing: Query): ClientRequest {
  return { method: 'GET', path, query: [...narrowing, ...numbered(paging, 0)] };
}

interface Page {
  readonly path: string;
  readonly narrowing: Query;
  readonly answer: unknown;
  readonly page: number;
  readonly count: number;
}

/** The request for the next page; undefined after the last page. */
function nextPage(client: Client, paging: PagingWire | undefined, page: Page): ClientRequest | undefined {
  const { path, narrowing, answer, count } = page;
  if (paging?.by === 'cursor') {
    const next = idText(at(answer, paging.next));
    return next === undefined ? undefined : atCursor(client, next, { path, narrowing, parameter: paging.parameter });
  }
  // A page that is shorter than asked for is the last one.
  return paging === undefined || count < Number(paging.size)
    ? undefined
    : { method: 'GET', path, query: [...narrowing, ...numbered(paging, page.page + 1)] };
}

function numbered(paging: PagingWire | undefined, page: number): Query {
  switch (paging?.by) {
    case 'offset':
      return [
        [paging.parameter, String(page * Number(paging.size))],
        [paging.sizeParameter, paging.size],
      ];
    case 'page':
      return [
        [paging.parameter, String(page + Number(paging.first))],
        [paging.sizeParameter, paging.size],
      ];
    default:
      return [];
  }
}

/** A cursor is a query parameter's text, or the next page's URL. A URL of another origin would get our key. */
function atCursor(
  client: Client,
  next: string,
  { path, narrowing, parameter }: { path: string; narrowing: Query; parameter: string },
): ClientRequest | undefined {
  if (next === '') {
    return undefined;
  }
  if (!/^(https?:)?\//i.test(next)) {
    return { method: 'GET', path, query: [...narrowing, [parameter, next]] };
  }
  const here = client.url(path);
  const url = URL.canParse(next, here) ? new URL(next, here) : undefined;
  if (url === undefined || url.origin !== new URL(here).origin) {
    throw new Failure(
      `GET ${here} continues at ${url?.origin ?? 'no URL'}, where the key does not belong: only its own host is followed.`,
    );
  }
  // Every call carries the path's own query, also where the vendor's link leaves it out.
  for (const [name, value] of new URL(here).searchParams) {
    if (!url.searchParams.has(name)) {
      url.searchParams.append(name, value);
    }
  }
  return { method: 'GET', path: url.href };
}
