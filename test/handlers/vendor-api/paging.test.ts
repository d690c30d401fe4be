import { exchange } from '../../../handlers/runtime/http-exchange';
import { Client } from '../../../handlers/vendor-api/client';
import { listAll } from '../../../handlers/vendor-api/paging';
import type { ListWire, PagingWire } from '../../../lib/vendor-api/contract';
import type { VendorReply } from '../../../testing/fake-vendor/exchange';
import { LoopbackServer, type WireRequest } from '../../../testing/fake-vendor/loopback-server';

let server: LoopbackServer;
let answer: (request: WireRequest) => VendorReply;
let asked: string[];
beforeEach(async () => {
  asked = [];
  server = await LoopbackServer.start({
    handler: (request) => {
      asked.push(`${request.path}?${request.query}`);
      return answer(request);
    },
  });
});
afterEach(() => server.stop());

function list(paging: PagingWire | undefined, more: Partial<ListWire> = {}) {
  const client = newClient();
  return listAll(client, { path: '/x', items: '/items', paging, ...more }, [['name', 'a b']]);
}

function newClient(): Client {
  const effects = {
    exchange,
    now: () => 0,
    random: () => 0,
    sleep: async () => undefined,
    log: () => undefined,
    redact: () => undefined,
    clean: (text: string) => text,
  };
  const api = { baseUrl: server.origin, authentication: [], envelope: '', errorText: [], refusals: {} };
  return new Client(api, effects as never, 60_000);
}

const items = (count: number, from = 0) => Array.from({ length: count }, (_, index) => from + index);
const numbered = { parameter: 'p', sizeParameter: 'n', size: '2' };

it.each<[string, PagingWire, string[]]>([
  ['offset', { by: 'offset', ...numbered }, ['p=0&n=2', 'p=2&n=2', 'p=4&n=2']],
  ['page, from 1', { by: 'page', ...numbered, first: '1' }, ['p=1&n=2', 'p=2&n=2', 'p=3&n=2']],
  ['page, from 0', { by: 'page', ...numbered, first: '0' }, ['p=0&n=2', 'p=1&n=2', 'p=2&n=2']],
])('by %s, until a page is not full', async (_, paging, pages) => {
  const start = paging.by === 'page' ? Number(paging.first) : 0;
  const step = paging.by === 'page' ? 1 : 2;
  answer = ({ query }) => {
    const from = ((Number(query.get('p')) - start) / step) * 2;
    return { status: 200, body: { items: items(5).slice(from, from + 2) } };
  };
  expect(await list(paging)).toEqual(items(5));
  expect(asked).toEqual(pages.map((page) => `/x?name=a+b&${page}`));
});

it('keeps the path’s own query', async () => {
  answer = () => ({ status: 200, body: { items: [] } });
  await list(undefined, { path: '/x?environment=e' });
  expect(asked).toEqual(['/x?environment=e&name=a+b']);
});

describe('by cursor', () => {
  const paging = { by: 'cursor', parameter: 'after', next: '/paging/next' } as const;
  const pages = (...nexts: readonly unknown[]) => {
    let page = 0;
    answer = () => ({ status: 200, body: { items: [page], paging: { next: nexts[page++] } } });
  };

  it.each([undefined, null, ''])('ends where there is no next (%s)', async (end) => {
    pages('c 1', 7, end);
    expect(await list(paging)).toEqual([0, 1, 2]);
    expect(asked).toEqual(['/x?name=a+b', '/x?name=a+b&after=c+1', '/x?name=a+b&after=7']);
  });

  it('follows a URL of its own origin', async () => {
    pages(`${server.origin}/x?page_token=q`, '/x?page_token=r', undefined);
    expect(await list(paging)).toEqual([0, 1, 2]);
    expect(asked).toEqual(['/x?name=a+b', '/x?page_token=q', '/x?page_token=r']);
  });

  it('adds the path’s own query to a URL that leaves it out, and changes none that is there', async () => {
    pages('/x?page_token=q', '/x?page_token=r&environment=other', undefined);
    await list(paging, { path: '/x?environment=e%20e' });
    expect(asked.slice(1)).toEqual(['/x?page_token=q&environment=e+e', '/x?page_token=r&environment=other']);
  });

  it.each(['https://evil.example/x', '//evil.example/x', 'http://127.0.0.1:1/x'])('never follows %s', async (next) => {
    pages(next);
    await expect(list(paging)).rejects.toThrow('where the key does not belong');
    expect(asked).toHaveLength(1);
  });

  it('gives up on one that goes round', async () => {
    pages('a', 'b', 'a', 'b');
    await expect(list(paging)).rejects.toThrow('did not end after 3 pages');
  });
});

