import type { VendorReply, VendorRequest } from '../../../testing/fake-vendor/exchange';
import { FakeVendor, type FakeVendorOptions } from '../../../testing/fake-vendor/fake-vendor';

/** A vendor that answers each request with its body. */
class Echo extends FakeVendor {
  static start(options?: FakeVendorOptions): Promise<Echo> {
    return new Echo(options, '/v1').listen();
  }

  performed = 0;

  protected async perform({ path, body }: VendorRequest): Promise<VendorReply> {
    this.performed += 1;
    return { status: path.endsWith('/missing') ? 404 : 200, body: { body } };
  }
}

let echo: Echo;

beforeEach(async () => {
  echo = await Echo.start();
});

afterEach(() => echo.stop());

const send = (method: string, path: string, body?: string) => fetch(`${echo.url}${path}`, { method, body });

it('has a URL on loopback with the base path', () => {
  expect(echo.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/v1$/);
});

it('records each request with its query, its body and its status', async () => {
  await send('POST', '/things?a=b%20c', '{"x":1}');
  await send('POST', '/things', 'no JSON');
  await send('GET', '/missing');
  expect(echo.journal).toEqual([
    { method: 'POST', path: '/v1/things', query: { a: 'b c' }, body: { x: 1 }, status: 200, answered: true },
    { method: 'POST', path: '/v1/things', query: {}, body: 'no JSON', status: 200, answered: true },
    { method: 'GET', path: '/v1/missing', query: {}, status: 404, answered: true },
  ]);
  echo.clearJournal();
  expect(echo.journal).toEqual([]);
});

it('counts requests by method and path', async () => {
  await send('POST', '/things');
  await send('POST', '/others');
  await send('GET', '/things');
  expect([echo.count('POST'), echo.count('POST', '/things'), echo.count('DELETE')]).toEqual([2, 1, 0]);
});

it('sends the reply of an interception, and performs nothing', async () => {
  echo.intercept = ({ method }) => (method === 'POST' ? { status: 503 } : undefined);
  expect((await send('POST', '/things')).status).toBe(503);
  expect((await send('GET', '/things')).status).toBe(200);
  expect(echo.performed).toBe(1);
});

it.each([
  ['drop-before', 0, undefined],
  ['drop-after', 1, 200],
] as const)('closes the connection at %s', async (interception, performed, status) => {
  echo.intercept = () => interception;
  await expect(send('POST', '/things')).rejects.toThrow();
  expect(echo.performed).toBe(performed);
  expect(echo.journal[0]).toMatchObject({ answered: false });
  expect(echo.journal[0]?.status).toBe(status);
});

it('takes the interception of its options', async () => {
  const other = await Echo.start({ intercept: () => ({ status: 418 }) });
  expect((await fetch(other.url)).status).toBe(418);
  await other.stop();
});
