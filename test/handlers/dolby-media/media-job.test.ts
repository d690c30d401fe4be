import { mediaJob } from '../../../handlers/dolby-media/media-job';
import { Refusal } from '../../../handlers/dolby-media/refusal';
import type { SignEnvironment } from '../../../lib/vendors/dolby/media/contract';

const NOW = Date.parse('2026-01-01T00:00:00Z');
const KEY = { accessKeyId: 'AKIAEXAMPLE', secretAccessKey: 'canary-secret', issued: '2026-01-01T00:00:00Z' };
const ENVIRONMENT: SignEnvironment = {
  SECRET_ARN: 'arn:aws:secretsmanager:eu-west-1:111122223333:secret:keys-AbCdEf',
  INPUT_BUCKET: 'masters',
  INPUT_PREFIX: 'in/',
  INPUT_REGION: 'eu-west-1',
  OUTPUT_BUCKET: 'results',
  OUTPUT_PREFIX: 'out/',
  OUTPUT_REGION: 'us-west-2',
  PUBLIC_PREFIX: 'open/',
  URL_SUFFIX: 'amazonaws.com',
  MAX_URL_SECONDS: '604800',
  HAND_OUT_KEYS: 'true',
};
const TIMES = { queueSeconds: 600, mediaSeconds: 5_400 };
const PAIR = { api: 'enhance', input: { key: 'in/a.mp4' }, output: { key: 'out/a.mp4' }, ...TIMES };

let reads = 0;
beforeEach(() => {
  reads = 0;
});

function make(request: unknown, environment: Partial<SignEnvironment> = {}, secret: unknown = KEY) {
  return mediaJob(request, {
    environment: { ...ENVIRONMENT, ...environment },
    getSecretValue: async () => {
      reads++;
      return JSON.stringify(secret);
    },
    now: () => NOW,
  });
}

/** The sentence in which a request is refused; nothing is read for it. */
async function refusalOf(request: unknown, environment: Partial<SignEnvironment> = {}): Promise<string> {
  const error = await make(request, environment).then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  expect(error).toBeInstanceOf(Refusal);
  expect(reads).toBe(0);
  const { name, message } = Object(error);
  expect(name).toBe('DolbyMediaRefusal');
  expect(message).toMatch(/^[^\n]+: [^\n]+\.$/);
  return message;
}

describe('a pair', () => {
  it('S1.3 S1.14 is a body of two URLs, each for its object, its region and its method', async () => {
    const { body, expires } = await make(PAIR);
    expect(body).toEqual({
      input: expect.stringMatching(
        /^https:\/\/masters\.s3\.eu-west-1\.amazonaws\.com\/in\/a\.mp4\?.*X-Amz-Expires=6900&/,
      ),
      output: expect.stringMatching(
        /^https:\/\/results\.s3\.us-west-2\.amazonaws\.com\/out\/a\.mp4\?.*X-Amz-Expires=6900&/,
      ),
    });
    expect(expires).toEqual({ input: '2026-01-01T01:55:00.000Z', output: '2026-01-01T01:55:00.000Z' });
    expect(JSON.stringify(body)).not.toContain(KEY.secretAccessKey);
  });

  it('S1.3 has two lifetimes where the input is read sooner', async () => {
    const { expires } = await make({ ...PAIR, input: { key: 'in/a.mp4', seconds: 1_800 } });
    expect(expires).toEqual({ input: '2026-01-01T00:30:00.000Z', output: '2026-01-01T01:55:00.000Z' });
  });

  it("S1.14 is filled into a body of the caller's own, at any depth", async () => {
    const own = {
      inputs: [{ source: '{{input}}' }],
      outputs: [{ kind: 'mp4', destination: '{{output}}', n: 1, no: null }],
    };
    const { body } = await make({ ...PAIR, api: 'transcode', body: own });
    const url = expect.stringMatching(/^https:.*X-Amz-Signature=/);
    expect(body).toEqual({ inputs: [{ source: url }], outputs: [{ kind: 'mp4', destination: url, n: 1, no: null }] });
  });

  it('may lack an output, as Diagnose needs none', async () => {
    const { body, expires } = await make({ ...PAIR, api: 'diagnose', output: undefined });
    expect(Object.keys(Object(body))).toEqual(['input']);
    expect(expires.output).toBeUndefined();
  });
});

