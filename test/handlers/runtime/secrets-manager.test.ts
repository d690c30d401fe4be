import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** The regions for which the calls were signed, in order. */
const regions: string[] = [];
let server: Server;

beforeAll(async () => {
  server = createServer(({ headers }, response) => {
    regions.push(/Credential=[^/]+\/\d+\/([^/]+)\//.exec(headers.authorization ?? '')?.[1] ?? 'none');
    response.end(JSON.stringify({ SecretString: 'the text' }));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  Object.assign(process.env, {
    AWS_ENDPOINT_URL: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    AWS_REGION: 'eu-west-1',
    AWS_ACCESS_KEY_ID: 'AKIAIOSFODNN7EXAMPLE',
    AWS_SECRET_ACCESS_KEY: 'fake-secret-access-key',
  });
});
afterAll(() => new Promise((resolve) => server.close(resolve)));

it.each([
  ['the region of its ARN', 'arn:aws:secretsmanager:us-east-1:111122223333:secret:key-AbCdEf', 'us-east-1'],
  ['another one next', 'arn:aws:secretsmanager:ap-south-1:111122223333:secret:key-AbCdEf', 'ap-south-1'],
  ['the region of an ARN in China', 'arn:aws-cn:secretsmanager:cn-north-1:111122223333:secret:key', 'cn-north-1'],
  ['the own region, for a name', 'key', 'eu-west-1'],
  ['the own region, for no region', 'arn:aws:secretsmanager:evil.example/:111122223333:secret:key', 'eu-west-1'],
])('C4 a secret is asked for in %s', async (_, arn, region) => {
  const { getSecretValue } = await import('../../../handlers/runtime/secrets-manager');

  expect(await getSecretValue(arn)).toBe('the text');
  expect(regions.splice(0)).toEqual([region]);
});
