import { FakePictory, type PictoryMediaRequest } from '../../../../testing';
import { API_KEY, BODY, call, create } from './call';

let fake: FakePictory;
let asked: PictoryMediaRequest[];

beforeEach(async () => {
  asked = [];
  fake = await FakePictory.start({
    apiKey: API_KEY,
    readMedia: async (request) => {
      asked.push(request);
      if (request.key.startsWith('private/')) {
        throw Object.assign(new Error('not for you'), { name: 'AccessDenied' });
      }
      return Buffer.from(request.key);
    },
  });
});

afterEach(() => fake.stop());

const URI = 's3://acme-media/hello_world.mp4';
const URL = 'https://acme-media.s3.us-east-2.amazonaws.com/welcome%20everyone/%C3%A4.mp4';

/** The storyboard of the vendor's page, with these backgrounds. */
const storyboard = (awsConnectionId: string | undefined, ...backgrounds: unknown[]) => ({
  awsConnectionId,
  videoName: 'test_video',
  videoDescription: 'test video',
  language: 'en',
  audio: { autoBackgroundMusic: true, backGroundMusicVolume: 0.5 },
  scenes: backgrounds.map((backgroundUri) => ({
    text: 'Hello world! Good morning!',
    voiceOver: false,
    splitTextOnNewLine: false,
    splitTextOnPeriod: false,
    backgroundUri,
    backgroundType: 'video',
    loopBackgroundVideo: true,
    muteBackgroundVideo: true,
    minimumDuration: 5,
  })),
});

const OLD = '/video/storyboard';

it('S2.14 media in both forms is read through the role that stands in the account', async () => {
  const { connectionId } = await create(fake);

  const { status, json } = await call(fake, 'POST', OLD, { body: storyboard(connectionId, URI, URL) });
  expect(status).toBe(200);
  expect(json.jobId).toMatch(/^[\da-f-]{36}$/);
  await fake.settled();

  const role = {
    awsAccountId: BODY.awsAccountId,
    roleArn: 'arn:aws:iam::111122223333:role/PictoryCloudIntegrationRole',
    region: 'us-east-2',
  };
  const media = [
    { bucket: 'acme-media', key: 'hello_world.mp4' },
    { bucket: 'acme-media', key: 'welcome everyone/ä.mp4' },
  ];
  expect(asked).toEqual(media.map((one) => ({ ...one, ...role })));
  expect(fake.jobs()).toEqual([
    {
      jobId: json.jobId,
      videoName: 'test_video',
      status: 'completed',
      media: media.map((one) => ({ ...one, bytes: Buffer.byteLength(one.key) })),
    },
  ]);
  expect(await call(fake, 'GET', `/jobs/${json.jobId}`)).toMatchObject({
    status: 200,
    json: { job_id: json.jobId, success: true, data: { status: 'completed', preview: expect.any(String) } },
  });
});

it.each(['/v2/video/storyboard', '/v2/video/storyboard/render'])("%s is today's form", async (path) => {
  const { connectionId: awsConnectionId } = await create(fake);
  const scenes = [{ story: 'Hello', background: { visualUrl: URI, type: 'video' } }, { story: 'Only text' }];

  const { status, json } = await call(fake, 'POST', path, { body: { videoName: 'v', awsConnectionId, scenes } });
  await fake.settled();

  expect([status, json]).toEqual([200, { success: true, data: { jobId: fake.jobs()[0]?.jobId } }]);
  expect(asked).toMatchObject([{ key: 'hello_world.mp4' }]);
});

it.each([
  [OLD, { background: { visualUrl: URI } }],
  [OLD, { backgroundUrl: URI }],
  ['/v2/video/storyboard', { backgroundUri: URI }],
])('%s drops the background of a scene like %j without a word, and reads nothing', async (path, scene) => {
  const { connectionId: awsConnectionId } = await create(fake);

  const { status } = await call(fake, 'POST', path, { body: { videoName: 'v', awsConnectionId, scenes: [scene] } });
  await fake.settled();

  expect(status).toBe(200);
  expect(fake.jobs()).toMatchObject([{ status: 'completed', media: [] }]);
});

it('an s3:// address is taken as it stands', async () => {
  const { connectionId } = await create(fake);
  await call(fake, 'POST', OLD, { body: storyboard(connectionId, 's3://acme-media/a%20b/ä?#.mp4') });
  await fake.settled();

  expect(asked).toMatchObject([{ bucket: 'acme-media', key: 'a%20b/ä?#.mp4' }]);
});