it('S1.7 in-line is an s3:// URL with the key beside it', async () => {
  const request = {
    api: 'enhance',
    input: { key: 'in/a.mp4', as: 'inline' },
    output: { key: 'out/a.mp4', as: 'inline' },
  };
  const auth = { key: 'AKIAEXAMPLE', secret: 'canary-secret' };
  expect(await make(request)).toEqual({
    body: { input: { url: 's3://masters/in/a.mp4', auth }, output: { url: 's3://results/out/a.mp4', auth } },
    expires: {},
  });
});

it('S1.9 a storage object is passed through, the key filled in', async () => {
  const body = {
    storage: [
      { id: 'mine', bucket: { url: 's3://results/out/', auth: { k: '{{accessKeyId}}', s: '{{secretAccessKey}}' } } },
    ],
    outputs: [{ kind: 'hls', destination: { ref: 'mine' } }],
  };
  const filled = { k: 'AKIAEXAMPLE', s: 'canary-secret' };
  expect((await make({ api: 'transcode', packaging: 'hls', body })).body).toEqual({
    ...body,
    storage: [{ id: 'mine', bucket: { url: 's3://results/out/', auth: filled } }],
  });
});

it.each([
  ['public-s3', 's3://masters/open/a.mp4'],
  ['public-https', 'https://masters.s3.eu-west-1.amazonaws.com/open/a.mp4'],
])('S1.1 S1.2 an object that anyone may read has a plain URL: %s', async (as, url) => {
  const { body, expires } = await make({ ...PAIR, input: { key: 'open/a.mp4', as } });
  expect(body).toMatchObject({ input: url });
  expect(expires.input).toBeUndefined();
});

