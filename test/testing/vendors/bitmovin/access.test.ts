import { DEFAULT_ORGANISATION_ID, FakeBitmovin } from '../../../../testing';
import { ANALYTICS_OUTPUTS, API_KEY, type CallOptions, call, create, ENCODING_INPUTS, ENCODING_OUTPUTS } from './call';

let fake: FakeBitmovin;

beforeEach(async () => {
  fake = await FakeBitmovin.start({ apiKey: API_KEY, tenants: ['tenant-a', 'tenant-b'] });
});

afterEach(() => fake.stop());

describe('the key', () => {
  it.each<[string, CallOptions]>([
    ['missing', { apiKey: null }],
    ['empty', { apiKey: '' }],
    ['wrong', { apiKey: 'another' }],
    ['ours with one letter more', { apiKey: `${API_KEY}x` }],
    ['in another header', { apiKey: null, headers: { Authorization: API_KEY } }],
  ])('%s is a 401', async (_, options) => {
    const { status, envelope } = await call(fake, 'GET', ANALYTICS_OUTPUTS, options);

    expect(status).toBe(401);
    expect(envelope).toMatchObject({ status: 'ERROR', data: { code: 1002 } });
  });

  it('a create without it makes nothing', async () => {
    await call(fake, 'POST', ANALYTICS_OUTPUTS, { apiKey: null, body: { bucketName: 'b', roleArn: 'r' } });

    expect(fake.outputs()).toEqual([]);
  });

  it('may stand in the URL, and is not kept', async () => {
    const { status } = await call(fake, 'GET', `${ANALYTICS_OUTPUTS}?X-Api-Key=${API_KEY}&limit=3`, { apiKey: null });

    expect(status).toBe(200);
    expect(fake.journal).toMatchObject([{ query: { limit: '3' } }]);
    expect(JSON.stringify(fake.journal)).not.toContain(API_KEY);
  });

  it('after a rotation the new one is let in and the old one is not', async () => {
    await create(fake);

    fake.rotateApiKey('the-new-key');

    expect((await call(fake, 'GET', ANALYTICS_OUTPUTS)).status).toBe(401);
    const { status, envelope } = await call(fake, 'GET', ANALYTICS_OUTPUTS, { apiKey: 'the-new-key' });
    expect(status).toBe(200);
    expect(envelope.data.result.totalCount).toBe(1);
  });
});

describe('organisations', () => {
  it('S0.18 each tenant is a world of its own: list, get and delete see only its records', async () => {
    const { id } = await create(fake, { name: 'of-a' }, ANALYTICS_OUTPUTS, { tenant: 'tenant-a' });

    for (const tenant of [undefined, 'tenant-b']) {
      const { envelope } = await call(fake, 'GET', ANALYTICS_OUTPUTS, { tenant });
      expect(envelope.data.result.totalCount).toBe(0);
      expect((await call(fake, 'GET', `${ANALYTICS_OUTPUTS}/${id}`, { tenant })).status).toBe(404);
      expect((await call(fake, 'DELETE', `${ANALYTICS_OUTPUTS}/${id}`, { tenant })).status).toBe(404);
    }
    expect(fake.outputs('tenant-a')).toMatchObject([{ id, name: 'of-a' }]);
  });

  it.each([undefined, '', DEFAULT_ORGANISATION_ID])(
    'S0.19 tenant %j is the organisation of the key',
    async (tenant) => {
      const { id } = await create(fake, {}, ANALYTICS_OUTPUTS, { tenant });

      expect(fake.outputs()).toMatchObject([{ id }]);
      expect(fake.outputs(DEFAULT_ORGANISATION_ID)).toMatchObject([{ id }]);
    },
  );

  it('one that is not among the tenants is a 403', async () => {
    const { status, envelope } = await call(fake, 'GET', ANALYTICS_OUTPUTS, { tenant: 'tenant-c' });

    expect(status).toBe(403);
    expect(envelope).toMatchObject({ status: 'ERROR', data: { code: 1003 } });
  });

  it('any is let in where no tenants are listed, and the own one can be chosen', async () => {
    const open = await FakeBitmovin.start({ apiKey: API_KEY, organisationId: 'ours' });
    try {
      expect((await call(open, 'GET', ANALYTICS_OUTPUTS, { tenant: 'tenant-c' })).status).toBe(200);
      await create(open);
      expect(open.outputs('ours')).toHaveLength(1);
      expect(open.organisationId).toBe('ours');
    } finally {
      await open.stop();
    }
  });
});

describe('what is not there', () => {
  it.each([
    `${ANALYTICS_OUTPUTS}/00000000-0000-4000-8000-00000000dead`,
    `${ANALYTICS_OUTPUTS}/00000000-0000-4000-8000-00000000dead/customData`,
    `${ANALYTICS_OUTPUTS}/`,
    `${ANALYTICS_OUTPUTS}-more`,
    '/analytics/inputs/s3-role-based',
    '/nothing',
  ])('GET %s is a 404', async (path) => {
    const { status, envelope } = await call(fake, 'GET', path);

    expect(status).toBe(404);
    expect(envelope).toMatchObject({ status: 'ERROR', data: { code: expect.any(Number) } });
  });

  it.each(['/', '/customdata', '/customData/y', '/check'])('a record that is there, with %s after it', async (sub) => {
    const { id } = await create(fake);

    expect((await call(fake, 'GET', `${ANALYTICS_OUTPUTS}/${id}${sub}`)).status).toBe(404);
  });

  it('a base path that is not /v1', async () => {
    const response = await fetch(fake.url.replace('/v1', ANALYTICS_OUTPUTS), { headers: { 'X-Api-Key': API_KEY } });

    expect(response.status).toBe(404);
  });

  it('a record that was deleted: the second delete is a 404', async () => {
    const { id } = await create(fake);

    expect((await call(fake, 'DELETE', `${ANALYTICS_OUTPUTS}/${id}`)).status).toBe(200);
    expect((await call(fake, 'DELETE', `${ANALYTICS_OUTPUTS}/${id}`)).status).toBe(404);
  });

  it.each([
    [ENCODING_OUTPUTS, ANALYTICS_OUTPUTS],
    [ANALYTICS_OUTPUTS, ENCODING_OUTPUTS],
    [ENCODING_INPUTS, ENCODING_OUTPUTS],
  ])('S0.14 an id of %s asked for at %s', async (made, asked) => {
    const { id } = await create(fake, {}, made);

    expect((await call(fake, 'GET', `${asked}/${id}`)).status).toBe(404);
    expect((await call(fake, 'DELETE', `${asked}/${id}`)).status).toBe(404);
    expect((await call(fake, 'GET', `${made}/${id}`)).status).toBe(200);
  });
});
