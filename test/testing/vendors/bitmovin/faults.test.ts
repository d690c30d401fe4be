import { FakeBitmovin, type Interception } from '../../../../testing';
import { ANALYTICS_OUTPUTS, API_KEY, call, create, MINIMAL } from './call';

let fake: FakeBitmovin;

beforeEach(async () => {
  fake = await FakeBitmovin.start({ apiKey: API_KEY });
});

afterEach(() => fake.stop());

const post = () => call(fake, 'POST', ANALYTICS_OUTPUTS, { body: { ...MINIMAL, name: 'ours' }, tenant: 'tenant-a' });
const PATH = `/v1${ANALYTICS_OUTPUTS}`;

describe('the journal', () => {
  it('has each request in order, without the key', async () => {
    const { id } = await create(fake, { name: 'ours' });
    await call(fake, 'GET', `${ANALYTICS_OUTPUTS}?name=ours`, { tenant: 'tenant-a' });
    await call(fake, 'DELETE', `${ANALYTICS_OUTPUTS}/${id}`);
    await call(fake, 'POST', ANALYTICS_OUTPUTS, { text: '{oops' });
    await call(fake, 'GET', ANALYTICS_OUTPUTS, { apiKey: 'a-wrong-key' });

    expect(fake.journal).toEqual([
      { method: 'POST', path: PATH, query: {}, body: { ...MINIMAL, name: 'ours' }, status: 201, answered: true },
      { method: 'GET', path: PATH, query: { name: 'ours' }, tenant: 'tenant-a', status: 200, answered: true },
      { method: 'DELETE', path: `${PATH}/${id}`, query: {}, status: 200, answered: true },
      { method: 'POST', path: PATH, query: {}, body: '{oops', status: 400, answered: true },
      { method: 'GET', path: PATH, query: {}, status: 401, answered: true },
    ]);
    expect(JSON.stringify(fake.journal)).not.toMatch(/key-of-the-tests|a-wrong-key/);
  });

  it('can be cleared, and one that was taken before stays as it was', async () => {
    await call(fake, 'GET', ANALYTICS_OUTPUTS);
    const before = fake.journal;

    fake.clearJournal();
    await call(fake, 'GET', `${ANALYTICS_OUTPUTS}/x`);

    expect(before.map((entry) => entry.status)).toEqual([200]);
    expect(fake.journal.map((entry) => entry.status)).toEqual([404]);
  });
});

describe('an interception', () => {
  it('is shown the request, without the key', async () => {
    const seen: unknown[] = [];
    fake.intercept = (request) => {
      seen.push(request);
      return undefined;
    };

    await post();

    const body = { ...MINIMAL, name: 'ours' };
    expect(seen).toEqual([{ method: 'POST', path: PATH, query: {}, tenant: 'tenant-a', body }]);
    expect(fake.outputs('tenant-a')).toHaveLength(1);
  });

  it.each<[Exclude<Interception, object>, number, object]>([
    ['drop-before', 0, { answered: false }],
    ['drop-after', 1, { answered: false, status: 201 }],
  ])('%s: the client has no answer, and the vendor %i record', async (fault, held, entry) => {
    fake.intercept = () => fault;

    await expect(post()).rejects.toThrow('fetch failed');

    expect(fake.outputs('tenant-a')).toHaveLength(held);
    expect(fake.journal).toEqual([
      { ...entry, method: 'POST', path: PATH, query: {}, tenant: 'tenant-a', body: expect.anything() },
    ]);
  });

  it('a reply takes the place of the answer, headers and all, and nothing is performed', async () => {
    const body = '<html>busy</html>';
    fake.intercept = () => ({ status: 503, headers: { 'Content-Type': 'text/html', 'Retry-After': '7' }, body });

    const response = await fetch(`${fake.url}${ANALYTICS_OUTPUTS}`, { method: 'POST', body: JSON.stringify(MINIMAL) });

    expect(response.status).toBe(503);
    expect(response.headers.get('content-type')).toBe('text/html');
    expect(response.headers.get('retry-after')).toBe('7');
    expect(await response.text()).toBe(body);
    expect(fake.outputs()).toEqual([]);
    expect(fake.journal).toMatchObject([{ status: 503, answered: true }]);
  });

  it('may be given at the start, and can be taken away', async () => {
    const other = await FakeBitmovin.start({ apiKey: API_KEY, intercept: () => ({ status: 500 }) });
    try {
      expect((await call(other, 'GET', ANALYTICS_OUTPUTS)).status).toBe(500);
      other.intercept = undefined;
      expect((await call(other, 'GET', ANALYTICS_OUTPUTS)).status).toBe(200);
    } finally {
      await other.stop();
    }
  });
});

describe('strangers', () => {
  it('seed puts records among ours that a client cannot tell from real ones', async () => {
    const seeded = fake.seed(3, 'encoding/outputs', 'tenant-a');

    const { envelope } = await call(fake, 'GET', '/encoding/outputs/s3-role-based', { tenant: 'tenant-a' });

    expect(envelope.data.result.items.map((item) => item.name)).toEqual(['stranger-1', 'stranger-2', 'stranger-3']);
    expect(fake.records('encoding/outputs', 'tenant-a')).toEqual(seeded);
    expect(fake.outputs('tenant-a')).toEqual([]);
  });

  it('add puts in one record of the test’s own, unchecked and not in the journal', async () => {
    const { id } = fake.add({ bucketName: 'b', roleArn: 'r', description: 'theirs' });

    expect(fake.journal).toEqual([]);
    const { envelope } = await call(fake, 'GET', `${ANALYTICS_OUTPUTS}/${id}`);
    expect(envelope.data.result).toMatchObject({ id, description: 'theirs', bucketName: 'b' });
  });
});
