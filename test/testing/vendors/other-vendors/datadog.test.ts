import { FakeDatadog } from '../../../fakes/datadog/fake-datadog';
import { type CallOptions, call } from './call';

const ACCOUNTS = '/api/v2/integration/aws/accounts';
const MINT = '/api/v2/integration/aws/generate_new_external_id';
const KEYS = { 'DD-API-KEY': 'api', 'DD-APPLICATION-KEY': 'app' };
const NUMBER = '111122223333';

let now: number;
let datadog: FakeDatadog;
beforeEach(async () => {
  now = Date.UTC(2026, 0, 1);
  datadog = await FakeDatadog.start({ apiKey: 'api', applicationKey: 'app', now: () => new Date(now) });
});
afterEach(() => datadog.stop());

const ask = (method: string, path: string, options: CallOptions = {}) =>
  call(datadog, method, path, { ...options, headers: { ...KEYS, ...options.headers } });

const account = (more: Record<string, unknown> = {}, auth: Record<string, unknown> = {}) => ({
  data: {
    type: 'account',
    attributes: {
      aws_account_id: NUMBER,
      aws_partition: 'aws',
      auth_config: { role_name: 'datadog', ...auth },
      ...more,
    },
  },
});

const mint = async (): Promise<string> => Object((await ask('POST', MINT)).body).data.attributes.external_id;

it('SX.1 mints an external ID, and an account that uses it keeps it', async () => {
  const { status, headers, body } = await ask('POST', MINT);
  const { id } = Object(body).data;
  expect([status, headers.get('content-type')]).toEqual([200, 'application/vnd.api+json']);
  expect(body).toEqual({ data: { id, type: 'external_id', attributes: { external_id: id } } });
  expect(id).toMatch(/^[0-9a-f]{32}$/);
  expect(await ask('POST', ACCOUNTS, { body: account({}, { external_id: id }) })).toMatchObject({
    status: 200,
    body: { data: { type: 'account', attributes: { auth_config: { role_name: 'datadog', external_id: id } } } },
  });
});

it('makes an external ID of its own where none is given', async () => {
  await ask('POST', ACCOUNTS, { body: account() });
  expect(datadog.accounts[0]?.attributes.auth_config).toMatchObject({ external_id: expect.stringMatching(/^\w{32}$/) });
});

it('refuses an external ID that it did not mint, that is used, or older than 48 hours', async () => {
  const create = (external_id: string) => ask('POST', ACCOUNTS, { body: account({}, { external_id }) });
  expect(await create('0'.repeat(32))).toMatchObject({ status: 400 });
  const old = await mint();
  now += 48 * 3_600_000;
  expect(await create(old)).toMatchObject({ status: 400 });
  const fresh = await mint();
  now += 48 * 3_600_000 - 1;
  const { body } = await create(fresh);
  await ask('DELETE', `${ACCOUNTS}/${Object(body).data.id}`);
  expect(await create(fresh)).toMatchObject({ status: 400 });
});

it('SX.1 keeps an AWS account once: a second is a 409', async () => {
  await ask('POST', ACCOUNTS, { body: account() });
  expect(await ask('POST', ACCOUNTS, { body: account({}, { role_name: 'other' }) })).toMatchObject({
    status: 409,
    body: { errors: [{ status: '409', title: 'Account already exists' }] },
  });
  expect(await ask('POST', ACCOUNTS, { body: account({ aws_account_id: '444455556666' }) })).toMatchObject({
    status: 200,
  });
});

it('changes what an update says, and keeps the rest', async () => {
  await ask('POST', ACCOUNTS, { body: account({ account_tags: ['a:b'], metrics_config: { enabled: true, x: 1 } }) });
  const [before] = datadog.accounts;
  now += 1000;
  const body = {
    data: { type: 'account', attributes: { aws_account_id: NUMBER, metrics_config: { enabled: false } } },
  };
  expect(await ask('PATCH', `${ACCOUNTS}/${before?.id}`, { body })).toMatchObject({ status: 200 });
  const attributes = { ...before?.attributes, metrics_config: { enabled: false, x: 1 } };
  expect(datadog.accounts).toEqual([
    { ...before, attributes: { ...attributes, modified_at: new Date(now).toISOString() } },
  ]);
});

