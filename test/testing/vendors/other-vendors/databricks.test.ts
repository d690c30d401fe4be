import { FakeDatabricks, type FakeDatabricksOptions } from '../../../fakes/databricks/fake-databricks';
import { basic, type CallOptions, call } from './call';

const CREDENTIALS = '/api/2.1/unity-catalog/storage-credentials';
const VALIDATE = '/api/2.1/unity-catalog/validate-storage-credentials';
const ROLE = { role_arn: 'arn:aws:iam::111122223333:role/media' };
const BODY = { name: 'media', aws_iam_role: ROLE, comment: 'ours', skip_validation: true };

let databricks: FakeDatabricks | undefined;
afterEach(() => databricks?.stop());

async function start(options: Partial<FakeDatabricksOptions> = {}): Promise<FakeDatabricks> {
  databricks = await FakeDatabricks.start({ token: 'dapi-1', ...options });
  return databricks;
}

const ask = (fake: FakeDatabricks, method: string, path = CREDENTIALS, options: CallOptions = {}) =>
  call(fake, method, path, { ...options, headers: { authorization: 'Bearer dapi-1' } });

it('SX.1 makes a credential whose path takes its name, and gives the external ID and the principal', async () => {
  const fake = await start();
  const { status, body } = await ask(fake, 'POST', CREDENTIALS, { body: BODY });
  expect(status).toBe(200);
  expect(body).toMatchObject({
    id: expect.stringMatching(/^[0-9a-f-]{36}$/),
    name: 'media',
    full_name: 'media',
    comment: 'ours',
    aws_iam_role: {
      ...ROLE,
      external_id: expect.stringMatching(/^[0-9a-f-]{36}$/),
      unity_catalog_iam_arn: 'arn:aws:iam::414351767826:role/unity-catalog-prod-UCMasterRole-14S5ZJVKOTYTL',
    },
  });
  expect(await ask(fake, 'GET', `${CREDENTIALS}/media`)).toMatchObject({ status: 200, body: Object(body) });
  expect(await ask(fake, 'GET', `${CREDENTIALS}/${Object(body).id}`)).toMatchObject({ status: 404 });
});

it('tries the role, unless it is told not to', async () => {
  const fake = await start({ canAssume: () => false });
  const body = { ...BODY, skip_validation: false };
  expect(await ask(fake, 'POST', CREDENTIALS, { body })).toMatchObject({ status: 400 });
  expect(await ask(fake, 'POST', CREDENTIALS, { body: BODY })).toMatchObject({ status: 200 });
  expect(await ask(fake, 'PATCH', `${CREDENTIALS}/media`, { body: { aws_iam_role: ROLE } })).toMatchObject({
    status: 400,
  });
});

it('refuses a second credential of a name', async () => {
  const fake = await start();
  await ask(fake, 'POST', CREDENTIALS, { body: BODY });
  expect(await ask(fake, 'POST', CREDENTIALS, { body: BODY })).toMatchObject({
    status: 400,
    body: { error_code: 'STORAGE_CREDENTIAL_ALREADY_EXISTS' },
  });
  expect(fake.credentials).toHaveLength(1);
});

it('changes what an update says, and keeps the rest', async () => {
  const fake = await start();
  await ask(fake, 'POST', CREDENTIALS, { body: BODY });
  const [before] = fake.credentials;
  const { status } = await ask(fake, 'PATCH', `${CREDENTIALS}/media`, { body: { comment: 'new', read_only: true } });
  expect(status).toBe(200);
  expect(fake.credentials).toEqual([{ ...before, comment: 'new', read_only: true, updated_at: expect.any(Number) }]);
});

it('lists in pages that may be empty, and in one where none are asked for', async () => {
  const fake = await start();
  fake.seed(5);
  const pages: string[][] = [];
  let token: string | undefined;
  do {
    const { body } = await ask(fake, 'GET', `${CREDENTIALS}?max_results=0${token ? `&page_token=${token}` : ''}`);
    const { storage_credentials: items, next_page_token: next } = Object(body);
    pages.push(items.map(({ name }: { name: string }) => name));
    token = next;
  } while (token);
  expect(pages).toEqual([['stranger-1', 'stranger-2'], [], ['stranger-3', 'stranger-4'], ['stranger-5']]);
  const whole = Object((await ask(fake, 'GET')).body);
  expect([whole.storage_credentials.length, whole.next_page_token]).toEqual([5, undefined]);
});

