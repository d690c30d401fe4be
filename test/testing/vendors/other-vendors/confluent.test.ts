import { FakeConfluent } from '../../../fakes/confluent/fake-confluent';
import { basic, type CallOptions, call } from './call';

const PATH = '/pim/v1/integrations';
const ENVIRONMENT = 'env-00000';
const HERE = `?environment=${ENVIRONMENT}`;
const VENDOR_ROLE = 'arn:aws:iam::999900001111:role/confluent';
const BODY = {
  display_name: 's3',
  provider: 'AWS',
  config: { kind: 'AwsIntegrationConfig', customer_iam_role_arn: 'arn:aws:iam::111122223333:role/confluent' },
  environment: { id: ENVIRONMENT },
};

let confluent: FakeConfluent;
beforeEach(async () => {
  const apiKey = { user: 'key', password: 'secret' };
  confluent = await FakeConfluent.start({ apiKey, environment: ENVIRONMENT, vendorRoleArn: VENDOR_ROLE });
});
afterEach(() => confluent.stop());

const ask = (method: string, path: string, options: CallOptions = {}) =>
  call(confluent, method, path, { ...options, headers: { ...basic('key', 'secret'), ...options.headers } });

it('SX.1 makes an integration that names the vendor role and an external ID', async () => {
  const { status, headers, body } = await ask('POST', PATH, { body: BODY });
  expect([status, headers.get('location')]).toEqual([201, `${confluent.url}${PATH}/${Object(body).id}`]);
  expect(body).toMatchObject({
    api_version: 'pim/v1',
    kind: 'Integration',
    id: expect.stringMatching(/^cspi-\w{5}$/),
    display_name: 's3',
    config: { ...BODY.config, iam_role_arn: VENDOR_ROLE, external_id: expect.stringMatching(/^[0-9a-f-]{36}$/) },
    environment: { id: ENVIRONMENT },
  });
  expect(await ask('GET', `${PATH}/${Object(body).id}${HERE}`)).toMatchObject({ status: 200, body: Object(body) });
});

it('SX.1 keeps the ARN of a role unique: a second is a 409 that says where the first is', async () => {
  const first = Object((await ask('POST', PATH, { body: BODY })).body);
  const { status, headers, body } = await ask('POST', PATH, { body: { ...BODY, display_name: 'other' } });
  expect([status, headers.get('location')]).toEqual([409, `${confluent.url}${PATH}/${first.id}`]);
  expect(body).toMatchObject({ errors: [{ status: '409', code: 'resource_already_exists' }] });
});

it('lists by pages, each with the URL of the next', async () => {
  confluent.seed(12);
  const first = Object((await ask('GET', `${PATH}${HERE}`)).body);
  expect([first.data.length, first.metadata.total_size]).toEqual([10, 12]);
  const second = Object((await ask('GET', first.metadata.next.slice(confluent.url.length))).body);
  expect([second.data.length, second.metadata.next]).toEqual([2, null]);
});

it('removes an integration by 204, and then does not know it', async () => {
  const { id } = Object((await ask('POST', PATH, { body: BODY })).body);
  expect(await ask('DELETE', `${PATH}/${id}${HERE}`)).toMatchObject({ status: 204, body: undefined });
  expect(await ask('DELETE', `${PATH}/${id}${HERE}`)).toMatchObject({ status: 404 });
  expect(await ask('GET', `${PATH}/${id}${HERE}`)).toMatchObject({ status: 404 });
});

it.each([
  ['a query at a create', 'POST', `${PATH}${HERE}`, BODY, 400],
  ['a list without an environment', 'GET', PATH, undefined, 400],
  ['another environment', 'GET', `${PATH}?environment=env-1`, undefined, 403],
  ['another environment in a create', 'POST', PATH, { ...BODY, environment: { id: 'env-1' } }, 403],
  ['an unknown query', 'GET', `${PATH}${HERE}&name=x`, undefined, 400],
  ['an unknown member', 'POST', PATH, { ...BODY, description: 'x' }, 422],
  ['an unknown member of the config', 'POST', PATH, { ...BODY, config: { ...BODY.config, external_id: 'x' } }, 422],
  ['no environment', 'POST', PATH, { display_name: 's3', config: BODY.config }, 422],
  ['what is not an ARN', 'POST', PATH, { ...BODY, config: { ...BODY.config, customer_iam_role_arn: 'x' } }, 422],
  ['another kind of config', 'POST', PATH, { ...BODY, config: { ...BODY.config, kind: 'x' } }, 422],
  ['a name of 61 characters', 'POST', PATH, { ...BODY, display_name: 'x'.repeat(61) }, 422],
  ['a PATCH', 'PATCH', `${PATH}/cspi-1${HERE}`, {}, 405],
])('refuses %s', async (_, method, path, body, status) => {
  expect(await ask(method, path, { body })).toMatchObject({ status, body: { errors: [{ status: String(status) }] } });
  expect(confluent.integrations).toEqual([]);
});

it('lets nobody in but by Basic', async () => {
  const { status, headers } = await call(confluent, 'GET', `${PATH}${HERE}`, { headers: basic('key', 'x') });
  expect([status, headers.get('www-authenticate')]).toEqual([401, expect.stringMatching(/^Basic /)]);
  expect(await call(confluent, 'GET', PATH, { headers: { authorization: 'Bearer key' } })).toMatchObject({
    status: 401,
  });
});