it('takes another external ID that it minted in an update, and no other', async () => {
  await ask('POST', ACCOUNTS, { body: account() });
  const update = async (external_id: string) => {
    const attributes = { aws_account_id: NUMBER, auth_config: { role_name: 'datadog', external_id } };
    const body = { data: { type: 'account', attributes } };
    return ask('PATCH', `${ACCOUNTS}/${datadog.accounts[0]?.id}`, { body });
  };
  const fresh = await mint();
  expect(await update(fresh)).toMatchObject({ status: 200 });
  expect(await update(fresh)).toMatchObject({ status: 200 });
  expect(await update('0'.repeat(32))).toMatchObject({ status: 400 });
  expect(datadog.accounts[0]?.attributes.auth_config).toEqual({ role_name: 'datadog', external_id: fresh });
});

it('lists all accounts, or the one of a number', async () => {
  await ask('POST', ACCOUNTS, { body: account() });
  await ask('POST', ACCOUNTS, { body: account({ aws_account_id: '444455556666' }) });
  expect(Object((await ask('GET', ACCOUNTS)).body).data).toHaveLength(2);
  expect(Object((await ask('GET', `${ACCOUNTS}?aws_account_id=${NUMBER}`)).body).data).toEqual([datadog.accounts[0]]);
});

it('removes an account by 204, and then does not know it', async () => {
  await ask('POST', ACCOUNTS, { body: account() });
  const path = `${ACCOUNTS}/${datadog.accounts[0]?.id}`;
  expect(await ask('GET', path)).toMatchObject({ status: 200, body: { data: datadog.accounts[0] } });
  expect(await ask('DELETE', path)).toMatchObject({ status: 204, body: undefined });
  expect(await ask('DELETE', path)).toMatchObject({ status: 404, body: { errors: [{ title: 'Account not found' }] } });
  expect(await ask('GET', path)).toMatchObject({ status: 404 });
});

it.each([
  ['no envelope', 'POST', ACCOUNTS, account().data, 400],
  ['no type', 'POST', ACCOUNTS, { data: { attributes: account().data.attributes } }, 400],
  ['another type', 'POST', ACCOUNTS, { data: { ...account().data, type: 'accounts' } }, 400],
  ['no partition', 'POST', ACCOUNTS, account({ aws_partition: undefined }), 400],
  ['an unknown partition', 'POST', ACCOUNTS, account({ aws_partition: 'aws-test' }), 400],
  ['an unknown attribute', 'POST', ACCOUNTS, account({ role_arn: 'x' }), 400],
  ['an unknown member of auth_config', 'POST', ACCOUNTS, account({}, { role_arn: 'x' }), 400],
  ['no role in auth_config', 'POST', ACCOUNTS, account({ auth_config: { external_id: 'x' } }), 400],
  ['a mint with a body', 'POST', MINT, {}, 400],
  ['a PUT', 'PUT', `${ACCOUNTS}/x`, account(), 404],
  ['an update of what is not there', 'PATCH', `${ACCOUNTS}/x`, account(), 404],
])('refuses %s', async (_, method, path, body, status) => {
  expect(await ask(method, path, { body })).toMatchObject({ status, body: { errors: [{ status: String(status) }] } });
  expect(datadog.accounts).toEqual([]);
});

it('refuses an update without the account number', async () => {
  await ask('POST', ACCOUNTS, { body: account() });
  const body = { data: { type: 'account', attributes: { account_tags: [] } } };
  expect(await ask('PATCH', `${ACCOUNTS}/${datadog.accounts[0]?.id}`, { body })).toMatchObject({ status: 400 });
});

it.each([
  ['no keys', {}],
  ['the API key alone', { 'DD-API-KEY': 'api' }],
  ['another application key', { ...KEYS, 'DD-APPLICATION-KEY': 'x' }],
])('lets nobody in with %s', async (_, headers) => {
  expect(await call(datadog, 'GET', ACCOUNTS, { headers })).toMatchObject({
    status: 403,
    body: { errors: ['Forbidden'] },
  });
});
