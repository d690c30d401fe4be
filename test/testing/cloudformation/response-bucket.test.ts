import { request } from 'node:http';
import { FakeClock } from '../../../testing';
import { ResponseBucket } from '../../../testing/cloudformation/response-bucket';

const TWO_HOURS = 7_200_000;

let clock: FakeClock;
let bucket: ResponseBucket;
let url: string;
const taken: string[] = [];

beforeEach(async () => {
  taken.length = 0;
  clock = new FakeClock();
  bucket = await ResponseBucket.start(clock);
  url = bucket.sign('stack|request', (body) => {
    taken.push(body.toString());
    return { status: 200 };
  });
});
afterEach(() => bucket.stop());

interface Call {
  readonly method?: string;
  readonly headers?: Record<string, string>;
  readonly to?: string;
}

/** Sends a body; gives the status, and the code of a refusal. */
function send({ method = 'PUT', headers = { 'content-length': '4' }, to = url }: Call = {}): Promise<string> {
  return new Promise((resolve, reject) => {
    const outgoing = request(to, { method, headers }, (response) => {
      let body = '';
      response.on('data', (chunk) => {
        body += chunk;
      });
      const said = () => `${response.statusCode} ${/<Code>(\w+)/.exec(body)?.[1] ?? ''}`.trim();
      response.on('end', () => resolve(said()));
    });
    outgoing.on('error', reject);
    outgoing.end('body');
  });
}

it('looks like S3’s: it says when it was signed, and for how long', async () => {
  const { searchParams, pathname } = new URL(url);
  expect(decodeURIComponent(pathname)).toBe('/stack|request');
  expect(Object.fromEntries(searchParams)).toMatchObject({
    'X-Amz-Date': '20260101T000000Z',
    'X-Amz-Expires': '7200',
    'X-Amz-Signature': expect.stringMatching(/^[0-9a-f]{64}$/),
  });
  await clock.until(clock.sleep(3_661_500));
  expect(new URL(bucket.sign('x', () => 'drop')).searchParams.get('X-Amz-Date')).toBe('20260101T010101Z');
});

it.each([
  ['of no content type', { 'content-length': '4' }],
  ['of an empty one', { 'content-length': '4', 'content-type': '' }],
])('takes a PUT %s', async (_, headers) => {
  expect(await send({ headers })).toBe('200');
  expect(taken).toEqual(['body']);
});

it.each<[string, (good: string) => Call, string]>([
  ['a POST', () => ({ method: 'POST' }), '403 SignatureDoesNotMatch'],
  [
    'a content type',
    () => ({ headers: { 'content-length': '4', 'content-type': 'application/json' } }),
    '403 SignatureDoesNotMatch',
  ],
  ['another signature', (good) => ({ to: good.replace(/Signature=./, 'Signature=x') }), '403 SignatureDoesNotMatch'],
  ['another object', (good) => ({ to: good.replace('request', 'other') }), '403 SignatureDoesNotMatch'],
  ['no signature', (good) => ({ to: good.replace(/\?.*/, '') }), '403 SignatureDoesNotMatch'],
  ['a body in chunks', () => ({ headers: { 'transfer-encoding': 'chunked' } }), '501 NotImplemented'],
])('refuses %s', async (_, change, said) => {
  expect(await send(change(url))).toBe(said);
  expect(taken).toEqual([]);
});

it('is good for two hours of the fake clock, and no longer', async () => {
  await clock.until(clock.sleep(TWO_HOURS));
  expect(await send()).toBe('200');
  await clock.until(clock.sleep(1));
  expect(await send()).toBe('403 AccessDenied');
  expect(taken).toHaveLength(1);
});

it('answers as the receiver says, or not at all', async () => {
  const busy = bucket.sign('a', () => ({ status: 503 }));
  const gone = bucket.sign('b', () => 'drop');
  expect(await send({ to: busy })).toBe('503');
  await expect(send({ to: gone })).rejects.toThrow('socket hang up');
});
