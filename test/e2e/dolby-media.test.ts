import { readFileSync } from 'node:fs';
import { ListUsersCommand } from '@aws-sdk/client-iam';
import {
  DeleteObjectCommand,
  GetObjectCommand,
  ListBucketsCommand,
  ListObjectsV2Command,
  PutObjectCommand,
} from '@aws-sdk/client-s3';
import { clientsFor } from '../../emulator/clients';
import { FakeDolbyMedia } from '../../testing';
import { DolbyMediaStage, send } from './dolby-media-stage';
import { scene } from './scene';
import { refusal } from './vendor';

const TIMES = { queueSeconds: 600, mediaSeconds: 5_400 };
const PAIR = { api: 'enhance', input: { key: 'input/a b.mp4' }, output: { key: 'output/a+b.mp4' }, ...TIMES } as const;

/** A body of a job whose input and output are pre-signed URLs. */
interface Pair {
  readonly input: string;
  readonly output: string;
}

function pairOf({ body }: { readonly body: unknown }): Pair {
  const { input, output } = Object(body);
  expect([input, output]).toEqual([expect.stringMatching(/^https:/), expect.stringMatching(/^https:/)]);
  return { input, output };
}

describe('a stack that hands out keys, with a public folder', () => {
  let stage: DolbyMediaStage;
  beforeAll(async () => {
    stage = await DolbyMediaStage.deploy('DolbyMedia', { publicInputPrefix: 'open/', handOutKeys: true });
    await stage.put(PAIR.input.key, 'noise');
    await stage.put('open/free.mp4', 'free noise');
  });
  afterAll(() => stage.destroy());

  /** Posts a body as it is, as the vendor's documents say, and gives what became of the job. */
  async function post(api: string, body: unknown): Promise<unknown> {
    const app = { key: 'app', secret: 'app-secret' };
    const { url: endpoint, region, certificateFile } = scene().aws;
    const ca = readFileSync(certificateFile, 'utf8');
    const process = (content: Buffer) => Buffer.from(`clean ${content}`);
    const dolby = await FakeDolbyMedia.start({ app, s3: { endpoint, region }, ca, process });
    try {
      const basic = Buffer.from(`${app.key}:${app.secret}`).toString('base64');
      const signedIn = await fetch(`${dolby.url}/v1/auth/token`, {
        method: 'POST',
        headers: { authorization: `Basic ${basic}` },
        body: new URLSearchParams({ grant_type: 'client_credentials', expires_in: '1800' }),
      });
      const { access_token } = Object(await signedIn.json());
      const headers = { authorization: `Bearer ${access_token}` };
      const begun = await fetch(`${dolby.url}/media/${api}`, { method: 'POST', headers, body: JSON.stringify(body) });
      expect(begun.status).toBe(200);
      const { job_id } = Object(await begun.json());
      await dolby.settled();
      return await (await fetch(`${dolby.url}/media/${api}?job_id=${job_id}`, { headers })).json();
    } finally {
      await dolby.stop();
    }
  }

  async function written(Key: string): Promise<string | undefined> {
    const { Body } = await stage.clients.s3.send(new GetObjectCommand({ Bucket: stage.outputs.Bucket, Key }));
    return Body?.transformToString();
  }

  it('S1.3 S1.4 S1.6 S1.14 a pair is posted as it is, and the job reads and writes with it', async () => {
    const before = Date.now();
    const answer = await stage.sign(PAIR);
    const after = Date.now();
    expect(await post('enhance', answer.body)).toMatchObject({ status: 'Success' });
    expect(await written(PAIR.output.key)).toBe('clean noise');
    const ends = Date.parse(answer.expires.output ?? '') - (600 + 5_400 + 900) * 1_000;
    expect(ends).toBeGreaterThanOrEqual(before - 1_000);
    expect(ends).toBeLessThanOrEqual(after + 1_000);
  });

  it('S1.3 a URL does what it is for and nothing else', async () => {
    const { input, output } = pairOf(await stage.sign(PAIR));
    expect(await send('GET', input)).toEqual({ status: 200, body: 'noise' });
    expect(await send('PUT', input, 'x')).toMatchObject({ status: 403 });
    expect(await send('GET', output)).toMatchObject({ status: 403 });
    expect(await send('PUT', output, 'whole')).toMatchObject({ status: 200 });
    expect(await send('PUT', output.replace('a%2Bb', 'c'), 'x')).toMatchObject({ status: 403 });
    expect(await written(PAIR.output.key)).toBe('whole');
  });

  it('S1.7 S1.14 keys in-line are posted as they are, and the job signs with them', async () => {
    const inline = {
      ...PAIR,
      input: { ...PAIR.input, as: 'inline' },
      output: { key: 'output/inline.mp4', as: 'inline' },
    } as const;
    const { body } = await stage.sign(inline);
    expect(body).toMatchObject({ input: { url: `s3://${stage.outputs.Bucket}/${PAIR.input.key}` } });
    expect(await post('enhance', body)).toMatchObject({ status: 'Success' });
    expect(await written('output/inline.mp4')).toBe('clean noise');
  });

  it.each(['public-s3', 'public-https'] as const)(
    'S1.1 S1.2 a plain URL (%s) of an object that anyone may read is read',
    async (as) => {
      const output = { key: `output/${as}.mp4` };
      const { body } = await stage.sign({ ...PAIR, input: { key: 'open/free.mp4', as }, output });
      expect(await post('enhance', body)).toMatchObject({ status: 'Success' });
      expect(await written(output.key)).toBe('clean free noise');
    },
  );

  it('S1.2 nothing else is public', async () => {
    const { body } = await stage.sign({ ...PAIR, input: { key: 'open/free.mp4', as: 'public-https' } });
    const { input } = Object(body);
    expect(await send('GET', input)).toMatchObject({ status: 200 });
    expect(await send('GET', input.replace('open/free', 'input/a%20b'))).toMatchObject({ status: 403 });
    expect(await send('PUT', input, 'x')).toMatchObject({ status: 403 });
  });

  it('S1.10 the key may read the one folder and write the other, and nothing else', async () => {
    const { s3, iam } = clientsFor(scene().aws, await stage.key());
    const { Bucket } = stage.outputs;
    const at = (Key: string) => ({ Bucket, Key });
    await s3.send(new GetObjectCommand(at(PAIR.input.key)));
    await s3.send(new PutObjectCommand({ ...at('output/own.mp4'), Body: 'x' }));
    const denied = [
      s3.send(new PutObjectCommand({ ...at('input/x.mp4'), Body: 'x' })),
      s3.send(new PutObjectCommand({ ...at('elsewhere.mp4'), Body: 'x' })),
      s3.send(new GetObjectCommand(at('output/own.mp4'))),
      s3.send(new DeleteObjectCommand(at('output/own.mp4'))),
      s3.send(new ListObjectsV2Command({ Bucket })),
      s3.send(new ListBucketsCommand({})),
      iam.send(new ListUsersCommand({})),
    ];
    expect(await Promise.all(denied.map(refusal))).toEqual(denied.map(() => expect.stringMatching(/^AccessDenied/)));
  });

  it('S1.11 the secret half of the key is in no template, output, event or log', async () => {
    const { secretAccessKey } = await stage.key();
    const { log } = await stage.invoke('Sign', PAIR);
    expect(log).toContain('made a body');
    expect(log).not.toContain('X-Amz-Signature');
    expect(`${await stage.everythingShown()}${log}`).not.toContain(secretAccessKey);
  });

  it('S1.5 what the signer cannot give is refused, in a sentence', async () => {
    // The emulator gives every error the same type, and so the client cannot tell a refusal here.
    await expect(stage.sign({ ...PAIR, queueSeconds: 600_000 })).rejects.toThrow(
      /more than the 604800 s of a URL signed by a user's key \(7 days\): cut the media/,
    );
  });
});

