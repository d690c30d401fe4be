import { FakeBitmovin } from '../../../../testing';
import { ANALYTICS_OUTPUTS, type Answer, API_KEY, call, create, ENCODING_OUTPUTS, MINIMAL } from './call';

let fake: FakeBitmovin;
let seconds: number;

beforeEach(async () => {
  seconds = 0;
  fake = await FakeBitmovin.start({
    apiKey: API_KEY,
    postPerMinute: 2,
    getPerMinute: 3,
    now: () => new Date(Date.UTC(2026, 0, 1) + seconds * 1000),
  });
});

afterEach(() => fake.stop());

const get = (tenant?: string) => call(fake, 'GET', ANALYTICS_OUTPUTS, { tenant });
const post = (path = ANALYTICS_OUTPUTS) => call(fake, 'POST', path, { body: MINIMAL });
const limits = ({ status, headers }: Answer) => [
  status,
  ...['limit', 'remaining', 'reset'].map((name) => headers.get(`x-ratelimit-${name}`)),
];

it('every answer counts down; one request too many is a 429 without Retry-After, and nothing is made', async () => {
  const answers = [await post()];
  seconds = 20.5;
  answers.push(await post(), await post());

  expect(answers.map(limits)).toEqual([
    [201, '2', '1', '60'],
    [201, '2', '0', '40'],
    [429, '2', '0', '40'],
  ]);
  expect(answers[2]?.headers.get('retry-after')).toBeNull();
  expect(answers[2]?.envelope).toMatchObject({ status: 'ERROR', data: { code: expect.any(Number) } });
  expect(fake.outputs()).toHaveLength(2);
});

it('the minute over, requests pass again', async () => {
  await Promise.all([get(), get(), get()]);
  seconds = 59.9;
  expect(limits(await get())).toEqual([429, '3', '0', '1']);

  seconds = 60;
  expect(limits(await get())).toEqual([200, '3', '2', '60']);
});

it('GET and POST are counted apart, and each collection for itself', async () => {
  await Promise.all([post(), post()]);

  expect((await post()).status).toBe(429);
  expect((await get()).status).toBe(200);
  expect((await post(ENCODING_OUTPUTS)).status).toBe(201);
});

it('all tenants of a key share its limit', async () => {
  await Promise.all([get('tenant-a'), get('tenant-b'), get()]);

  expect((await get('tenant-c')).status).toBe(429);
});

it('DELETE has no limit', async () => {
  const { id } = await create(fake);

  const answer = await call(fake, 'DELETE', `${ANALYTICS_OUTPUTS}/${id}`);

  expect(limits(answer)).toEqual([200, null, null, null]);
});

it('an error counts and says so; a key that is not let in does not', async () => {
  expect(limits(await call(fake, 'GET', `${ANALYTICS_OUTPUTS}/none`))).toEqual([404, '3', '2', '60']);
  expect(limits(await call(fake, 'GET', ANALYTICS_OUTPUTS, { apiKey: 'x' }))).toEqual([401, null, null, null]);
  expect(limits(await get())).toEqual([200, '3', '1', '60']);
});

describe('where all requests together have a limit', () => {
  const restart = async (rateLimitDialect?: 'x-ratelimit' | 'retry-after' | 'silent') => {
    await fake.stop();
    fake = await FakeBitmovin.start({
      apiKey: API_KEY,
      requestsPerMinute: 3,
      rateLimitDialect,
      now: () => new Date(Date.UTC(2026, 0, 1) + seconds * 1000),
    });
  };

  it('it counts every method and collection, and not what it refuses', async () => {
    await restart();
    const { id } = await create(fake);
    const remove = () => call(fake, 'DELETE', `${ANALYTICS_OUTPUTS}/${id}`);

    const answers = [await post(ENCODING_OUTPUTS), await get(), await remove()];
    seconds = 59.9;
    answers.push(await get());
    seconds = 60;
    answers.push(await remove());

    expect(answers.map(limits)).toEqual([
      [201, '3', '1', '60'],
      [200, '3', '0', '60'],
      [429, '3', '0', '60'],
      [429, '3', '0', '1'],
      [200, '3', '2', '60'],
    ]);
  });

  it.each<['retry-after' | 'silent', (string | null)[]]>([
    ['retry-after', [null, '40']],
    ['silent', [null, null]],
  ])('it is told in the dialect %s', async (dialect, after) => {
    await restart(dialect);
    const first = await get();
    await Promise.all([get(), get()]);
    seconds = 20;
    const refused = await get();

    expect([first.status, refused.status]).toEqual([200, 429]);
    expect([first, refused].map(({ headers }) => headers.get('retry-after'))).toEqual(after);
    expect(limits(refused).slice(1)).toEqual([null, null, null]);
  });
});

it('a new key has a limit of its own', async () => {
  await Promise.all([get(), get(), get()]);

  fake.rotateApiKey('new');

  expect((await call(fake, 'GET', ANALYTICS_OUTPUTS, { apiKey: 'new' })).status).toBe(200);
});

it('the default is what the vendor documents: POST 1000, GET 4000', async () => {
  const other = await FakeBitmovin.start({ apiKey: API_KEY });
  try {
    expect(limits(await call(other, 'POST', ANALYTICS_OUTPUTS, { body: MINIMAL })).slice(0, 3)).toEqual([
      201,
      '1000',
      '999',
    ]);
    expect(limits(await call(other, 'GET', ANALYTICS_OUTPUTS)).slice(0, 3)).toEqual([200, '4000', '3999']);
  } finally {
    await other.stop();
  }
});