it('is in work until all is read', async () => {
  let finish = (_: Uint8Array) => {};
  const slow = await FakePictory.start({
    apiKey: API_KEY,
    readMedia: () => new Promise((resolve) => (finish = resolve)),
  });
  const { connectionId } = await create(slow);
  const { json } = await call(slow, 'POST', OLD, { body: storyboard(connectionId, URI) });

  const status = async () => (await call(slow, 'GET', `/jobs/${json.jobId}`)).json.data.status;
  expect(await status()).toBe('in-progress');
  finish(Buffer.from('x'));
  await slow.settled();
  expect(await status()).toBe('completed');
  await slow.stop();
});

it('media that may not be read fails the job, and the reason names it and the role', async () => {
  const { connectionId } = await create(fake);

  const { json } = await call(fake, 'POST', OLD, {
    body: storyboard(connectionId, URI, 's3://acme-media/private/x.mp4', URL),
  });
  await fake.settled();

  expect(await call(fake, 'GET', `/jobs/${json.jobId}`)).toMatchObject({
    status: 200,
    json: {
      job_id: json.jobId,
      success: false,
      data: {
        status: 'failed',
        error_code: 'TEXT_TO_VIDEO_FAILED',
        error_message:
          's3://acme-media/private/x.mp4 could not be read through ' +
          'arn:aws:iam::111122223333:role/PictoryCloudIntegrationRole: AccessDenied: not for you',
      },
    },
  });
  expect(fake.jobs()).toMatchObject([{ status: 'failed', media: [{ key: 'hello_world.mp4' }] }]);
  expect(asked).toHaveLength(2);
});

it('s3:// without a connection fails the job; a public address is not visited', async () => {
  await call(fake, 'POST', OLD, { body: storyboard(undefined, URI) });
  await call(fake, 'POST', OLD, { body: storyboard(undefined, URL, 'https://example.org/a.mp4') });
  const { connectionId } = await create(fake);
  await call(fake, 'POST', OLD, { body: storyboard(connectionId, 'https://example.org/a.mp4') });
  await fake.settled();

  expect(fake.jobs().map(({ status }) => status)).toEqual(['failed', 'completed', 'completed']);
  expect(fake.jobs()[0]?.reason).toContain('names no awsConnectionId');
  expect(asked).toEqual([]);
});

describe('a connection', () => {
  it.each<[string, (id: string) => Promise<unknown>, string]>([
    [
      'that is disabled',
      (id) =>
        call(fake, 'PUT', `/awsconnections/${id}`, {
          body: { name: 'x', description: 'x', enabled: false, version: 1 },
        }),
      'is not enabled',
    ],
    ['that was deleted', (id) => call(fake, 'DELETE', `/awsconnections/${id}`), 'is not known'],
  ])('%s serves no storyboard', async (_, end, errors) => {
    const { connectionId } = await create(fake);
    await end(connectionId);

    const { status, json } = await call(fake, 'POST', OLD, { body: storyboard(connectionId, URI) });

    expect([status, json.fields]).toEqual([400, [{ name: 'awsConnectionId', errors }]]);
    expect(fake.jobs()).toEqual([]);
  });
});

it.each<[string, object, string]>([
  ['no name', { videoName: undefined }, 'videoName'],
  ['no scenes', { scenes: undefined }, 'scenes'],
  ['an empty list of scenes', { scenes: [] }, 'scenes'],
  ['a scene that is text', { scenes: ['x'] }, 'scenes[0]'],
  ['a background that is no text', { scenes: [{}, { backgroundUri: 7 }] }, 'scenes[1]'],
  ['a connection that is no text', { awsConnectionId: 7 }, 'awsConnectionId'],
])('a storyboard with %s is refused', async (_, fields, name) => {
  const { status, json } = await call(fake, 'POST', OLD, {
    body: { ...storyboard(undefined), scenes: [{}], ...fields },
  });

  expect([status, json.fields.map((field) => field.name)]).toEqual([400, [name]]);
});

it('without readMedia nothing private can be read', async () => {
  const other = await FakePictory.start({ apiKey: API_KEY });
  const { connectionId } = await create(other);
  await call(other, 'POST', OLD, { body: storyboard(connectionId, URI) });
  await other.settled();
  await other.stop();

  expect(other.jobs()).toMatchObject([{ status: 'failed', reason: expect.stringContaining('was given no readMedia') }]);
});

it('a job that nobody knows', async () => {
  expect(await call(fake, 'GET', '/jobs/x')).toMatchObject({
    status: 404,
    json: { success: false, data: { error_code: '5000', error_message: 'JOB_NOT_FOUND' } },
  });
});
