import BitmovinApi, {
  AclEntry,
  AclPermission,
  AnalyticsS3RoleBasedOutput,
  ExternalIdMode,
  S3RoleBasedInput,
  S3RoleBasedOutput,
} from '@bitmovin/api-sdk';
import { FakeBitmovin } from '../../../../testing';
import { API_KEY, MINIMAL } from './call';
import { refusal } from './refusal';

// As vendor-client.test.ts, for what encodings use and analytics do not.
let fake: FakeBitmovin;
const client = () => new BitmovinApi({ apiKey: API_KEY, baseUrl: fake.url });

beforeEach(async () => {
  fake = await FakeBitmovin.start({ apiKey: API_KEY });
});

afterEach(() => fake.stop());

it('S0.16 an output is created, read, listed and deleted; its acl has no effect and does not come back', async () => {
  const { s3RoleBased } = client().encoding.outputs;
  const acl = [new AclEntry({ permission: AclPermission.PUBLIC_READ })];

  const created = await s3RoleBased.create(new S3RoleBasedOutput({ ...MINIMAL, name: 'renditions', acl }));

  const id = String(created.id);
  expect(await s3RoleBased.get(id)).toMatchObject({ id, type: 'S3_ROLE_BASED', name: 'renditions', acl: [] });
  expect(await s3RoleBased.list({ name: 'renditions' })).toMatchObject({ totalCount: 1, items: [{ id }] });
  expect(await s3RoleBased.delete(id)).toMatchObject({ id });
  expect(fake.records('encoding/outputs')).toEqual([]);
});

it('S0.16 an input is created, read, listed and deleted', async () => {
  const { s3RoleBased } = client().encoding.inputs;
  const input = new S3RoleBasedInput({
    ...MINIMAL,
    name: 'sources',
    externalIdMode: ExternalIdMode.GLOBAL,
    customData: { a: 1 },
  });

  const created = await s3RoleBased.create(input);

  const id = String(created.id);
  expect(created).toMatchObject({ externalId: fake.globalExternalId(), roleArn: undefined });
  expect(await s3RoleBased.get(id)).toMatchObject({ id, type: 'S3_ROLE_BASED', name: 'sources' });
  expect(await s3RoleBased.customdata.get(id)).toMatchObject({ customData: { a: 1 } });
  expect(await s3RoleBased.list()).toMatchObject({ totalCount: 1, items: [{ id }] });
  expect(await s3RoleBased.delete(id)).toMatchObject({ id });
  expect(fake.records('encoding/inputs')).toEqual([]);
});

it('S0.14 the id of an encoding output is unknown among the analytics outputs, and the other way round', async () => {
  const { analytics, encoding } = client();
  const ofEncoding = String((await encoding.outputs.s3RoleBased.create(new S3RoleBasedOutput(MINIMAL))).id);
  const ofAnalytics = String((await analytics.outputs.s3RoleBased.create(new AnalyticsS3RoleBasedOutput(MINIMAL))).id);

  expect(await refusal(analytics.outputs.s3RoleBased.get(ofEncoding))).toMatchObject({ httpStatusCode: 404 });
  expect(await refusal(analytics.outputs.s3RoleBased.delete(ofEncoding))).toMatchObject({ httpStatusCode: 404 });
  expect(await refusal(encoding.outputs.s3RoleBased.get(ofAnalytics))).toMatchObject({ httpStatusCode: 404 });
  expect(await refusal(encoding.inputs.s3RoleBased.get(ofEncoding))).toMatchObject({ httpStatusCode: 404 });
  expect(fake.records('encoding/outputs')).toHaveLength(1);
});