it('S1.12 S1.13 S1.11 rotates with an overlap, revokes by one call, rotates again, and leaves nothing behind', async () => {
  const stage = await DolbyMediaStage.deploy('DolbyLife');
  await stage.put(PAIR.input.key, 'noise');
  const [first] = await stage.keyIds();
  const before = pairOf(await stage.sign(PAIR));
  expect(before.input).toContain(first);

  const canaries = [(await stage.key()).secretAccessKey];
  const rotated = await stage.rotate();
  expect(rotated).toContain('made a key');
  canaries.push((await stage.key()).secretAccessKey);
  const after = pairOf(await stage.sign(PAIR));
  expect(await stage.keyIds()).toHaveLength(2);
  expect(after.input).not.toContain(first);
  for (const { input, output } of [before, after]) {
    expect(await send('GET', input)).toMatchObject({ status: 200 });
    expect(await send('PUT', output, 'x')).toMatchObject({ status: 200 });
  }
  await expect(stage.rotate()).rejects.toThrow(/signed URLs that live until/);
  expect(await stage.keyIds()).toHaveLength(2);

  expect(stage.outputs.RevokeCommand).toContain(stage.outputs.Revoke);
  const revoked = await stage.invoke('Revoke');
  expect(revoked.answer).toMatchObject({ revoked: expect.arrayContaining([first]) });
  expect(await stage.keyIds()).toEqual([]);
  for (const { input, output } of [before, after]) {
    expect(await send('GET', input)).toMatchObject({
      status: 403,
      body: expect.stringContaining('InvalidAccessKeyId'),
    });
    expect(await send('PUT', output, 'x')).toMatchObject({ status: 403 });
  }
  await expect(stage.sign(PAIR)).rejects.toThrow(/were revoked at .*: rotate the secret/);

  await stage.rotate();
  canaries.push((await stage.key()).secretAccessKey);
  expect(await send('GET', pairOf(await stage.sign(PAIR)).input)).toMatchObject({ status: 200 });

  const shown = `${await stage.everythingShown()}${rotated}${revoked.log}`;
  for (const canary of canaries) {
    expect(shown).not.toContain(canary);
  }
  expect(await stage.destroy()).toMatchObject({ code: 0 });
  expect(await stage.keyIds()).toEqual([]);
  expect(await refusal(stage.secretText())).toBe('ResourceNotFoundException');
});
