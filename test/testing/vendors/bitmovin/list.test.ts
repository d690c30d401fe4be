import { FakeBitmovin } from '../../../../testing';
import { ANALYTICS_OUTPUTS, API_KEY, call, type Result } from './call';

let fake: FakeBitmovin;

beforeAll(async () => {
  fake = await FakeBitmovin.start({ apiKey: API_KEY });
  fake.seed(230);
  fake.add({ bucketName: 'b', roleArn: 'r', name: 'twin' });
  fake.add({ bucketName: 'b', roleArn: 'r', name: 'twin' });
});

afterAll(() => fake.stop());

const list = async (query: string) => (await call(fake, 'GET', `${ANALYTICS_OUTPUTS}${query}`)).envelope.data.result;

it.each<[string, number, number, number]>([
  ['', 0, 25, 25],
  ['?limit=10', 0, 10, 10],
  ['?limit=100', 0, 100, 100],
  ['?limit=101', 0, 100, 100],
  ['?offset=225', 225, 25, 7],
  ['?offset=232', 232, 25, 0],
  ['?offset=9999', 9999, 25, 0],
  ['?limit=0', 0, 0, 0],
])('GET %j begins at %i, holds at most %i and gives %i of 232', async (query, offset, limit, given) => {
  const { items, ...page } = await list(query);

  expect(page).toMatchObject({ totalCount: 232, offset, limit });
  expect(items.map((item) => item.id)).toEqual(
    fake
      .outputs()
      .slice(offset, offset + given)
      .map((record) => record.id),
  );
});

it.each(['limit=x', 'limit=-1', 'offset=1.5', 'offset='])('%s is a 400 that names the parameter', async (query) => {
  const { status, envelope } = await call(fake, 'GET', `${ANALYTICS_OUTPUTS}?${query}`);

  expect(status).toBe(400);
  expect(envelope.data).toMatchObject({ code: 1001, details: [{ field: query.split('=')[0] }] });
});

it('next leads from page to page to every record, previous leads back', async () => {
  const pages: Result[] = [];
  let url: string | undefined = `${fake.url}${ANALYTICS_OUTPUTS}?limit=100`;
  while (url !== undefined && pages.length < 10) {
    const page: Result = (await call(fake, 'GET', url.slice(fake.url.length))).envelope.data.result;
    pages.push(page);
    url = page.next;
  }

  expect(pages.flatMap((page) => page.items.map((item) => item.id))).toEqual(fake.outputs().map((record) => record.id));
  expect(pages.map((page) => page.previous)).toEqual([
    undefined,
    `${fake.url}${ANALYTICS_OUTPUTS}?limit=100&offset=0`,
    `${fake.url}${ANALYTICS_OUTPUTS}?limit=100&offset=100`,
  ]);
});

it.each<[string, number]>([
  ['stranger-7', 1],
  ['twin', 2],
  ['stranger', 0],
  ['STRANGER-7', 0],
])('name=%s finds %i: the name is compared as a whole', async (name, found) => {
  const { items, totalCount } = await list(`?name=${name}`);

  expect(totalCount).toBe(found);
  expect(items.map((item) => item.name)).toEqual(Array(found).fill(name));
});

it('a last page that is full has no next', async () => {
  const page = await list('?offset=207&limit=25');

  expect(page.items).toHaveLength(25);
  expect(page).not.toHaveProperty('next');
});

it('the filter stays on the link to the next page', async () => {
  const { next } = await list('?name=twin&limit=1');

  expect(next).toBe(`${fake.url}${ANALYTICS_OUTPUTS}?name=twin&limit=1&offset=1`);
});
