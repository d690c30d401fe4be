import { FakeConfluent } from '../../fakes/confluent/fake-confluent';
import { ExampleStage } from './example-stage';
import { VendorIdentity } from './vendor-identity';

const ACCOUNT = '999900001111';
const ENVIRONMENT = 'env-00000';
const KEY = { id: 'CONFLUENTKEY', secret: 'confluent-canary' };

let stage: ExampleStage;
let confluent: FakeConfluent;
beforeEach(async () => {
  stage = await ExampleStage.open('confluent', 'Confluent', true);
  confluent = await FakeConfluent.start({
    apiKey: { user: KEY.id, password: KEY.secret },
    environment: ENVIRONMENT,
    vendorRoleArn: `arn:aws:iam::${ACCOUNT}:role/connectors`,
  });
  confluent.seed(12);
});
afterEach(async () => {
  await confluent.stop();
  await stage.close();
});

const ours = () => confluent.integrations.filter(({ display_name: name }) => !name?.startsWith('stranger-'));

it('SX.1 shape A without updates: what replaces the record renames the role that the vendor keeps unique', async () => {
  await stage.secret('confluent/cloud-api-key', KEY);
  const vendor = await VendorIdentity.role(ACCOUNT, 'connectors');
  const context = { baseUrl: confluent.url, environment: ENVIRONMENT, confluentAccount: ACCOUNT };
  expect(await stage.deploy(context)).toMatchObject({ code: 0 });

  const role = await stage.role();
  const [first] = ours();
  expect(ours()).toHaveLength(1);
  expect(first?.config).toMatchObject({ customer_iam_role_arn: role.arn });
  expect(role.trust).toEqual(trustOf(first?.config.external_id));
  await vendor.expectLetIn(role.arn, first?.config.external_id ?? '');

  // The new record comes before the old one goes, and the vendor takes no second one of the same role.
  const renamed = { ...context, displayName: 'events' };
  expect(await stage.deploy(renamed)).toMatchObject({ code: 0 });
  const moved = await stage.role();
  const [second, ...others] = ours();
  expect(others).toEqual([]);
  expect(second).toMatchObject({ display_name: 'events', config: { customer_iam_role_arn: moved.arn } });
  expect(second?.id).not.toBe(first?.id);
  expect(moved.arn).not.toBe(role.arn);
  expect(moved.trust).toEqual(trustOf(second?.config.external_id));
  await vendor.expectLetIn(moved.arn, second?.config.external_id ?? '');
  expect(await stage.hasRole(role.name)).toBe(false);
  expect(confluent.journal.filter(({ method }) => method === 'POST').map(({ status }) => status)).toEqual([201, 201]);

  expect(await stage.destroy(renamed)).toMatchObject({ code: 0 });
  expect([ours(), confluent.integrations.length, await stage.hasRole(moved.name)]).toEqual([[], 12, false]);
});

/** The trust that the vendor's documents ask for. */
function trustOf(externalId: string | undefined): unknown {
  const Principal = { AWS: `arn:aws:iam::${ACCOUNT}:role/connectors` };
  const Condition = { StringEquals: { 'sts:ExternalId': externalId } };
  return {
    Version: '2012-10-17',
    Statement: [
      { Effect: 'Allow', Action: 'sts:AssumeRole', Principal, Condition },
      { Effect: 'Allow', Action: 'sts:TagSession', Principal },
    ],
  };
}
