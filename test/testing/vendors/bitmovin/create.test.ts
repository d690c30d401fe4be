import { FakeBitmovin } from '../../../../testing';
import { ANALYTICS_OUTPUTS, API_KEY, call, create, ENCODING_INPUTS, ENCODING_OUTPUTS, MINIMAL } from './call';

let fake: FakeBitmovin;

beforeEach(async () => {
  fake = await FakeBitmovin.start({ apiKey: API_KEY });
});

afterEach(() => fake.stop());

const COLLECTIONS = [ANALYTICS_OUTPUTS, ENCODING_OUTPUTS, ENCODING_INPUTS];

describe.each(COLLECTIONS)('%s', (path) => {
  it('answers a create by 201 and the envelope, without what is write-only', async () => {
    const { status, envelope } = await call(fake, 'POST', path, { body: { ...MINIMAL, customData: { a: 1 } } });

    expect(status).toBe(201);
    expect(Object.keys(envelope)).toEqual(['requestId', 'status', 'data']);
    expect(envelope).toMatchObject({ status: 'SUCCESS', data: { result: { bucketName: 'our-bucket' } } });
    expect(envelope.data.result).not.toHaveProperty('roleArn');
    expect(envelope.data.result).not.toHaveProperty('customData');
  });

  it('write-only fields are in neither a get, nor a list, nor the answer to a delete', async () => {
    const { id } = await create(fake, { customData: 'x' }, path);
    const [got, listed, deleted] = [
      await call(fake, 'GET', `${path}/${id}`),
      await call(fake, 'GET', path),
      await call(fake, 'DELETE', `${path}/${id}`),
    ];

    expect([got.status, listed.status, deleted.status]).toEqual([200, 200, 200]);
    for (const shown of [
      got.envelope.data.result,
      listed.envelope.data.result.items[0],
      deleted.envelope.data.result,
    ]) {
      expect(shown).toMatchObject({ id, bucketName: 'our-bucket' });
      expect(shown).not.toHaveProperty('roleArn');
      expect(shown).not.toHaveProperty('customData');
    }
  });

  it.each(['PUT', 'PATCH', 'DELETE'])('%s on the collection is a 405 that says what is allowed', async (method) => {
    const { status, headers, envelope } = await call(fake, method, path, { body: MINIMAL });

    expect(status).toBe(405);
    expect(headers.get('allow')).toBe('GET, POST');
    expect(envelope.status).toBe('ERROR');
  });

  it.each(['PUT', 'PATCH', 'POST'])('%s on a record is a 405: records are immutable', async (method) => {
    const { id } = await create(fake, {}, path);

    const { status, headers } = await call(fake, method, `${path}/${id}`, { body: { ...MINIMAL, name: 'changed' } });

    expect(status).toBe(405);
    expect(headers.get('allow')).toBe('GET, DELETE');
    expect((await call(fake, 'GET', `${path}/${id}`)).envelope.data.result).not.toHaveProperty('name');
  });
});

describe('a body that is refused', () => {
  it.each<[string, Record<string, unknown>, string[], number]>([
    ['no bucket', { bucketName: undefined }, ['bucketName'], 1000],
    ['an empty bucket name', { bucketName: '' }, ['bucketName'], 1000],
    ['a bucket that is null', { bucketName: null }, ['bucketName'], 1000],
    ['no role', { roleArn: undefined }, ['roleArn'], 1000],
    ['neither', { bucketName: undefined, roleArn: undefined }, ['bucketName', 'roleArn'], 1000],
    ['a bucket that is a number', { bucketName: 42 }, ['bucketName'], 1001],
    ['a name that is an object', { name: {} }, ['name'], 1001],
    ['an unknown mode', { externalIdMode: 'global' }, ['externalIdMode'], 1001],
    ['a region in the style of AWS', { cloudRegion: 'eu-west-1' }, ['cloudRegion'], 1001],
    ['an unknown signature', { signatureVersion: 'V4' }, ['signatureVersion'], 1001],
    ['an acl that is no list', { acl: { permission: 'PRIVATE' } }, ['acl'], 1001],
    ['an acl of text', { acl: ['PRIVATE'] }, ['acl[0]'], 1001],
    ['an unknown permission', { acl: [{ permission: 'PRIVATE' }, { permission: 'x' }] }, ['acl[1].permission'], 1001],
    ['several at once', { roleArn: 1, cloudRegion: 'X' }, ['roleArn', 'cloudRegion'], 1001],
  ])('%s', async (_, fields, refused, code) => {
    const { status, envelope } = await call(fake, 'POST', ANALYTICS_OUTPUTS, { body: { ...MINIMAL, ...fields } });

    expect(status).toBe(400);
    expect(envelope).toMatchObject({ status: 'ERROR', data: { code, links: [], message: expect.any(String) } });
    expect(envelope.data.details?.map((detail) => detail.field)).toEqual(refused);
    expect(fake.outputs()).toEqual([]);
  });

  it.each(['{', '[]', '"text"', 'null', 'bucketName=x'])('%s, which is no JSON object', async (text) => {
    const { status, envelope } = await call(fake, 'POST', ANALYTICS_OUTPUTS, { text });

    expect(status).toBe(400);
    expect(envelope.data.message).toBe('The request body is not a JSON object');
  });
});