it.each([{}, { items: {} }, []])('%j is no list', async (body) => {
  answer = () => ({ status: 200, body });
  await expect(list(undefined)).rejects.toThrow("gave no list at '/items'");
});

describe('A6 an account without records', () => {
  it.each([
    ['null', { items: null }],
    ['an empty list', { items: [] }],
  ])('A6 %s is an empty list, whatever the description says', async (_, body) => {
    answer = () => ({ status: 200, body });
    expect(await list(undefined)).toEqual([]);
    expect(await list(undefined, { absentIsEmpty: 'true' })).toEqual([]);
  });

  it.each([{}, { total: 0 }])('A6 %j is an empty list where the description says so', async (body) => {
    answer = () => ({ status: 200, body });
    expect(await list(undefined, { absentIsEmpty: 'true' })).toEqual([]);
    await expect(list(undefined)).rejects.toThrow("gave no list at '/items'");
  });

  it.each([{ items: {} }, { items: 'none' }, [], '"a text"'])('A6 %j is no list, whatever it says', async (body) => {
    answer = () => ({ status: 200, body });
    await expect(list(undefined, { absentIsEmpty: 'true' })).rejects.toThrow("gave no list at '/items'");
  });
});

describe('A8 a cursor that begins with a slash', () => {
  const paging = { by: 'cursor', parameter: 'after', next: '/next' } as const;

  it.each(['/9j/4AAQSkZJRg==', '//8AAQ==', '/x4=', '/', '/v2/x', 'https', 'http:/x'])(
    'A8 %s is no URL',
    async (next) => {
      answer = () => ({ status: 200, body: { items: [asked.length], next: asked.length === 1 ? next : undefined } });
      expect(await list(paging)).toEqual([1, 2]);
      expect(asked[1]).toBe(`/x?name=a+b&${new URLSearchParams({ after: next })}`);
    },
  );

  it.each(['/x?p=2', '/x/pages/2', '/x/pages/2?q=y'])(
    'A8 %s is the list’s own path or below it, and followed',
    async (next) => {
      answer = () => ({ status: 200, body: { items: [asked.length], next: asked.length === 1 ? next : undefined } });
      expect(await list(paging)).toEqual([1, 2]);
      expect(asked[1]).toBe(next.includes('?') ? next : `${next}?`);
    },
  );
});

