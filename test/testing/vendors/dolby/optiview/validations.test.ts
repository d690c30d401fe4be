import type { OptiViewTestFile } from '../../../../../testing';
import { type Called, OPTIONS, Scene } from './call';

const VALIDATE = '/account/media/storage/validate';

let scene: Scene;
let files: OptiViewTestFile[];
beforeEach(async () => {
  files = [];
  scene = await Scene.set({
    writeTestFile: async (file) => {
      files.push(file);
      if (file.bucketName === 'closed') {
        throw new Error('AccessDenied');
      }
    },
  });
});
afterEach(() => scene.fake.stop());

const idOf = ({ body }: Called): string => String(Object(body.data).id);

it('S1.15 a validation is accepted at once, turns out later, and can be read for an hour', async () => {
  const { id: profileId } = scene.fake.add({ type: 'awsS3', options: OPTIONS });
  const begun = await scene.call('POST', VALIDATE, { profileId });
  const id = idOf(begun);
  const storage = { type: 'awsS3', path: `s3://acme-clips/clips/${id}.txt` };
  expect(begun).toEqual({ status: 200, body: { status: 'success', data: { id, storage } } });
  const asset = {
    id,
    type: 'storageValidation',
    status: 'processing',
    storage,
    created: '2026-01-01T00:00:00.000Z',
    expiration: '2026-01-01T01:00:00.000Z',
  };
  const read = () => scene.call('GET', `/media/assets/${id}`);
  expect((await read()).body).toEqual({ status: 'success', data: asset });
  scene.now += 2_000;
  expect((await read()).body.data).toEqual({ ...asset, status: 'complete' });
  expect(files).toEqual([{ bucketName: 'acme-clips', bucketRegion: 'eu-west-1', key: `clips/${id}.txt` }]);
  scene.now += 3_598_000;
  expect((await read()).status).toBe(404);
  expect(scene.fake.validations()).toEqual([]);
});

it.each([
  ['cannot write', { bucketName: 'closed' }, 'AccessDenied'],
  ['does not know the region', { bucketRegion: 'eu-south-1' }, "The region 'eu-south-1' is not supported"],
])('S1.15 where the vendor %s the validation says why', async (_, options, why) => {
  const id = idOf(await scene.call('POST', VALIDATE, { type: 'awsS3', options: { ...OPTIONS, ...options } }));
  scene.now += 2_000;
  expect((await scene.call('GET', `/media/assets/${id}`)).body.data).toMatchObject({ status: 'error', error: why });
});

it('S1.15 there are nineteen regions, and those that support agreed to', async () => {
  await scene.fake.stop();
  scene = await Scene.set({ furtherRegions: ['eu-south-1'], validationTakes: 0 });
  const regions = [
    ...['us-east-1', 'us-east-2', 'us-west-1', 'us-west-2', 'ap-south-1', 'ap-northeast-3', 'ap-northeast-2'],
    ...['ap-southeast-1', 'ap-southeast-2', 'ap-northeast-1', 'ca-central-1', 'ca-west-1', 'eu-central-1', 'eu-west-1'],
    ...['eu-west-2', 'eu-west-3', 'eu-north-1', 'me-central-1', 'sa-east-1'],
  ];
  const works = async (bucketRegion: string) => {
    await scene.call('POST', VALIDATE, { type: 'awsS3', options: { ...OPTIONS, bucketRegion } });
    return scene.fake.validations().at(-1)?.status;
  };
  expect(regions).toHaveLength(19);
  for (const region of [...regions, 'eu-south-1']) {
    expect(await works(region)).toBe('complete');
  }
  expect(await works('af-south-1')).toBe('error');
});

it('what is validated: a profile, with other options; the default profile; or what is said', async () => {
  const { id: profileId } = scene.fake.add({ type: 'awsS3', options: OPTIONS });
  scene.fake.add({ default: true, type: 'awsS3', options: { ...OPTIONS, bucketName: 'default-clips' } });
  await scene.call('POST', VALIDATE, { profileId, options: { objectPrefix: 'others' } });
  await scene.call('POST', VALIDATE, {});
  await scene.call('POST', VALIDATE, { type: 'awsS3', options: { bucketName: 'said', bucketRegion: 'us-east-1' } });
  expect(files.map(({ bucketName, key }) => `${bucketName} ${key.replace(/[^/]+$/, '')}`)).toEqual([
    'acme-clips others/',
    'default-clips clips/',
    'said ',
  ]);
});

it.each<[string, unknown, number]>([
  ['a profile and a type', { profileId: 'x', type: 'awsS3', options: OPTIONS }, 400],
  ['a member that is not known', { id: 'x' }, 400],
  ['a type without a bucket', { type: 'awsS3', options: { bucketRegion: 'eu-west-1' } }, 400],
  ['a profile that is not there', { profileId: 'x' }, 404],
  ['nothing, where no profile is the default', {}, 404],
])('refuses to validate %s', async (_, body, status) => {
  expect((await scene.call('POST', VALIDATE, body)).status).toBe(status);
  expect(files).toEqual([]);
});
