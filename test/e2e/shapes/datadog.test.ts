import { DATADOG_ACCOUNT } from '../../fakes/datadog/account';
import { FakeDatadog } from '../../fakes/datadog/fake-datadog';
import { textOf } from '../../fakes/members';
import { scene } from '../scene';
import { ExampleStage } from './example-stage';
import { VendorIdentity } from './vendor-identity';

const KEYS = { 'DD-API-KEY': 'datadog-canary', 'DD-APPLICATION-KEY': 'application-canary' };

let stage: ExampleStage;
let datadog: FakeDatadog;
beforeEach(async () => {
  stage = await ExampleStage.open('datadog', 'Datadog');
  datadog = await FakeDatadog.start({ apiKey: 'datadog-canary', applicationKey: 'application-canary' });
});
afterEach(async () => {
  await datadog.stop();
  await stage.close();
});

const mints = () => datadog.count('POST', '/generate_new_external_id');

it('SX.1 shape C: mint, role, register; what the vendor keeps unique is changed in place, or refused', async () => {
  await stage.secret('datadog/keys', KEYS);
  const vendor = await VendorIdentity.user(DATADOG_ACCOUNT, 'datadog');
  const context = { baseUrl: datadog.url };
  expect(await stage.deploy(context)).toMatchObject({ code: 0 });

  const role = await stage.role();
  const [account] = datadog.accounts;
  const externalId = textOf(account?.attributes, 'auth_config', 'external_id');
  expect([datadog.accounts.length, mints()]).toEqual([1, 1]);
  expect(account?.attributes).toMatchObject({
    aws_account_id: scene().aws.accountId,
    auth_config: { role_name: role.name, external_id: externalId },
    account_tags: ['env:prod'],
  });
  expect(role.trust).toEqual(trustOf(externalId));
  await vendor.expectLetIn(role.arn, externalId);

  // A second registration of the AWS account is refused by the vendor, so a change must be one in place.
  expect(await stage.deploy({ ...context, tag: 'env:test' })).toMatchObject({ code: 0 });
  expect(datadog.accounts).toMatchObject([
    { id: account?.id, attributes: { account_tags: ['env:test'], auth_config: { external_id: externalId } } },
  ]);
  expect([mints(), (await stage.role()).trust]).toEqual([1, trustOf(externalId)]);

  // Another secret to sign in with is no reason to mint another external ID, which the vendor's record would not have.
  await stage.secret('datadog/other-keys', KEYS);
  expect(await stage.deploy({ ...context, keys: 'datadog/other-keys' })).toMatchObject({ code: 0 });
  expect([mints(), datadog.accounts.map(({ id }) => id)]).toEqual([1, [account?.id]]);
  expect((await stage.role()).trust).toEqual(trustOf(externalId));
  await vendor.expectLetIn(role.arn, externalId);

  expect(await stage.destroy(context)).toMatchObject({ code: 0 });
  expect([datadog.accounts, await stage.hasRole(role.name)]).toEqual([[], false]);

  // Somebody else's registration of the account stays, and the deploy says why it cannot be.
  await fetch(`${datadog.url}/api/v2/integration/aws/accounts`, {
    method: 'POST',
    headers: KEYS,
    body: JSON.stringify({
      data: {
        type: 'account',
        attributes: {
          aws_account_id: scene().aws.accountId,
          aws_partition: 'aws',
          auth_config: { role_name: 'somebodys' },
        },
      },
    }),
  });
  const theirs = datadog.accounts;
  expect(await stage.deploy(context)).toMatchObject({ code: 1, output: expect.stringMatching(/refused with 409/) });
  expect(datadog.accounts).toEqual(theirs);
});

function trustOf(externalId: string): unknown {
  const Statement = {
    Effect: 'Allow',
    Action: 'sts:AssumeRole',
    Principal: { AWS: `arn:aws:iam::${DATADOG_ACCOUNT}:root` },
    Condition: { StringEquals: { 'sts:ExternalId': externalId } },
  };
  return { Version: '2012-10-17', Statement: [Statement] };
}
