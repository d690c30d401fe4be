import { objectUrl, s3Uri, textOf } from '../../../handlers/dolby-media/s3-url';

const object = { bucket: 'media', key: 'in/a b+c/ü!.mp4', region: 'eu-west-1' };

afterEach(() => {
  delete process.env.AWS_ENDPOINT_URL;
  delete process.env.AWS_ENDPOINT_URL_S3;
});

it('S1.1 an object is at the host of its bucket, in its region, its key encoded once', () => {
  expect(textOf(objectUrl(object, 'amazonaws.com'))).toBe(
    'https://media.s3.eu-west-1.amazonaws.com/in/a%20b%2Bc/%C3%BC%21.mp4',
  );
  expect(textOf(objectUrl({ ...object, key: 'a', region: 'cn-north-1' }, 'amazonaws.com.cn'))).toBe(
    'https://media.s3.cn-north-1.amazonaws.com.cn/a',
  );
});

it('a bucket with a dot in its name, for which no certificate vouches, is in the path', () => {
  expect(textOf(objectUrl({ ...object, bucket: 'media.acme', key: 'a' }, 'amazonaws.com'))).toBe(
    'https://s3.eu-west-1.amazonaws.com/media.acme/a',
  );
});

it.each([
  ['AWS_ENDPOINT_URL', 'http://127.0.0.1:4566/', 'http://127.0.0.1:4566/media/a'],
  ['AWS_ENDPOINT_URL_S3', 'https://s3.test/base', 'https://s3.test/base/media/a'],
])('the endpoint that %s names is taken, as the SDKs do', (name, value, expected) => {
  process.env[name] = value;
  expect(textOf(objectUrl({ ...object, key: 'a' }, 'amazonaws.com'))).toBe(expected);
});

it('S1.1 the s3:// form has the key as it is', () => {
  expect(s3Uri(object)).toBe('s3://media/in/a b+c/ü!.mp4');
});
