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
  const client = new Client(api, effects as never, 60_000);
  return listAll(client, { path: '/x', items: '/items', paging, ...more }, [['name', 'a b']]);
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
