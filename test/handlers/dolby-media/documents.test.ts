import { readFileSync } from 'node:fs';
import * as path from 'node:path';
import { mediaJob } from '../../../handlers/dolby-media/media-job';

const PAGE = readFileSync(path.join(__dirname, '..', '..', '..', 'docs', 'vendors', 'dolby-media.md'), 'utf8');
const KEY = { accessKeyId: 'AKIAEXAMPLE', secretAccessKey: 'secret', issued: '2026-01-01T00:00:00Z' };

const blocks = [...PAGE.matchAll(/```json\n(.*?)```/gs)].map(([, json = '']) => JSON.parse(json));

it.each(blocks.filter((block) => 'api' in block))(
  'S1.14 the request of the documents is answered: %j',
  async (request) => {
    const environment = {
      SECRET_ARN: '',
      INPUT_BUCKET: 'media',
      INPUT_PREFIX: 'masters/',
      INPUT_REGION: 'eu-west-1',
      OUTPUT_BUCKET: 'media',
      OUTPUT_PREFIX: 'enhanced/',
      OUTPUT_REGION: 'eu-west-1',
      PUBLIC_PREFIX: '',
      URL_SUFFIX: 'amazonaws.com',
      MAX_URL_SECONDS: '604800',
      HAND_OUT_KEYS: 'false',
    };
    const now = () => Date.parse('2026-01-01T00:00:00Z');
    const { body, expires } = await mediaJob(request, {
      environment,
      getSecretValue: async () => JSON.stringify(KEY),
      now,
    });
    expect(JSON.stringify(body)).not.toContain('{{');
    // The answer that the page shows has this end.
    expect(blocks.find((block) => 'expires' in block).expires).toEqual(expires);
  },
);

it('the page has two requests and an answer', () => {
  expect(blocks).toHaveLength(3);
});
