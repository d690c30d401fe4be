import { Bucket } from 'aws-cdk-lib/aws-s3';
import { mediaJob } from '../../../../../handlers/dolby-media/media-job';
import { DolbyMediaAccess } from '../../../../../lib';
import type { SignEnvironment } from '../../../../../lib/vendors/dolby/media/contract';
import { aStack, resourcesOfType } from '../../../fixture';

const KEY = { accessKeyId: 'AKIAEXAMPLE', secretAccessKey: 'secret', issued: '2026-01-01T00:00:00Z' };
const RESOLVED: Record<string, string> = { 'AWS::URLSuffix': 'amazonaws.com' };

/** The environment of the signing function, with references resolved as CloudFormation does. */
function environmentOf(access: DolbyMediaAccess): SignEnvironment {
  const fn = resourcesOfType(access, 'AWS::Lambda::Function').find(
    ({ Properties }) => Properties.Handler === 'sign.handler',
  );
  const { Variables } = Object(fn?.Properties.Environment);
  const resolve = (value: unknown) => (typeof value === 'string' ? value : (RESOLVED[Object(value).Ref] ?? 'resolved'));
  return Object.assign(
    Object.create(null),
    Object.fromEntries(Object.entries(Variables).map(([n, v]) => [n, resolve(v)])),
  );
}

it('S1.3 what the construct writes is what the signing function reads: bucket, folder and region of each side', async () => {
  const stack = aStack();
  const bucket = Bucket.fromBucketAttributes(stack, 'Masters', { bucketName: 'masters', region: 'us-east-2' });
  const outputBucket = Bucket.fromBucketName(stack, 'Results', 'results');
  const access = new DolbyMediaAccess(stack, 'Dolby', {
    bucket,
    outputBucket,
    inputPrefix: 'a',
    publicInputPrefix: 'open',
  });
  const environment = environmentOf(access);
  const request = {
    api: 'enhance',
    input: { key: 'a/1.mp4' },
    output: { key: 'output/1.mp4' },
    queueSeconds: 1,
    mediaSeconds: 1,
  };
  const { body } = await mediaJob(request, {
    environment,
    getSecretValue: async () => JSON.stringify(KEY),
    now: Date.now,
  });
  expect(body).toEqual({
    input: expect.stringMatching(/^https:\/\/masters\.s3\.us-east-2\.amazonaws\.com\/a\/1\.mp4\?.*us-east-2%2Fs3/),
    output: expect.stringMatching(
      /^https:\/\/results\.s3\.eu-west-1\.amazonaws\.com\/output\/1\.mp4\?.*eu-west-1%2Fs3/,
    ),
  });
  expect(environment).toMatchObject({ PUBLIC_PREFIX: 'open/', MAX_URL_SECONDS: '604800', HAND_OUT_KEYS: 'false' });
});