describe('refuses', () => {
  it.each<[string, object, string]>([
    [
      'S1.8 in-line keys for Transcode',
      { api: 'transcode', input: { key: 'in/a', as: 'inline' }, body: { a: '{{input}}', b: '{{output}}' } },
      "input.as 'inline' is not taken by Transcode (vendor's page, \"AWS S3\"): define a storage object in body",
    ],
    [
      'S1.9 a pre-signed URL for HLS',
      { api: 'transcode', packaging: 'hls', body: { a: '{{input}}', b: '{{output}}' } },
      "input.as 'presigned' is not taken for hls (vendor's page, \"Transcode to HLS\"): define a storage object in body",
    ],
    [
      'S1.9 a pre-signed URL for a body that says dash',
      { api: 'transcode', body: { inputs: ['{{input}}'], outputs: [{ kind: 'dash', d: '{{output}}' }] } },
      'is not taken for dash',
    ],
    [
      'S1.14 no body of their own for Transcode',
      { api: 'transcode' },
      'body <undefined> is missing, and transcode does not take {"input","output"}: write the whole',
    ],
    [
      'S1.14 no body of their own for Master',
      { api: 'master/preview' },
      'is missing, and master/preview does not take',
    ],
    [
      'S1.1 a bare s3:// URL that is not public',
      { body: { input: 's3://masters/in/a.mp4', output: '{{output}}' }, input: undefined },
      "body 's3://masters/in/a.mp4' has no credential, and the object is not public: write '{{input}}'",
    ],
    [
      'S1.1 a plain URL outside the public folder',
      { input: { key: 'in/a.mp4', as: 'public-s3' } },
      "input.key 'in/a.mp4' is not under 'open/', which anyone may read: write a key such as 'open/movie.mp4'.",
    ],
    [
      'S1.10 an input outside the folder',
      { input: { key: 'out/a.mp4' } },
      "input.key 'out/a.mp4' is not under 'in/', which the user may read: write a key such as 'in/movie.mp4'.",
    ],
    [
      'S1.10 an output outside the folder',
      { output: { key: 'in/a.mp4' } },
      "output.key 'in/a.mp4' is not under 'out/', which the user may write",
    ],
    ['the folder itself', { output: { key: 'out/' } }, "output.key 'out/' is not under 'out/'"],
    [
      'S1.5 no word of how long it takes',
      { queueSeconds: undefined, mediaSeconds: undefined },
      'queueSeconds <undefined> is missing, and so is mediaSeconds: say how long',
    ],
    [
      'S1.4 no length of the media',
      { mediaSeconds: undefined },
      'mediaSeconds <undefined> is not a number of seconds from 0: write the most that it may be.',
    ],
    [
      'an input that is in no place',
      { body: { output: '{{output}}' } },
      "input 'in/a.mp4' is in no place of the body: write '{{input}}' there.",
    ],
    [
      'a place without an input',
      { input: undefined, body: { input: '{{input}}', output: '{{output}}' } },
      "input <undefined> is missing, and the body has '{{input}}': say its key.",
    ],
    ['an unknown API', { api: 'Transcode' }, "api 'Transcode' is not known: use analyze, analyze/music,"],
    [
      'an unknown form',
      { output: { key: 'out/a', as: 'public-s3' } },
      "output.as 'public-s3' is not known: use presigned, inline.",
    ],
    ['an unknown member', { mediaSecond: 1 }, 'mediaSecond 1 is not known: leave it out'],
    ['an unknown member of the input', { input: { key: 'in/a', bucket: 'x' } }, "input.bucket 'x' is not known"],
    [
      'a key that climbs',
      { input: { key: 'in/../a' } },
      "input.key 'in/../a' begins with '/', holds a control character, or a '.' or '..' between slashes",
    ],
    ['a key that is none', { input: { key: 7 } }, 'input.key 7 is not a key of 1 to 1,024 bytes'],
    ['a negative time', { queueSeconds: -1 }, 'queueSeconds -1 is not a number of seconds from 0'],
    ['a time in text', { queueSeconds: '600' }, "queueSeconds '600' is not a number of seconds from 0"],
    ['a packaging that is none', { packaging: 'mp4' }, "packaging 'mp4' is not known: use hls, dash."],
    ['a body that is a list', { body: [] }, 'body <object> is not an object: write it in braces.'],
    [
      'a lifetime for a URL that has none',
      { input: { key: 'in/a', as: 'inline', seconds: 5 } },
      "input.seconds 5 is for a pre-signed URL, and 'inline' is none: leave it out.",
    ],
  ])('%s', async (_, members, message) => {
    expect(await refusalOf({ ...PAIR, ...members })).toContain(message);
  });

  it.each<[string, object]>([
    ['in-line', { output: { key: 'out/a', as: 'inline' } }],
    ['in a body', { body: { input: '{{input}}', output: '{{output}}', s: '{{secretAccessKey}}' } }],
  ])('S1.11 the key %s where the stack does not hand it out', async (_, members) => {
    expect(await refusalOf({ ...PAIR, ...members }, { HAND_OUT_KEYS: 'false' })).toContain(
      'asks for the key, which this stack does not hand out: use pre-signed URLs, or set handOutKeys',
    );
  });

  it('S1.1 plain URLs where nothing is public', async () => {
    const request = { ...PAIR, input: { key: 'open/a.mp4', as: 'public-s3' } };
    expect(await refusalOf(request, { PUBLIC_PREFIX: '' })).toBe(
      "input.as 'public-s3' takes an object that anyone may read, and the stack makes none public: set publicInputPrefix " +
        'on the stack, or use a pre-signed URL.',
    );
  });

  it.each([[undefined], [null], ['text'], [[]]])('a request that is %p', async (request) => {
    expect(await refusalOf(request)).toContain('is not an object');
  });
});

it.each<[string, unknown, string]>([
  ['were revoked', { revoked: '2026-01-01T00:00:00Z' }, 'The keys were revoked at 2026-01-01T00:00:00Z, so nothing'],
  ['are not there', {}, 'The keys are not there, so nothing can be signed: rotate the secret, which makes a new one.'],
])('S1.13 signs nothing where the keys %s', async (_, secret, message) => {
  await expect(make(PAIR, {}, secret)).rejects.toThrow(message);
});

it("takes a bare s3:// URL under the public folder, in a body of the caller's own", async () => {
  const body = { input: 's3://masters/open/a.mp4', output: '{{output}}' };
  expect((await make({ ...PAIR, input: undefined, body })).body).toMatchObject({ input: 's3://masters/open/a.mp4' });
});