it('removes what others depend on by force alone', async () => {
  const fake = await start();
  await ask(fake, 'POST', CREDENTIALS, { body: BODY });
  fake.used.add('media');
  expect(await ask(fake, 'DELETE', `${CREDENTIALS}/media`)).toMatchObject({ status: 400 });
  expect(await ask(fake, 'DELETE', `${CREDENTIALS}/media?force=true`)).toMatchObject({ status: 200, body: {} });
  expect(await ask(fake, 'DELETE', `${CREDENTIALS}/media?force=true`)).toMatchObject({
    status: 404,
    body: { error_code: 'STORAGE_CREDENTIAL_DOES_NOT_EXIST' },
  });
});

it('SX.1 validates by a request of its own, which answers 200 whatever it finds', async () => {
  let good = false;
  const fake = await start({ canAssume: () => good });
  await ask(fake, 'POST', CREDENTIALS, { body: BODY });
  const body = { storage_credential_name: 'media', url: 's3://bucket/for-us/' };
  const [bad] = Object((await ask(fake, 'POST', VALIDATE, { body })).body).results;
  expect(bad).toEqual({ operation: 'PATH_EXISTS', result: 'FAIL', message: expect.stringContaining('assumed') });
  good = true;
  expect(Object((await ask(fake, 'POST', VALIDATE, { body })).body).results[0]).toMatchObject({ result: 'PASS' });
  expect(await ask(fake, 'POST', VALIDATE, { body: { storage_credential_name: 'media' } })).toMatchObject({
    status: 400,
  });
});

it.each([
  ['an unknown member', 'POST', CREDENTIALS, { ...BODY, external_id: 'x' }, 400],
  ['an unknown member of the role', 'POST', CREDENTIALS, { ...BODY, aws_iam_role: { ...ROLE, external_id: 'x' } }, 400],
  ['no role', 'POST', CREDENTIALS, { name: 'media' }, 400],
  ['text for a boolean', 'POST', CREDENTIALS, { ...BODY, read_only: 'true' }, 400],
  ['a body that is no map', 'POST', CREDENTIALS, [], 400],
  ['a PUT', 'PUT', CREDENTIALS, BODY, 404],
  ['an unknown query', 'GET', `${CREDENTIALS}?limit=1`, undefined, 400],
  ['a page token that it never gave', 'GET', `${CREDENTIALS}?page_token=x`, undefined, 400],
  ['an update of what is not there', 'PATCH', `${CREDENTIALS}/other`, {}, 404],
])('refuses %s', async (_, method, path, body, status) => {
  const fake = await start();
  expect(await ask(fake, method, path, { body })).toMatchObject({
    status,
    body: { error_code: expect.any(String), message: expect.any(String) },
  });
  expect(fake.credentials).toEqual([]);
});

it('lets in the token, and what the service principal exchanges, and nobody else', async () => {
  const fake = await start({ servicePrincipal: { user: 'id', password: 'secret' } });
  expect(await call(fake, 'GET', CREDENTIALS)).toMatchObject({ status: 401 });
  expect(await call(fake, 'GET', CREDENTIALS, { headers: { authorization: 'dapi-1' } })).toMatchObject({ status: 401 });
  const { body } = await call(fake, 'POST', '/oidc/v1/token', {
    text: 'grant_type=client_credentials&scope=all-apis',
    headers: { ...basic('id', 'secret'), 'content-type': 'application/x-www-form-urlencoded' },
  });
  const authorization = `Bearer ${Object(body).access_token}`;
  expect(await call(fake, 'GET', CREDENTIALS, { headers: { authorization } })).toMatchObject({ status: 200 });
});
