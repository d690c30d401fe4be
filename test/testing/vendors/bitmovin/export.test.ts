import BitmovinApi, {
  AnalyticsExportFileFormat,
  AnalyticsExportTask,
  AnalyticsExportTaskOutputTarget,
  AnalyticsExportType,
} from '@bitmovin/api-sdk';
import { FakeBitmovin } from '../../../../testing';
import { API_KEY, call, create, ENCODING_OUTPUTS } from './call';
import { refusal } from './refusal';

const EXPORTS = '/analytics/exports';
const NOW = new Date('2026-03-04T05:06:07.890Z');

let fake: FakeBitmovin;
let outputId: string;

beforeEach(async () => {
  fake = await FakeBitmovin.start({ apiKey: API_KEY, now: () => NOW });
  ({ id: outputId } = await create(fake));
});

afterEach(() => fake.stop());

/** The least that the vendor's documents ask for. */
const minimal = () => ({
  name: 'January',
  startTime: '2026-01-01T00:00:00Z',
  endTime: '2026-02-01T00:00:00Z',
  licenseKey: 'license-1',
  output: { outputId, outputPath: 'exports/' },
});

describe("driven by the vendor's client", () => {
  const exportsApi = (tenantOrgId?: string) =>
    new BitmovinApi({ apiKey: API_KEY, tenantOrgId, baseUrl: fake.url }).analytics.exports;
  const task = () =>
    new AnalyticsExportTask({
      ...minimal(),
      startTime: new Date('2026-01-01T00:00:00.123Z'),
      endTime: new Date('2026-02-01T00:00:00Z'),
      output: new AnalyticsExportTaskOutputTarget({ outputId, outputPath: 'exports/' }),
      description: 'of the tests',
      type: AnalyticsExportType.ADS,
      fileFormat: AnalyticsExportFileFormat.PARQUET,
      columns: ['VIDEO_ID', 'PLAYED'],
    });

  it('S0.22 S0.28 a task is made, with times to the millisecond, and read back', async () => {
    const made = await exportsApi().create(task());
    expect(made).toMatchObject({
      ...task(),
      id: expect.stringMatching(/^[0-9a-f-]{36}$/),
      status: 'QUEUED',
      progress: 0,
    });
    expect(await exportsApi().get(String(made.id))).toEqual(made);
    expect(fake.exports()).toMatchObject([{ id: made.id, startTime: '2026-01-01T00:00:00.123Z' }]);
  });

  it('S0.24 it is queued, then under way, then at its end, and stays there', async () => {
    const { id } = await exportsApi().create(task());
    const read = async () => exportsApi().get(String(id));
    fake.advanceExports();
    expect(await read()).toMatchObject({
      status: 'STARTED',
      progress: 50,
      startedAt: new Date('2026-03-04T05:06:07Z'),
    });
    fake.advanceExports('ERROR');
    expect(await read()).toMatchObject({ status: 'ERROR', finishedAt: new Date('2026-03-04T05:06:07Z') });
    fake.advanceExports();
    expect(await read()).toMatchObject({ status: 'ERROR' });
  });

  it.each(['FINISHED', 'ERROR'] as const)('F3 each look moves it on, to %s, where the option says so', async (end) => {
    const moving = await FakeBitmovin.start({ apiKey: API_KEY, exportsEnd: end });
    try {
      const { id: output = '' } = await create(moving);
      const { id } = moving.addExport({ ...minimal(), output: { outputId: output, outputPath: 'exports/' } });
      const { exports } = new BitmovinApi({ apiKey: API_KEY, baseUrl: moving.url }).analytics;
      const seen = [await exports.get(id), (await exports.list()).items?.[0], await exports.get(id)];
      expect(seen.map((task) => task?.status)).toEqual(['QUEUED', 'STARTED', end]);
    } finally {
      await moving.stop();
    }
  });

  it('the list pages through all, 25 at a time by default', async () => {
    for (let number = 0; number < 60; number++) {
      fake.addExport({ ...minimal(), name: `stranger-${number}` });
    }
    expect(await exportsApi().list()).toMatchObject({ totalCount: 60, offset: 0, limit: 25 });
    const last = await exportsApi().list((query) => query.offset(50).limit(100));
    expect(last.items?.map(({ name }) => name)).toEqual(
      fake
        .exports()
        .slice(50)
        .map(({ name }) => name),
    );
    expect(last.items?.[0]).toBeInstanceOf(AnalyticsExportTask);
  });

  it('the tasks of an organisation are its own', async () => {
    const error = await refusal(exportsApi('tenant-a').create(task()));
    expect(error).toMatchObject({ httpStatusCode: 404 }); // Its output is another organisation's.
    await exportsApi().create(task());
    expect(fake.exports('tenant-a')).toEqual([]);
    expect(await exportsApi('tenant-a').list()).toMatchObject({ totalCount: 0 });
  });
});

