import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { promisify } from 'node:util';
import { bundleHandler } from '../../../build/handlers';

const SECRET_ARN = 'arn:aws:secretsmanager:eu-west-1:111122223333:secret:keys-AbCdEf';
const ACCESS_KEY = '<AccessKeyId>AKIAEXAMPLE</AccessKeyId><SecretAccessKey>canary-made</SecretAccessKey>';

const TOKEN = 'c0ffee00-0000-4000-8000-000000000000';

let folder: string;
let aws: Server;
/** What AWS answers to an action. */
let answers: (action: string) => { status: number; body: string };
let actions: string[];

beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'vendor-access-dolby-'));
  await bundleHandler('dolby-media', folder);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

beforeEach(async () => {
  actions = [];
  aws = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) {
      chunks.push(chunk);
    }
    const action = actionOf(request.headers, Buffer.concat(chunks).toString('utf8'));
    actions.push(action);
    const { status, body } = answers(action);
    response.writeHead(status).end(body);
  });
  await new Promise<void>((resolve) => aws.listen(0, '127.0.0.1', resolve));
});
afterEach(() => new Promise((resolve) => aws.close(resolve)));

function actionOf(headers: IncomingHttpHeaders, body: string): string {
  const target = headers['x-amz-target'];
  return target ? String(target).replace(/^.*\./, '') : (new URLSearchParams(body).get('Action') ?? '');
}

/** Runs a bundled function as Lambda does, in a process of its own; gives what it answered, and all that it wrote. */
async function run(
  file: string,
  event: unknown,
  env: Record<string, string>,
): Promise<{ result: string; wrote: string }> {
  const script = `
    const { handler } = require(${JSON.stringify(path.join(folder, `${file}.js`))});
    const context = { awsRequestId: 'lambda-request', getRemainingTimeInMillis: () => 300000 };
    handler(${JSON.stringify(event)}, context).then(
      (answer) => process.stderr.write('RESULT' + JSON.stringify(answer)),
      (error) => process.stderr.write('RESULT' + error.name + ': ' + error.message),
    );`;
  const { port } = aws.address() as AddressInfo;
  const { stdout, stderr } = await promisify(execFile)(process.execPath, ['--no-warnings', '-e', script], {
    env: {
      PATH: process.env.PATH,
      AWS_ENDPOINT_URL: `http://127.0.0.1:${port}`,
      AWS_REGION: 'eu-west-1',
      AWS_ACCESS_KEY_ID: 'x',
      AWS_SECRET_ACCESS_KEY: 'canary-own',
      ...env,
    },
  });
  const [noise = '', result = ''] = stderr.split('RESULT');
  return { result, wrote: stdout + noise };
}

it('S1.11 the key function, bundled, makes a key that AWS then does not take, deletes it, and writes none of it', async () => {
  answers = (action) => {
    switch (action) {
      case 'ListAccessKeys':
        return { status: 200, body: '<ListAccessKeysResponse><ListAccessKeysResult/></ListAccessKeysResponse>' };
      case 'CreateAccessKey':
        return {
          status: 200,
          body: `<R><CreateAccessKeyResult><AccessKey>${ACCESS_KEY}</AccessKey></CreateAccessKeyResult></R>`,
        };
      case 'DescribeSecret':
        return { status: 200, body: JSON.stringify({ VersionIdsToStages: { [TOKEN]: ['AWSPENDING'] } }) };
      case 'GetSecretValue':
        return { status: 400, body: '{"__type":"ResourceNotFoundException"}' };
      case 'PutSecretValue':
        return { status: 400, body: '{"__type":"LimitExceededException","message":"not canary-made"}' };
      default:
        return { status: 200, body: '<R/>' };
    }
  };
  const event = {
    Step: 'createSecret',
    SecretId: SECRET_ARN,
    ClientRequestToken: TOKEN,
  };
  const { result, wrote } = await run('keys', event, { USER_NAME: 'u', SECRET_ARN, OVERLAP_SECONDS: '604800' });
  expect(result).toBe('Failure: LimitExceededException: not ***');
  expect(actions.slice(-2)).toEqual(['PutSecretValue', 'DeleteAccessKey']);
  expect(
    wrote
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line).message),
  ).toEqual(['rotation', 'the step failed']);
  expect(wrote).not.toContain('canary');
});

it('B1 the key function makes no key for a rotation that Secrets Manager has not begun', async () => {
  const versions = { [TOKEN]: ['AWSCURRENT'], another: ['AWSPENDING'] };
  answers = () => ({ status: 200, body: JSON.stringify({ VersionIdsToStages: versions }) });
  const event = { Step: 'createSecret', SecretId: SECRET_ARN, ClientRequestToken: 'made-up' };
  const { result } = await run('keys', event, { USER_NAME: 'u', SECRET_ARN, OVERLAP_SECONDS: '604800' });
  expect(result).toBe('Failure: Secrets Manager has no such rotation under way.');
  expect(actions).toEqual(['DescribeSecret']);
});

it.each([
  [{}, 'This is neither a request of CloudFormation nor a step of a rotation.'],
  [
    { Step: 'createSecret', SecretId: 'arn:another', ClientRequestToken: 't' },
    'This function rotates one secret, and this is another.',
  ],
])('the key function does nothing for %j', async (event, message) => {
  const { result } = await run('keys', event, { USER_NAME: 'u', SECRET_ARN, OVERLAP_SECONDS: '604800' });
  expect(result).toBe(`Failure: ${message}`);
  expect(actions).toEqual([]);
});

it('S1.13 the revoking function, bundled, takes any event', async () => {
  answers = (action) => ({
    status: 200,
    body: action.endsWith('AccessKeys') ? '<R><ListAccessKeysResult/></R>' : '{"VersionIdsToStages":{}}',
  });
  const { result } = await run('revoke', null, { USER_NAME: 'u', SECRET_ARN });
  expect(JSON.parse(result)).toEqual({ revoked: [], at: expect.any(String) });
  expect(actions[0]).toBe('PutSecretValue');
});

it('the signing function, bundled, says what its environment lacks', async () => {
  const { result } = await run('sign', {}, { SECRET_ARN });
  expect(result).toBe('Error: The environment lacks INPUT_BUCKET: the stack was not written by this library.');
});