describe('A9 a vendor that gives shorter pages than asked for', () => {
  const hundred = { parameter: 'p', sizeParameter: 'n', size: '100' };
  const BY: [string, PagingWire][] = [
    ['offset', { by: 'offset', ...hundred }],
    ['page', { by: 'page', ...hundred, first: '1' }],
  ];
  /** A vendor with so many items and pages of at most so many. */
  const vendor = (by: string, total: number, most: number) => {
    answer = ({ query }) => {
      const at = by === 'offset' ? Number(query.get('p')) : (Number(query.get('p')) - 1) * most;
      return { status: 200, body: { items: items(total).slice(at, at + most) } };
    };
  };

  it.each(
    BY.flatMap(([by, paging]) =>
      [
        [120, 50, 3],
        [100, 50, 3],
        [25, 20, 2],
        [30, 10, 4],
        [9, 50, 1],
        [0, 50, 1],
        [250, 100, 3],
        [40, 200, 2],
      ].map(([total = 0, most = 0, calls]) => ({ by, paging, total, most, calls })),
    ),
  )('A9 by $by: $total items in pages of $most take $calls calls', async ({ by, paging, total, most, calls }) => {
    vendor(by, total, most);
    expect(await list(paging)).toEqual(items(total));
    expect(asked).toHaveLength(calls ?? 0);
  });

  it.each([43, 7])('A9 a first page of %i items is no cap of a vendor’s, and costs no further call', async (total) => {
    vendor('offset', total, 100);
    expect(await list({ by: 'offset', ...hundred })).toEqual(items(total));
    expect(asked).toHaveLength(1);
  });

  it.each([5, 8, 16, 20, 64, 75])('A9 a cap of %i items is found', async (most) => {
    vendor('offset', 99, most);
    expect(await list({ by: 'offset', ...hundred })).toEqual(items(99));
  });

  it('A9 that nothing follows a first page is asked once, and again when the page has grown', async () => {
    const client = newClient();
    const look = () => listAll(client, { path: '/x', items: '/items', paging: { by: 'offset', ...hundred } }, []);
    vendor('offset', 50, 100);
    await look();
    await look();
    expect(asked).toHaveLength(3);
    vendor('offset', 55, 100);
    await look();
    expect(asked).toHaveLength(5);
  });

  it.each(BY)('A9 by %s: a vendor that knows no pages gives its list once', async (_, paging) => {
    answer = () => ({ status: 200, body: { items: items(40) } });
    expect(await list(paging)).toEqual(items(40));
  });

  it.each([400, 404, 416, 422])('A9 a %i after a page that was not full is the end', async (status) => {
    answer = () => (asked.length === 1 ? { status: 200, body: { items: items(40) } } : { status, body: {} });
    expect(await list({ by: 'page', ...hundred, first: '1' })).toEqual(items(40));
  });

  it('A9 a 404 after a full page, or a 403, is a failure', async () => {
    answer = () => (asked.length === 1 ? { status: 200, body: { items: items(100) } } : { status: 404, body: {} });
    await expect(list({ by: 'page', ...hundred, first: '1' })).rejects.toThrow('was refused with 404');
    asked.length = 0;
    answer = () => (asked.length === 1 ? { status: 200, body: { items: items(40) } } : { status: 403, body: {} });
    await expect(list({ by: 'page', ...hundred, first: '1' })).rejects.toThrow('was refused with 403');
  });
});

describe('G7 by the last id', () => {
  const paging = { by: 'lastId', parameter: 'starting_after', id: '/of/id' } as const;
  const ids = ['a', 'b c', '9007199254740993', 'd', 'e'].map((id) => (/^\d/.test(id) ? id : JSON.stringify(id)));
  const page = (of: readonly string[], more = '') => ({
    status: 200,
    body: `{"items":[${of.map((id) => `{"of":{"id":${id}}}`).join()}]${more}}`,
  });
  const restOf = (request: WireRequest) => {
    const last = request.query.get('starting_after');
    const at = ids.findIndex((id) => id === last || id === JSON.stringify(last)) + 1;
    return { rest: ids.slice(at), at };
  };
  const ASKED = ['', 'starting_after=b+c', 'starting_after=d', 'starting_after=e'];
  const urls = (count: number) => ASKED.slice(0, count).map((query) => `/x?name=a+b${query ? `&${query}` : ''}`);

  it('G7 ends with an empty page', async () => {
    answer = (request) => page(restOf(request).rest.slice(0, 2));
    expect(await list(paging)).toHaveLength(5);
    expect(asked).toEqual(urls(4));
  });

  it.each([
    ['false', 3],
    ['null', 4],
  ])('G7 ends where the answer says %s to more', async (end, calls) => {
    answer = (request) => {
      const { rest } = restOf(request);
      return page(rest.slice(0, 2), `,"has_more":${rest.length > 2 ? 'true' : end}`);
    };
    expect(await list({ ...paging, more: '/has_more' })).toHaveLength(5);
    expect(asked).toEqual(urls(calls));
  });

  it('G7 by a number that JavaScript would round', async () => {
    answer = (request) => page(restOf(request).rest.slice(0, 3));
    await list(paging);
    expect(asked[1]).toBe('/x?name=a+b&starting_after=9007199254740993');
  });

  it('G7 fails where the last item has no id', async () => {
    answer = () => page(['null']);
    await expect(list(paging)).rejects.toThrow("gave no id at '/of/id' of its last item");
  });
});