it("S0.14 an encoding output's id is not known", async () => {
  const encoding = await create(fake, {}, ENCODING_OUTPUTS);
  const body = { ...minimal(), output: { outputId: encoding.id, outputPath: 'exports/' } };
  const { status, envelope } = await call(fake, 'POST', EXPORTS, { body });
  expect(status).toBe(404);
  expect(envelope.data.message).toBe(`The output ${encoding.id} does not exist`);
  expect(fake.exports()).toEqual([]);
});

it('S0.23 the list has no filter: a name finds all', async () => {
  fake.addExport({ ...minimal(), name: 'one' });
  fake.addExport({ ...minimal(), name: 'other' });
  const { envelope } = await call(fake, 'GET', `${EXPORTS}?name=one`);
  expect(envelope.data.result.totalCount).toBe(2);
});

it.each<[string, object, number, string[]]>([
  [
    'nothing at all',
    { name: undefined, startTime: undefined, endTime: undefined, licenseKey: '', output: undefined },
    1000,
    ['name', 'startTime', 'endTime', 'licenseKey', 'output.outputId', 'output.outputPath'],
  ],
  ['no path', { output: { outputId: 'any' } }, 1000, ['output.outputPath']],
  ['a time in another zone', { startTime: '2026-01-01T00:00:00+01:00' }, 1001, ['startTime']],
  ['a date', { endTime: '2026-02-01' }, 1001, ['endTime']],
  ['another type', { type: 'sessions' }, 1001, ['type']],
  ['another format', { fileFormat: 'JSON' }, 1001, ['fileFormat']],
])('%s is a 400 that names the fields', async (_, wrong, code, fields) => {
  const { status, envelope } = await call(fake, 'POST', EXPORTS, { body: { ...minimal(), ...wrong } });
  expect(status).toBe(400);
  expect(envelope.data.code).toBe(code);
  expect(envelope.data.details?.map(({ field }) => field)).toEqual(fields);
});

it.each([
  ['DELETE', '/any', 405],
  ['PUT', '/any', 405],
  ['POST', '/any', 405],
  ['DELETE', '', 405],
  ['GET', '/any', 404],
  ['GET', '/any/stop', 404],
  ['POST', '/any/stop', 404],
])('%s %s is a %i: a task is neither changed, nor removed, nor stopped', async (method, path, status) => {
  expect((await call(fake, method, `${EXPORTS}${path}`)).status).toBe(status);
});

it('is limited in its rate by a count of its own, and journals like the rest', async () => {
  const limited = await FakeBitmovin.start({ apiKey: API_KEY, getPerMinute: 1 });
  try {
    await call(limited, 'GET', '/analytics/outputs/s3-role-based');
    expect((await call(limited, 'GET', EXPORTS)).status).toBe(200);
    expect((await call(limited, 'GET', EXPORTS)).status).toBe(429);
    expect(limited.journal.map(({ path, status }) => [path, status])).toEqual([
      ['/v1/analytics/outputs/s3-role-based', 200],
      ['/v1/analytics/exports', 200],
      ['/v1/analytics/exports', 429],
    ]);
  } finally {
    await limited.stop();
  }
});
