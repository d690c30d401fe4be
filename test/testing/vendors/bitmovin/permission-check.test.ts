import BitmovinApi, { CheckOutputPermissionsRequest } from '@bitmovin/api-sdk';
import { type BitmovinPermissionCheck, FakeBitmovin } from '../../../../testing';
import { ANALYTICS_OUTPUTS, API_KEY, call, create, ENCODING_INPUTS, ENCODING_OUTPUTS, MINIMAL } from './call';
import { refusal } from './refusal';

let fake: FakeBitmovin;
let checks: BitmovinPermissionCheck[];

beforeEach(async () => {
  checks = [];
  fake = await FakeBitmovin.start({ apiKey: API_KEY, checkWrite: (check) => void checks.push(check) });
});

afterEach(() => fake.stop());

const pathOf = (id: string) => `/encoding/outputs/${id}/check-permissions`;

async function anOutput(): Promise<string> {
  return (await create(fake, { externalIdMode: 'GENERATED' }, ENCODING_OUTPUTS)).id;
}

describe('S0.27 a check of permissions', () => {
  it.each([
    ['exports/', 'exports/WritePermissionTestFile.txt'],
    ['exports', 'exports/WritePermissionTestFile.txt'],
    ['', 'WritePermissionTestFile.txt'],
    [undefined, 'WritePermissionTestFile.txt'],
  ])('of the path %j writes %s, and passes', async (path, key) => {
    const id = await anOutput();

    const { status, envelope } = await call(fake, 'POST', pathOf(id), { body: { path } });

    expect(status).toBe(200);
    expect(envelope.data.result).toEqual({
      outputId: id,
      outputType: 'S3_ROLE_BASED',
      path: path ?? '',
      passed: true,
    });
    const [output] = fake.records('encoding/outputs');
    expect(checks).toEqual([{ output, path: path ?? '', key }]);
    expect(output).toMatchObject({ roleArn: MINIMAL.roleArn, externalId: expect.any(String) });
  });

  it.each([
    ['at once', () => 'no such role'],
    ['later', async () => 'no such role'],
  ])('that fails %s says why', async (_, checkWrite) => {
    fake.checkWrite = checkWrite;

    const { status, envelope } = await call(fake, 'POST', pathOf(await anOutput()), { body: { path: 'a/' } });

    expect(status).toBe(200);
    expect(envelope.data.result).toMatchObject({ passed: false, failureReason: 'no such role' });
  });

  it("is what the vendor's own client asks for", async () => {
    const { outputs } = new BitmovinApi({ apiKey: API_KEY, baseUrl: fake.url }).encoding;
    const id = await anOutput();

    expect(await outputs.checkPermissions(id, new CheckOutputPermissionsRequest({ path: 'a/' }))).toMatchObject({
      outputId: id,
      outputType: 'S3_ROLE_BASED',
      path: 'a/',
      passed: true,
    });
    expect(await refusal(outputs.checkPermissions('nobody'))).toMatchObject({ httpStatusCode: 404 });
  });

  it.each([
    ['a path that is no text', { path: 1 }, 'path'],
    ['a member that is none of it', { paths: 'a/' }, 'paths'],
  ])('is refused for %s', async (_, body, field) => {
    const { status, envelope } = await call(fake, 'POST', pathOf(await anOutput()), { body });

    expect(status).toBe(400);
    expect(envelope.data.details).toEqual([{ type: 'ERROR', text: expect.stringContaining(field), field }]);
    expect(checks).toEqual([]);
  });

  it.each(['[]', '{', '"a/"'])('is refused for %s', async (text) => {
    expect((await call(fake, 'POST', pathOf(await anOutput()), { text })).status).toBe(400);
    expect(checks).toEqual([]);
  });

  it.each([
    [ANALYTICS_OUTPUTS, 404],
    [ENCODING_INPUTS, 404],
    [ENCODING_OUTPUTS, 200],
  ])('S0.14 of a record of %s is answered by %i', async (collection, expected) => {
    const { id } = await create(fake, {}, collection);

    expect((await call(fake, 'POST', pathOf(id), { body: {} })).status).toBe(expected);
  });

  it("of another organisation's output is a 404", async () => {
    expect((await call(fake, 'POST', pathOf(await anOutput()), { body: {}, tenant: 'tenant-b' })).status).toBe(404);
  });

  it.each(['GET', 'PUT', 'DELETE'])('by %s is a 405', async (method) => {
    const id = await anOutput();

    expect((await call(fake, method, pathOf(id))).status).toBe(405);
    expect(fake.records('encoding/outputs')).toHaveLength(1);
  });

  it.each([
    `${ENCODING_OUTPUTS}/x/check-permissions`,
    '/analytics/outputs/x/check-permissions',
    `${pathOf('x')}/`,
    '/encoding/outputs//check-permissions',
  ])('at %s is not there', async (path) => {
    expect((await call(fake, 'POST', path, { body: {} })).status).toBe(404);
  });
});

it('a check that takes a while is written down when it is done, and a lost answer as one', async () => {
  const id = await anOutput();
  fake.clearJournal();
  fake.intercept = () => 'drop-after';

  await expect(call(fake, 'POST', pathOf(id), { body: { path: 'a/' } })).rejects.toThrow();

  expect(checks).toHaveLength(1);
  expect(fake.journal).toMatchObject([{ method: 'POST', path: `/v1${pathOf(id)}`, status: 200, answered: false }]);
});

it('passes where nothing is said of it', async () => {
  const plain = await FakeBitmovin.start({ apiKey: API_KEY });
  try {
    const { id } = await create(plain, {}, ENCODING_OUTPUTS);
    const { envelope } = await call(plain, 'POST', pathOf(id), { body: {} });
    expect(envelope.data.result.passed).toBe(true);
  } finally {
    await plain.stop();
  }
});
