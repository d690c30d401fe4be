import { FakePictory } from '../../../../testing';
import { API_KEY, BODY, CONNECTIONS, call, create } from './call';

let fake: FakePictory;

beforeEach(async () => {
  fake = await FakePictory.start({ apiKey: API_KEY, now: () => new Date('2026-05-01T10:11:12.013Z') });
});

afterEach(() => fake.stop());

it("S2.5 S2.10 a create answers what the vendor's page shows, and no more", async () => {
  const { status, json } = await call(fake, 'POST', CONNECTIONS, { body: BODY });

  expect(status).toBe(200);
  expect(json).toEqual({ ...BODY, connectionId: expect.stringMatching(/^20260501101112013[a-z\d]{15}$/), version: 1 });
});

it('a read and the list show type and dates, too; the list stands under a capital Items', async () => {
  const created = await create(fake);
  const date = '2026-05-01T10:11:12.013Z';
  const shown = { ...created, type: 'AWS', createdDate: date, updatedDate: date };

  expect(await call(fake, 'GET', `${CONNECTIONS}/${created.connectionId}`)).toMatchObject({ status: 200, json: shown });
  expect((await call(fake, 'GET', CONNECTIONS)).json).toEqual({ Items: [shown] });
  expect(fake.connections()).toEqual([shown]);
});

it('no connection is an empty list', async () => {
  expect((await call(fake, 'GET', CONNECTIONS)).json).toEqual({ Items: [] });
});

describe('a create is refused', () => {
  it.each<[string, Record<string, unknown>, string[]]>([
    ['without a name', { name: undefined }, ['name']],
    ['with an empty name', { name: '' }, ['name']],
    ['without an account', { awsAccountId: undefined }, ['awsAccountId']],
    ['with eleven digits', { awsAccountId: '11112222333' }, ['awsAccountId']],
    ['with an account that is a number', { awsAccountId: 111122223333 }, ['awsAccountId']],
    ['without a region', { awsRegion: undefined }, ['awsRegion']],
    ['without enabled', { enabled: undefined }, ['enabled']],
    ['with enabled as text', { enabled: 'true' }, ['enabled']],
    ['with a description that is null', { description: null }, ['description']],
    ['with a field that is none', { roleArn: 'arn' }, ['roleArn']],
    ["with a field of the vendor's own", { version: 1, connectionId: 'mine' }, ['version', 'connectionId']],
    ['with several faults', { name: 7, enabled: 1 }, ['name', 'enabled']],
  ])('%s', async (_, fields, refused) => {
    const { status, json } = await call(fake, 'POST', CONNECTIONS, { body: { ...BODY, ...fields } });

    expect(status).toBe(400);
    expect(json).toMatchObject({ code: 'INVALID_REQUEST_BODY', message: expect.any(String) });
    expect([...new Set(json.fields.map(({ name }) => name))]).toEqual(refused);
    expect(fake.connections()).toEqual([]);
  });

  it.each(['', '{', '[]', '"text"', 'null', 'name=x'])('%j, which is no JSON object', async (text) => {
    expect((await call(fake, 'POST', CONNECTIONS, { text })).status).toBe(400);
  });

  it.each([undefined, 400] as const)(
    'S2.7 where the name is taken, with the status that was chosen',
    async (status) => {
      await fake.stop();
      fake = await FakePictory.start({ apiKey: API_KEY, takenNameStatus: status });
      await create(fake);

      const again = await call(fake, 'POST', CONNECTIONS, { body: { ...BODY, awsRegion: 'eu-west-1' } });

      expect(again.status).toBe(status ?? 409);
      expect(again.json.fields).toEqual([
        { name: 'name', errors: `an AWS connection named '${BODY.name}' already exists` },
      ]);
      expect(fake.connections()).toHaveLength(1);
    },
  );
});

it('without a description it has none', async () => {
  expect(await create(fake, { description: undefined })).not.toHaveProperty('description');
});

