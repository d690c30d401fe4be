import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { promisify } from 'node:util';
import { build } from 'esbuild';
import { HANDLER_OPTIONS } from '../../../build/handler-options';
import { lambdaCredentials } from '../../../build/lambda-credentials';

/** Prints the credentials with which a bundled client signs, or the error's name. */
const PROGRAM = `
  import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
  new SecretsManagerClient({}).config.credentials().then(
    ({ accessKeyId, secretAccessKey, sessionToken }) => console.log([accessKeyId, secretAccessKey, sessionToken].join()),
    ({ name }) => console.log(name),
  );`;

let folder: string;
let endpoint: Server;
let url: string;

beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'vendor-access-credentials-'));
  const stdin = { contents: PROGRAM, resolveDir: __dirname };
  await build({
    ...HANDLER_OPTIONS,
    stdin,
    outfile: path.join(folder, 'index.js'),
    plugins: [lambdaCredentials],
  });
  endpoint = createServer((request, response) => {
    const isAllowed = request.headers.authorization === 'Bearer t';
    const credentials = { AccessKeyId: 'http-id', SecretAccessKey: 'http-key', Token: 'http-token' };
    const Expiration = new Date(Date.now() + 3_600_000).toISOString();
    response.writeHead(isAllowed ? 200 : 403).end(JSON.stringify({ ...credentials, Expiration }));
  });
  await new Promise<void>((resolve) => endpoint.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(endpoint.address() as AddressInfo).port}/`;
});
afterAll(async () => {
  await new Promise((resolve) => endpoint.close(resolve));
  rmSync(folder, { recursive: true, force: true });
});

async function credentialsWith(env: Record<string, string>): Promise<string> {
  const run = promisify(execFile);
  const options = { env: { AWS_REGION: 'eu-west-1', HOME: folder, ...env } };
  return (await run(process.execPath, [path.join(folder, 'index.js')], options)).stdout.trim();
}

const IN_ENVIRONMENT = {
  AWS_ACCESS_KEY_ID: 'env-id',
  AWS_SECRET_ACCESS_KEY: 'env-key',
  AWS_SESSION_TOKEN: 'env-token',
};

it('a bundled client signs with the credentials that Lambda writes into the environment', async () => {
  expect(await credentialsWith(IN_ENVIRONMENT)).toBe('env-id,env-key,env-token');
});

it('or with those of the endpoint that the environment names, as with SnapStart', async () => {
  const env = { AWS_CONTAINER_CREDENTIALS_FULL_URI: url, AWS_CONTAINER_AUTHORIZATION_TOKEN: 'Bearer t' };
  expect(await credentialsWith(env)).toBe('http-id,http-key,http-token');
});

it('and fails by name where the environment has neither', async () => {
  expect(await credentialsWith({})).toBe('CredentialsProviderError');
});
