import { VendorApi, VendorAuth, VendorList, VendorOwnership, VendorRoleName } from '../../../../lib';
import { FakeConfluent } from '../../../fakes/confluent/fake-confluent';
import { type Candidate, isStranger } from './candidate';

const ENVIRONMENT = 'env-00000';

export const confluent: Candidate<FakeConfluent> = {
  secrets: { id: 'KEYID', secret: 'confluent-canary' },
  start: async () => {
    const apiKey = { user: 'KEYID', password: 'confluent-canary' };
    const vendorRoleArn = 'arn:aws:iam::999900001111:role/confluent';
    const fake = await FakeConfluent.start({ apiKey, environment: ENVIRONMENT, vendorRoleArn });
    fake.seed(25);
    return fake;
  },
  describe: ({ url, secret }) =>
    new VendorApi({
      baseUrl: url,
      path: '/pim/v1/integrations',
      itemPath: '/pim/v1/integrations/{id}?environment={environment}',
      parameters: { environment: ENVIRONMENT },
      authentication: [VendorAuth.basic(secret('id'), secret('secret'))],
      list: VendorList.byCursor({
        path: '/pim/v1/integrations?environment={environment}',
        items: '/data',
        next: '/metadata/next',
      }),
      ownership: VendorOwnership.key('/config/customer_iam_role_arn'),
      externalId: '/config/external_id',
      principal: '/config/iam_role_arn',
      principalAccount: '999900001111',
    }),
  body: ({ stack }, change, api) => {
    const body = { display_name: change ? 'changed' : 'first', environment: { id: ENVIRONMENT } };
    const name = VendorRoleName.unique(stack, `/${api.fingerprint(stack, body)}/`);
    return { ...body, config: { kind: 'AwsIntegrationConfig', customer_iam_role_arn: name.roleArn } };
  },
  replaces: true,
  held: (fake) => fake.integrations.flatMap((one) => (isStranger({ name: one.display_name }) ? [] : [one.id])),
  said: (fake) => fake.integrations.at(-1)?.display_name,
  collection: '/integrations',
  unknown: 'found',
};
