import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { bundleHandler } from '../../../build/handlers';
import { type Ran, runLambda } from '../registration/lambda';
import { API_KEY, World } from './world';

let folder: string;
let world: World;
let aws: Server;
let object: { text: string; etag: string } | undefined;
/** What S3 is asked to answer in place of what it would. */
let s3Status: number | undefined;
let puts: Record<string, unknown>[];

beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'vendor-access-export-'));
  await bundleHandler('bitmovin-export', folder);
});
afterAll(() => rmSync(folder, { recursive: true }));

beforeEach(async () => {
  world = await World.start();
  object = undefined;
  s3Status = undefined;
  puts = [];
  // Secrets Manager has the key; S3 keeps one object, and its conditions.
  aws = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) {
      chunks.push(chunk);
    }
    const error = (status: number, code: string) =>
      response.writeHead(status).end(`<?xml version="1.0"?><Error><Code>${code}</Code><Message>m</Message></Error>`);
    if (request.headers['x-amz-target'] === 'secretsmanager.GetSecretValue') {
      response.setHeader('content-type', 'application/x-amz-json-1.1');
      response.end(JSON.stringify({ SecretString: `${API_KEY}\n` }));
    } else if (s3Status !== undefined) {
      error(s3Status, 'AccessDenied');
    } else if (request.method === 'GET') {
      // Who may not list is told no more than this of what is not there.
      object ? response.writeHead(200, { etag: object.etag }).end(object.text) : error(403, 'AccessDenied');
    } else {
      const { 'if-match': match, 'if-none-match': noneMatch } = request.headers;
      puts.push({ url: request.url?.split('?')[0], match, noneMatch });
      if (noneMatch === '*' ? object !== undefined : match !== object?.etag) {
        error(412, 'PreconditionFailed');
        return;
      }
      object = { text: textOf(Buffer.concat(chunks).toString('utf8')), etag: `"etag-${puts.length}"` };
      response.writeHead(200, { etag: object.etag }).end();
    }
  });
  await new Promise<void>((resolve) => aws.listen(0, '127.0.0.1', resolve));
});
afterEach(async () => {
  await world.stop();
  aws.closeAllConnections();
  await new Promise((resolve) => aws.close(resolve));
});

/** The SDK may send a body in signed chunks: the JSON is between their lines. */
const textOf = (body: string) => /\{.*\}/s.exec(body)?.[0] ?? '';

function run(events: unknown[]): Promise<Ran> {
  const { port } = aws.address() as AddressInfo;
  return runLambda(folder, events, {
    env: {
      AWS_ENDPOINT_URL: `http://127.0.0.1:${port}`,
      AWS_REGION: 'eu-west-1',
      AWS_ACCESS_KEY_ID: 'x',
      AWS_SECRET_ACCESS_KEY: 'canary-aws-secret',
      AWS_SESSION_TOKEN: 'canary-aws-token',
    },
  });
}

const metrics = ({ lines }: Ran) => lines.filter(({ message }) => message === 'metrics');

it('S0.23 the bundle exports a window once, by ledgers that S3 writes on conditions alone', async () => {
  const ran = await run([world.wire(), world.wire()]);
  expect(ran).toMatchObject({ outcomes: ['returned', 'returned'], exitCode: 0 });
  expect(world.bitmovin.exports()).toHaveLength(1);
  const key = `/acme-exports/.cdk-vendor-access/bitmovin-exports/${world.bitmovin.exports()[0]?.name.split(':')[1]}.json`;
  expect(puts).toEqual([
    { url: key, match: undefined, noneMatch: '*' },
    { url: key, match: '"etag-1"', noneMatch: undefined },
    { url: key, match: '"etag-2"', noneMatch: undefined },
  ]);
  expect(JSON.parse(object?.text ?? '')).toMatchObject({ windows: expect.anything() });
});

it('S0.24 each tick ends with its metric, by the name of who exports', async () => {
  const ran = await run([world.wire()]);
  expect(metrics(ran)).toEqual([
    {
      level: 'INFO',
      message: 'metrics',
      requestId: 'lambda-request',
      _aws: {
        Timestamp: expect.any(Number),
        CloudWatchMetrics: [
          {
            Namespace: 'cdk-vendor-access',
            Dimensions: [['Export']],
            Metrics: [{ Name: 'ExportErrors', Unit: 'Count' }],
          },
        ],
      },
      Export: 'Exports-Daily',
      ExportErrors: 0,
    },
  ]);
  expect(ran.lines.at(-1)).toEqual(metrics(ran)[0]);
});

it('S0.24 an ERROR, and a refusal, count; what passes does not', async () => {
  await run([world.wire()]);
  world.bitmovin.advanceExports();
  world.bitmovin.advanceExports('ERROR');
  expect(metrics(await run([world.wire()]))).toMatchObject([{ ExportErrors: 1 }]);

  const other = world.wire({ task: { ...world.wire().task, outputId: 'an-encoding-output', outputPath: 'other/' } });
  object = undefined;
  const refused = await run([other]);
  expect(refused.outcomes).toEqual(['returned']);
  expect(metrics(refused)).toMatchObject([{ ExportErrors: 1 }]);
  expect(JSON.stringify(refused.lines)).toContain('The output an-encoding-output does not exist');

  object = undefined;
  world.bitmovin.intercept = ({ method }) => (method === 'POST' ? 'drop-before' : undefined);
  expect(metrics(await run([other]))).toMatchObject([{ ExportErrors: 0 }]);
});

it('an event of another kind fails the function, which an alarm of its own watches', async () => {
  const { outcomes, lines } = await run([{ RequestType: 'Create' }]);
  expect(outcomes).toEqual([expect.stringMatching(/^threw event\.format is not text/)]);
  expect(lines).toEqual([]);
});

it('no key is in any line, or in the ledger', async () => {
  const words = `${API_KEY} canary-aws-secret canary-aws-token`;
  world.bitmovin.intercept = ({ method }) =>
    method === 'POST' ? { status: 400, body: { data: { message: words } } } : undefined;
  const ran = await run([world.wire()]);
  expect(JSON.stringify(ran.lines)).toContain('*** *** ***');
  expect(`${JSON.stringify(ran.lines)}${object?.text}`).not.toContain('canary');
});
