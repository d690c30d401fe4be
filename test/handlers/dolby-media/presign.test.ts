import { presign } from '../../../handlers/dolby-media/presign';
import { objectUrl } from '../../../handlers/dolby-media/s3-url';

const EXAMPLE = {
  accessKeyId: 'AKIAIOSFODNN7EXAMPLE',
  secretAccessKey: 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY',
  issued: '2013-05-24T00:00:00Z',
};
const DATE = Date.parse('2013-05-24T00:00:00Z');

it('S1.6 signs as the example in the S3 API reference ("Authenticating Requests: Using Query Parameters")', async () => {
  const url = { protocol: 'https:', hostname: 'examplebucket.s3.amazonaws.com', path: '/test.txt' };
  const permission = { method: 'GET', region: 'us-east-1', seconds: 86_400 } as const;
  const signed = new URL(await presign(url, permission, EXAMPLE, DATE));
  expect(Object.fromEntries(signed.searchParams)).toEqual({
    'X-Amz-Algorithm': 'AWS4-HMAC-SHA256',
    'X-Amz-Credential': 'AKIAIOSFODNN7EXAMPLE/20130524/us-east-1/s3/aws4_request',
    'X-Amz-Date': '20130524T000000Z',
    'X-Amz-Expires': '86400',
    'X-Amz-SignedHeaders': 'host',
    'X-Amz-Signature': 'aeeed9bbccd4d02ee5c0109b86d86835f995330da4c265957d157751f604d404',
  });
});

it('S1.6 a PUT says its region, and nothing of a body: no checksum, no length, no type', async () => {
  const url = objectUrl({ bucket: 'media', key: 'out/a.mp4', region: 'eu-west-1' }, 'amazonaws.com');
  const signed = await presign(url, { method: 'PUT', region: 'eu-west-1', seconds: 60 }, EXAMPLE, DATE);
  expect(signed).toMatch(/^https:\/\/media\.s3\.eu-west-1\.amazonaws\.com\/out\/a\.mp4\?/);
  expect(signed).toContain('%2Feu-west-1%2Fs3%2Faws4_request');
  expect(signed.toLowerCase()).not.toMatch(/checksum|crc32|sha256=|content-/);
});

it('two methods are two signatures', async () => {
  const url = objectUrl({ bucket: 'media', key: 'a', region: 'eu-west-1' }, 'amazonaws.com');
  const sign = (method: 'GET' | 'PUT') => presign(url, { method, region: 'eu-west-1', seconds: 60 }, EXAMPLE, DATE);
  expect(await sign('GET')).not.toBe(await sign('PUT'));
});