describe('S0.28 no refusal is invented', () => {
  it.each<[string, Record<string, unknown>]>([
    ['CUSTOM without an id', { externalIdMode: 'CUSTOM' }],
    ['a role that is no ARN', { roleArn: 'not-an-arn' }],
    ['a bucket that S3 would not take', { bucketName: 'NOT_A_BUCKET' }],
    ['fields that nobody knows', { type: 'S3_ROLE_BASED', flavour: 'x', id: 'mine', createdAt: 'yesterday' }],
    ['fields that are null', { name: null, acl: null, externalIdMode: null, cloudRegion: null }],
    ['customData that is no object', { customData: [1, 'two', null] }],
    ['an acl entry without a permission', { acl: [{ scope: '*' }, {}] }],
    ['an empty acl', { acl: [] }],
    ['an external ID with GLOBAL', { externalIdMode: 'GLOBAL', externalId: 'mine' }],
    ['a name of every kind of letter', { name: '\u{1f3ac} "ünïcode" \n' }],
  ])('%s', async (_, fields) => {
    await create(fake, fields);

    expect(fake.outputs()).toHaveLength(1);
  });

  it('a content type that is not JSON', async () => {
    await create(fake, {}, ANALYTICS_OUTPUTS, { headers: { 'Content-Type': 'text/plain' } });

    expect(fake.outputs()).toHaveLength(1);
  });

  it('an input ignores what only outputs have', async () => {
    const shown = await create(fake, { signatureVersion: 'x', md5MetaTag: 1, acl: 'x' }, ENCODING_INPUTS);

    expect(Object.keys(shown).sort()).toEqual([
      'bucketName',
      'createdAt',
      'externalIdMode',
      'id',
      'modifiedAt',
      'type',
    ]);
  });

  it('what the client may not choose is not taken from it', async () => {
    const shown = await create(fake, { id: 'mine', createdAt: '1999-01-01T00:00:00.000Z', type: 'OTHER' });

    expect(shown).toMatchObject({ type: 'S3_ROLE_BASED', createdAt: expect.stringMatching(/^20\d\d-.*:\d\dZ$/) });
    expect(shown.id).toMatch(/^[0-9a-f-]{36}$/);
  });
});

describe('external IDs', () => {
  it('S0.8 GLOBAL is shared by all collections of an organisation, whatever id was sent', async () => {
    const ids = await Promise.all(
      COLLECTIONS.map(
        async (path) => (await create(fake, { externalIdMode: 'GLOBAL', externalId: 'x' }, path)).externalId,
      ),
    );

    expect(new Set(ids)).toEqual(new Set([fake.globalExternalId()]));
  });

  it('S0.8 GLOBAL outlives the records that had it', async () => {
    const first = await create(fake, { externalIdMode: 'GLOBAL' });
    await call(fake, 'DELETE', `${ANALYTICS_OUTPUTS}/${first.id}`);

    expect((await create(fake, { externalIdMode: 'GLOBAL' })).externalId).toBe(first.externalId);
  });

  it('S0.18 another organisation has another GLOBAL id', async () => {
    const own = await create(fake, { externalIdMode: 'GLOBAL' });
    const other = await create(fake, { externalIdMode: 'GLOBAL' }, ANALYTICS_OUTPUTS, { tenant: 'tenant-a' });

    expect(other.externalId).toBe(fake.globalExternalId('tenant-a'));
    expect(other.externalId).not.toBe(own.externalId);
  });

  it('GENERATED does not take the id that was sent', async () => {
    const { externalId } = await create(fake, { externalIdMode: 'GENERATED', externalId: 'mine' });

    expect(externalId).toMatch(/^[0-9a-f-]{36}$/);
  });

  it('a mode that is not sent is CUSTOM', async () => {
    expect(await create(fake, { externalId: 'mine' })).toMatchObject({ externalIdMode: 'CUSTOM', externalId: 'mine' });
  });
});

it('acl of an analytics output comes back, acl of an encoding output does not', async () => {
  const acl = [{ permission: 'PUBLIC_READ' }];

  expect(await create(fake, { acl }, ANALYTICS_OUTPUTS)).toMatchObject({ acl });
  expect(await create(fake, { acl }, ENCODING_OUTPUTS)).not.toHaveProperty('acl');
  expect(fake.records('encoding/outputs')).toMatchObject([{ acl }]);
});

it('customData is had where it was not sent, too', async () => {
  const { id } = await create(fake);

  const { status, envelope } = await call(fake, 'GET', `${ANALYTICS_OUTPUTS}/${id}/customData`);

  expect(status).toBe(200);
  expect(envelope.data.result).not.toHaveProperty('customData');
});
