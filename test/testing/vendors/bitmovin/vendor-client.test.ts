import BitmovinApi, {
  AclEntry,
  AclPermission,
  AnalyticsS3RoleBasedOutput,
  AwsCloudRegion,
  ExternalIdMode,
  S3SignatureVersion,
} from '@bitmovin/api-sdk';
import { FakeBitmovin } from '../../../../testing';
import { API_KEY, MINIMAL } from './call';
import { refusal } from './refusal';

// The vendor's own client library drives the fake; whatever it would stumble over fails here.
let fake: FakeBitmovin;
const client = (apiKey = API_KEY, tenantOrgId?: string) => new BitmovinApi({ apiKey, tenantOrgId, baseUrl: fake.url });

beforeEach(async () => {
  fake = await FakeBitmovin.start({ apiKey: API_KEY, now: () => new Date('2026-03-04T05:06:07.890Z') });
});

afterEach(() => fake.stop());

const fullOutput = () =>
  new AnalyticsS3RoleBasedOutput({
    ...MINIMAL,
    name: 'exports',
    description: 'of the tests',
    externalIdMode: ExternalIdMode.GENERATED,
    cloudRegion: AwsCloudRegion.EU_WEST_1,
    signatureVersion: S3SignatureVersion.V2,
    md5MetaTag: 'md5',
    acl: [new AclEntry({ permission: AclPermission.PRIVATE, scope: 'anything' })],
    customData: { team: 'video' },
    createdAt: new Date('2020-01-01T00:00:00.123Z'),
  });

describe('analytics outputs', () => {
  it('S0.28 what the client sends is taken: type, acl, a date with milliseconds, X-Api-Client headers', async () => {
    const seen: unknown[] = [];
    fake.intercept = (request) => {
      seen.push(request.body);
      return undefined;
    };

    const output = await client().analytics.outputs.s3RoleBased.create(fullOutput());

    expect(seen).toEqual([
      expect.objectContaining({
        type: 'S3_ROLE_BASED',
        acl: [{ permission: 'PRIVATE', scope: 'anything' }],
        createdAt: '2020-01-01T00:00:00.123Z',
      }),
    ]);
    expect(output).toBeInstanceOf(AnalyticsS3RoleBasedOutput);
    expect(output).toMatchObject({
      type: 'S3_ROLE_BASED',
      bucketName: 'our-bucket',
      name: 'exports',
      description: 'of the tests',
      externalIdMode: 'GENERATED',
      cloudRegion: 'EU_WEST_1',
      signatureVersion: 'S3_V2',
      md5MetaTag: 'md5',
      acl: [{ permission: 'PRIVATE', scope: 'anything' }],
      roleArn: undefined,
      customData: undefined,
      createdAt: new Date('2026-03-04T05:06:07Z'),
      modifiedAt: new Date('2026-03-04T05:06:07Z'),
    });
    expect(fake.outputs()).toMatchObject([
      { id: output.id, roleArn: MINIMAL.roleArn, customData: { team: 'video' }, createdAt: '2026-03-04T05:06:07Z' },
    ]);
  });

  it('S0.6 the smallest body of the vendor is enough, with the vendor defaults', async () => {
    const output = await client().analytics.outputs.s3RoleBased.create(new AnalyticsS3RoleBasedOutput(MINIMAL));

    expect(output).toMatchObject({ externalIdMode: 'CUSTOM', signatureVersion: 'S3_V4' });
    expect(output.externalId).toBeUndefined();
    expect(output.name).toBeUndefined();
  });

  it('get gives back what create answered', async () => {
    const { s3RoleBased } = client().analytics.outputs;
    const created = await s3RoleBased.create(fullOutput());

    // The client maps a single analytics output to its encoding class, hence no toEqual.
    expect(await s3RoleBased.get(String(created.id))).toMatchObject({ ...created });
  });

  it('customData is had from its own path alone', async () => {
    const { s3RoleBased } = client().analytics.outputs;
    const { id } = await s3RoleBased.create(fullOutput());

    expect(await s3RoleBased.customdata.get(String(id))).toMatchObject({ customData: { team: 'video' } });
  });

  it('delete gives back the record, and after it there is none', async () => {
    const { s3RoleBased } = client().analytics.outputs;
    const { id } = await s3RoleBased.create(fullOutput());

    expect(await s3RoleBased.delete(String(id))).toMatchObject({ id, name: 'exports' });

    expect(fake.outputs()).toEqual([]);
    expect(await refusal(s3RoleBased.get(String(id)))).toMatchObject({ httpStatusCode: 404 });
    expect(await refusal(s3RoleBased.delete(String(id)))).toMatchObject({ httpStatusCode: 404 });
  });

  it('list pages through all, 25 at a time by default', async () => {
    fake.seed(60);
    const { s3RoleBased } = client().analytics.outputs;

    const first = await s3RoleBased.list();
    const last = await s3RoleBased.list((query) => query.offset(50).limit(20));

    expect(first).toMatchObject({ totalCount: 60, offset: 0, limit: 25 });
    expect(first.items).toHaveLength(25);
    expect(first.items?.[0]).toBeInstanceOf(AnalyticsS3RoleBasedOutput);
    expect(last).toMatchObject({ totalCount: 60, offset: 50, limit: 20 });
    expect(last.items?.map((item) => item.name)).toEqual(
      fake
        .outputs()
        .slice(50)
        .map((record) => record.name),
    );
  });

  it('list filters by name', async () => {
    fake.seed(3);
    const { s3RoleBased } = client().analytics.outputs;
    const { id } = await s3RoleBased.create(fullOutput());

    const found = await s3RoleBased.list({ name: 'exports' });

    expect(found).toMatchObject({ totalCount: 1, items: [{ id }] });
    expect(found.items).toHaveLength(1);
  });
});

