import type { ListWire, PagingWire } from '../../lib/vendor-api/contract';
import { Failure } from '../runtime/errors';
import { idText, jsonText } from '../runtime/json';
import { at } from '../runtime/json-pointer';
import type { Client, ClientRequest } from './client';
import type { Reply } from './reply';

/** A list of more pages counts as a list that does not end. */
const MAX_PAGES = 1_000;

/** Page sizes that are powers of two. */
const ROUND = [8, 16, 32, 64, 128, 256, 512];

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
  const size = list.paging && 'size' in list.paging ? Number(list.paging.size) : 0;
  let first: unknown[] | undefined;
  let request: ClientRequest | undefined = firstPage(list.paging, path, narrowing);
  for (let page = 0; request !== undefined; page++) {
    const asked = JSON.stringify([request.path, request.query]);
    if (page === MAX_PAGES || seen.has(asked)) {
      throw new Failure(`GET ${url} did not end after ${page} pages.`);
    }
    seen.add(asked);
    const reply = await client.repeat(request);
    if (isPastEnd(reply, size, first)) {
      client.wholeLists.set(path, found.length);
      return found;
    }
    const answer = client.accepted(request, reply);
    const items = itemsIn(answer, list);
    if (items === undefined) {
      throw new Failure(`GET ${url} gave no list at '${list.items}': is this the vendor's API?`);
    }
    if (first && first.length < size && jsonText(items) === jsonText(first)) {
      return found; // The vendor has no pages, and gives the whole list each time.
    }
    first ??= items;
    if (page === 1 && items.length === 0) {
      client.wholeLists.set(path, found.length);
    }
    for (const item of items) {
      found.push(item);
    }
    request = nextPage(client, list.paging, { path, narrowing, answer, page, items, first, total: found.length });
  }
  return found;
}

/** Whether a page is refused that was asked for only because the vendor may give shorter pages than asked for. */
function isPastEnd(reply: Reply, size: number, first: readonly unknown[] | undefined): boolean {
  const isFinal = reply.kind === 'refused' && [400, 404, 410, 416, 422].includes(reply.status);
  return isFinal && first !== undefined && first.length < size;
}

/** The items of a page; undefined where the answer has no list. Some languages write an empty list as null. */
function itemsIn(answer: unknown, { items: pointer, absentIsEmpty }: ListWire): unknown[] | undefined {
  const items = at(answer, pointer);
  if (Array.isArray(items)) {
    return items;
  }
  const isAbsent = items === undefined && typeof answer === 'object' && !Array.isArray(answer);
  return items === null || (isAbsent && absentIsEmpty !== undefined) ? [] : undefined;
}

function firstPage(paging: PagingWire | undefined, path: string, narrowing: Query): ClientRequest {
  return { method: 'GET', path, query: [...narrowing, ...numbered(paging, 0, 0)] };
}

interface Page {
  readonly path: string;
  readonly narrowing: Query;
  readonly answer: unknown;
  readonly page: number;
  readonly items: readonly unknown[];
  /** The items of the first page. */
  readonly first: readonly unknown[];
  /** How many items have come so far. */
  readonly total: number;
}

/** The request for the next page; undefined after the last page. */
function nextPage(client: Client, paging: PagingWire | undefined, page: Page): ClientRequest | undefined {
  const { path, narrowing, answer, total } = page;
  if (paging?.by === 'cursor') {
    const next = idText(at(answer, paging.next));
    return next === undefined ? undefined : atCursor(client, next, { path, narrowing, parameter: paging.parameter });
  }
  if (paging?.by === 'lastId') {
    return afterLast(client, paging, page);
  }
  const wholeUpTo = client.wholeLists.get(path) ?? 0;
  return paging === undefined || isLast(page, Number(paging.size), wholeUpTo)
    ? undefined
    : { method: 'GET', path, query: [...narrowing, ...numbered(paging, page.page + 1, total)] };
}

/**
 * Whether no page follows: the page is empty, or shorter than the first. The vendor may give shorter pages than asked for,
 * so a first page that is not full may have a second one. Vendors cap their pages at round numbers. A first page of another
 * number of items is the last, so that most lists cost no further call. So is one that is no longer than a first page after
 * which nothing came.
 */
function isLast({ items, first, page }: Page, size: number, wholeUpTo: number): boolean {
  const isRound = items.length % 5 === 0 || ROUND.includes(items.length);
  const mayBeCapped = items.length >= size || (isRound && items.length > wholeUpTo);
  return items.length === 0 || items.length < first.length || (page === 0 && !mayBeCapped);
}

/** The page after the last item of this one; undefined where the page is empty, or the vendor says that none follows. */
function afterLast(
  client: Client,
  { parameter, id: pointer, more }: Extract<PagingWire, { by: 'lastId' }>,
  { path, narrowing, answer, items }: Page,
): ClientRequest | undefined {
  if (items.length === 0 || (more !== undefined && at(answer, more) === false)) {
    return undefined;
  }
  const id = idText(at(items.at(-1), pointer));
  if (id === undefined || id === '') {
    throw new Failure(
      `GET ${client.url(path)} gave no id at '${pointer}' of its last item, by which the next page is asked for.`,
    );
  }
  return { method: 'GET', path, query: [...narrowing, [parameter, id]] };
}

function numbered(paging: PagingWire | undefined, page: number, total: number): Query {
  switch (paging?.by) {
    case 'offset':
      return [
        [paging.parameter, String(total)],
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
  const here = client.url(path);
  if (!isUrl(next, new URL(here).pathname)) {
    return { method: 'GET', path, query: [...narrowing, [parameter, next]] };
  }
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

/**
 * Whether a cursor is a URL: a whole one, or a path that is the list's own or below it. Base64 may begin with a slash, too,
 * but has neither a dot nor a colon in what would be a host.
 */
function isUrl(next: string, listPath: string): boolean {
  const [path = ''] = next.split(/[?#]/);
  return /^(https?:\/\/|\/\/[^/]*[.:])/i.test(next) || path === listPath || path.startsWith(`${listPath}/`);
}
