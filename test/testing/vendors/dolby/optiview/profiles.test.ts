import { OPTIONS, Scene } from './call';

const STORAGE = '/account/media/storage';

let scene: Scene;
beforeEach(async () => {
  scene = await Scene.set();
});
afterEach(() => scene.fake.stop());

it('S1.15 creates, reads, changes and deletes a profile, each answer wrapped in data', async () => {
  const created = await scene.call('POST', STORAGE, { name: 'Clips', default: true, type: 'awsS3', options: OPTIONS });
  const [{ id } = { id: '' }] = scene.fake.profiles();
  const profile = { id, name: 'Clips', default: true, type: 'awsS3', options: OPTIONS };
  expect(created).toEqual({ status: 200, body: { status: 'success', data: profile } });
  expect(await scene.call('GET', `${STORAGE}/${id}`)).toEqual(created);
  const changed = await scene.call('PUT', `${STORAGE}/${id}`, { options: { objectPrefix: '' }, name: null });
  expect(changed.body.data).toEqual({ ...profile, options: { ...OPTIONS, objectPrefix: '' } });
  expect(await scene.call('DELETE', `${STORAGE}/${id}`)).toEqual({
    status: 200,
    body: { status: 'success', data: true },
  });
  for (const method of ['GET', 'PUT', 'DELETE']) {
    const { status, body } = await scene.call(method, `${STORAGE}/${id}`, method === 'PUT' ? {} : undefined);
    expect([status, body.status]).toEqual([404, 'error']);
  }
});

it('S1.15 there is one default: the last that was made one', async () => {
  const [first, second] = scene.fake.seed(2);
  const defaults = () => scene.fake.profiles().map((profile) => profile.default);
  await scene.call('PUT', `${STORAGE}/${first?.id}`, { default: true });
  expect(defaults()).toEqual([true, false]);
  await scene.call('PUT', `${STORAGE}/${second?.id}`, { default: true });
  expect(defaults()).toEqual([false, true]);
  await scene.call('POST', STORAGE, { default: true, type: 'awsS3', options: OPTIONS });
  expect(defaults()).toEqual([false, false, true]);
  const { body } = await scene.call('GET', `${STORAGE}?default=true`);
  expect(body.data).toEqual([scene.fake.profiles()[2]]);
});

it('lists by name, a page at a time', async () => {
  for (const name of ['c', 'a', 'b']) {
    scene.fake.add({ name, type: 'awsS3', options: OPTIONS });
  }
  const names = async (query: string) => {
    const { body } = await scene.call('GET', `${STORAGE}?${query}`);
    return Array.isArray(body.data) ? body.data.map(({ name }) => name) : body;
  };
  expect(await names('page=1&limit=2')).toEqual(['a', 'b']);
  expect(await names('page=2&limit=2')).toEqual(['c']);
  expect(await names('page=3&limit=2')).toEqual([]);
  expect(await names('sort=name&desc=true')).toEqual(['c', 'b', 'a']);
  scene.fake.seed(30);
  expect(await names('')).toHaveLength(25);
});

it.each([
  ['page=0', 'page'],
  ['limit=101', 'limit'],
  ['limit=ten', 'limit'],
  ['sort=age', 'sort'],
  ['desc=yes', 'desc'],
  ['offset=1', 'offset'],
])('refuses a list with ?%s', async (query, at) => {
  const { status, body } = await scene.call('GET', `${STORAGE}?${query}`);
  expect([status, body.status, Object.keys(Object(body.data))]).toEqual([400, 'fail', [at]]);
});

it.each<[string, unknown, string]>([
  ['no body', undefined, 'body'],
  ['a list', [], 'body'],
  ['a member that is not known', { type: 'awsS3', options: OPTIONS, nmae: 'x' }, 'nmae'],
  ['an option that is not known', { type: 'awsS3', options: { ...OPTIONS, region: 'x' } }, 'options.region'],
  ['no type', { options: OPTIONS }, 'type'],
  ['another type', { type: 's3', options: OPTIONS }, 'type'],
  ['no options', { type: 'awsS3' }, 'options'],
  ['no bucket', { type: 'awsS3', options: { bucketRegion: 'eu-west-1' } }, 'options.bucketName'],
  ['no region of S3', { type: 'awsS3', options: { bucketName: 'acme-clips' } }, 'options.bucketRegion'],
  ['a name that is too long', { name: 'x'.repeat(257), type: 'awsS3', options: OPTIONS }, 'name'],
  ['an empty name', { name: '', type: 'awsS3', options: OPTIONS }, 'name'],
  ['a default that is text', { default: 'true', type: 'awsS3', options: OPTIONS }, 'default'],
  [
    'a prefix that is too long',
    { type: 'awsS3', options: { ...OPTIONS, objectPrefix: 'x'.repeat(1_001) } },
    'options.objectPrefix',
  ],
])('refuses a create with %s', async (_, body, at) => {
  const refused = await scene.call('POST', STORAGE, body);
  expect([refused.status, refused.body.status]).toEqual([400, 'fail']);
  expect(Object.keys(Object(refused.body.data))).toContain(at);
  expect(scene.fake.profiles()).toEqual([]);
});

it('another provider than S3 needs no region', async () => {
  const { status } = await scene.call('POST', STORAGE, { type: 'gcs', options: { bucketName: 'acme-clips' } });
  expect(status).toBe(200);
});

it.each(['', 'Bearer', 'Bearer other', 'optiview-secret', 'Basic optiview-secret'])(
  'lets nobody in by the header "%s", and keeps the secret out of the journal',
  async (authorization) => {
    expect((await scene.call('GET', STORAGE, undefined, authorization)).status).toBe(401);
    await scene.call('GET', STORAGE);
    expect(JSON.stringify(scene.fake.journal)).not.toContain('optiview-secret');
  },
);

it('lets the new secret in alone', async () => {
  scene.fake.rotateApiSecret('another');
  expect((await scene.call('GET', STORAGE)).status).toBe(401);
  expect((await scene.call('GET', STORAGE, undefined, 'Bearer another')).status).toBe(200);
});

it.each([
  ['PATCH', STORAGE, 405],
  ['PATCH', `${STORAGE}/x`, 404],
  ['GET', `${STORAGE}/validate`, 405],
  ['GET', '/account/media/storages', 404],
  ['GET', `${STORAGE}/x/y`, 404],
])('answers %s %s with %i', async (method, path, status) => {
  expect((await scene.call(method, path)).status).toBe(status);
});

it('an interception takes the place of the answer', async () => {
  scene.fake.intercept = ({ method }) => (method === 'GET' ? { status: 503, body: {} } : undefined);
  expect((await scene.call('GET', STORAGE)).status).toBe(503);
  expect(scene.fake.journal).toMatchObject([{ method: 'GET', path: '/api/v3/account/media/storage', status: 503 }]);
});