describe('external IDs', () => {
  const create = (externalIdMode: ExternalIdMode, externalId?: string) =>
    client().analytics.outputs.s3RoleBased.create(
      new AnalyticsS3RoleBasedOutput({ ...MINIMAL, externalIdMode, externalId }),
    );

  it('S0.8 two outputs of one organisation share the GLOBAL id', async () => {
    const [one, two] = [await create(ExternalIdMode.GLOBAL), await create(ExternalIdMode.GLOBAL)];

    expect(one.externalId).toBe(fake.globalExternalId());
    expect(two.externalId).toBe(one.externalId);
    expect(two.id).not.toBe(one.id);
  });

  it('S0.7 GENERATED is a UUID that no other output has', async () => {
    const [one, two] = [await create(ExternalIdMode.GENERATED), await create(ExternalIdMode.GENERATED)];

    expect(one.externalId).toMatch(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
    expect(two.externalId).not.toBe(one.externalId);
    expect(one.externalId).not.toBe(fake.globalExternalId());
  });

  it('CUSTOM is what was sent', async () => {
    expect(await create(ExternalIdMode.CUSTOM, 'ours-1')).toMatchObject({ externalId: 'ours-1' });
  });
});

describe('errors as the client reads them', () => {
  it('a body without its required fields names each', async () => {
    const error = await refusal(client().analytics.outputs.s3RoleBased.create(new AnalyticsS3RoleBasedOutput({})));

    expect(error).toMatchObject({
      httpStatusCode: 400,
      errorCode: 1000,
      shortMessage: 'A required field is missing or not valid',
      developerMessage: 'A required field is missing or not valid: bucketName, roleArn',
      details: [
        { type: 'ERROR', field: 'bucketName', text: 'bucketName is required' },
        { type: 'ERROR', field: 'roleArn', text: 'roleArn is required' },
      ],
      links: [],
    });
    expect(error.requestId).toMatch(/^[0-9a-f-]{36}$/);
  });

  it('no body at all says the same', async () => {
    const error = await refusal(client().analytics.outputs.s3RoleBased.create());

    expect(error.details?.map((detail) => detail.field)).toEqual(['bucketName', 'roleArn']);
  });

  it('a wrong key is a 401', async () => {
    const error = await refusal(client('another-key').analytics.outputs.s3RoleBased.list());

    expect(error).toMatchObject({ httpStatusCode: 401, errorCode: 1002, shortMessage: 'The API key is not valid' });
  });
});

it('S0.18 S0.19 tenantOrgId is a world apart; without it a record lands in the organisation of the key', async () => {
  const ofTenant = await client(API_KEY, 'tenant-a').analytics.outputs.s3RoleBased.create(fullOutput());
  const own = await client().analytics.outputs.s3RoleBased.create(fullOutput());

  expect(fake.outputs('tenant-a').map((record) => record.id)).toEqual([ofTenant.id]);
  expect(fake.outputs().map((record) => record.id)).toEqual([own.id]);
  expect(await client(API_KEY, 'tenant-a').analytics.outputs.s3RoleBased.list()).toMatchObject({ totalCount: 1 });
  const error = await refusal(client().analytics.outputs.s3RoleBased.get(String(ofTenant.id)));
  expect(error).toMatchObject({ httpStatusCode: 404 });
});