describe('S2.8 S2.9 a change', () => {
  const change = { name: 'renamed', description: 'other', enabled: false, version: 1 };

  it('takes name, description and enabled, and raises the version', async () => {
    const { connectionId } = await create(fake);

    const { status, json } = await call(fake, 'PUT', `${CONNECTIONS}/${connectionId}`, { body: change });

    expect(status).toBe(200);
    expect(json).toEqual({ ...BODY, ...change, connectionId, version: 2 });
    expect(fake.connections()).toMatchObject([{ ...change, version: 2 }]);
  });

  it('without enabled leaves it as it was', async () => {
    const { connectionId } = await create(fake, { enabled: false });
    const body = { name: 'renamed', description: 'other', version: 1 };

    expect((await call(fake, 'PUT', `${CONNECTIONS}/${connectionId}`, { body })).json).toMatchObject({
      enabled: false,
    });
  });

  it('may keep its own name', async () => {
    const { connectionId } = await create(fake);

    expect(
      (await call(fake, 'PUT', `${CONNECTIONS}/${connectionId}`, { body: { ...change, name: BODY.name } })).status,
    ).toBe(200);
  });

  it.each<[string, Record<string, unknown>, number]>([
    ['an older version', { version: 0 }, 409],
    ['a version that is to come', { version: 2 }, 409],
    ['no version', { version: undefined }, 400],
    ['a version as text', { version: '1' }, 400],
    ['no name', { name: undefined }, 400],
    ['no description', { description: undefined }, 400],
    ['an account', { awsAccountId: BODY.awsAccountId }, 400],
    ['a region', { awsRegion: 'eu-west-1' }, 400],
    ["another's name", { name: 'stranger-1' }, 409],
  ])('with %s is refused, and changes nothing', async (_, fields, status) => {
    const { connectionId } = await create(fake);
    fake.seed(1);
    const before = fake.connections();

    const answer = await call(fake, 'PUT', `${CONNECTIONS}/${connectionId}`, { body: { ...change, ...fields } });

    expect(answer.status).toBe(status);
    expect(answer.json.fields.map(({ name }) => name)).toEqual(Object.keys(fields));
    expect(fake.connections()).toEqual(before);
  });

  it('refuses a stale version with the status that was chosen', async () => {
    await fake.stop();
    fake = await FakePictory.start({ apiKey: API_KEY, staleVersionStatus: 412 });
    const { connectionId } = await create(fake);

    const { status } = await call(fake, 'PUT', `${CONNECTIONS}/${connectionId}`, { body: { ...change, version: 7 } });

    expect(status).toBe(412);
  });
});

describe('S2.11 a delete', () => {
  it('is a 204 without a body, and then a 404', async () => {
    const { connectionId } = await create(fake);
    const path = `${CONNECTIONS}/${connectionId}`;

    const answer = await call(fake, 'DELETE', path);
    expect([answer.status, answer.json, answer.headers.get('content-type')]).toEqual([204, undefined, null]);
    expect(fake.connections()).toEqual([]);
    for (const method of ['GET', 'PUT', 'DELETE']) {
      expect((await call(fake, method, path)).status).toBe(404);
    }
  });

  it('frees the name', async () => {
    const { connectionId } = await create(fake);
    await call(fake, 'DELETE', `${CONNECTIONS}/${connectionId}`);

    await create(fake);
  });
});

it.each([
  ['PATCH', CONNECTIONS, 'GET, POST'],
  ['PUT', CONNECTIONS, 'GET, POST'],
  ['DELETE', CONNECTIONS, 'GET, POST'],
  ['PATCH', `${CONNECTIONS}/x`, 'GET, PUT, DELETE'],
  ['POST', `${CONNECTIONS}/x`, 'GET, PUT, DELETE'],
  ['GET', '/oauth2/token', 'POST'],
  ['GET', '/video/storyboard', 'POST'],
  ['DELETE', '/jobs/x', 'GET'],
])('%s %s is a 405', async (method, path, allow) => {
  const answer = await call(fake, method, path);

  expect(answer.status).toBe(405);
  expect(answer.headers.get('allow')).toBe(allow);
});

it.each([`${CONNECTIONS}/`, `${CONNECTIONS}/a/b`, '/awsConnections', '/jobs', '/v2/awsconnections', '/constructor'])(
  '%s is no URL of the vendor',
  async (path) => {
    expect((await call(fake, 'GET', path)).status).toBe(404);
  },
);

it('where it is asked to, the list goes on at nextPageKey', async () => {
  await fake.stop();
  fake = await FakePictory.start({ apiKey: API_KEY, pageSize: 2 });
  fake.seed(3);

  const first = await call(fake, 'GET', CONNECTIONS);
  const second = await call(fake, 'GET', `${CONNECTIONS}?nextPageKey=${first.json.nextPageKey}`);

  expect([first, second].map(({ json }) => json.Items.length)).toEqual([2, 1]);
  expect(second.json).not.toHaveProperty('nextPageKey');
  expect((await call(fake, 'GET', `${CONNECTIONS}?limit=3`)).status).toBe(400);
});

it('strangers come and go without a request', async () => {
  fake.seed(2);
  const [first] = fake.seed(1);
  fake.remove(first?.connectionId ?? '');

  expect(fake.connections().map(({ name }) => name)).toEqual(['stranger-1', 'stranger-2']);
  expect(fake.journal).toEqual([]);
});

it('a hook may answer, drop before, or drop after', async () => {
  fake.intercept = () => ({ status: 403, body: { message: 'Forbidden' } });
  expect(await call(fake, 'GET', CONNECTIONS)).toMatchObject({ status: 403, json: { message: 'Forbidden' } });
  fake.intercept = () => 'drop-before';
  await expect(call(fake, 'POST', CONNECTIONS, { body: BODY })).rejects.toThrow();
  expect(fake.connections()).toEqual([]);
  fake.intercept = () => 'drop-after';
  await expect(call(fake, 'POST', CONNECTIONS, { body: BODY })).rejects.toThrow();
  expect(fake.connections()).toHaveLength(1);
});
