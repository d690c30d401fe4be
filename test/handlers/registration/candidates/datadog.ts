import { VendorApi, VendorAuth, VendorOwnership, VendorRoleName, VendorUpdate } from '../../../../lib';
import { FakeDatadog } from '../../../fakes/datadog/fake-datadog';
import type { Candidate } from './candidate';

export const datadog: Candidate<FakeDatadog> = {
  secrets: { api: 'datadog-canary', app: 'application-canary' },
  start: () => FakeDatadog.start({ apiKey: 'datadog-canary', applicationKey: 'application-canary' }),
  describe: ({ url, secret }) =>
    new VendorApi({
      baseUrl: url,
      path: '/api/v2/integration/aws/accounts',
      authentication: [
        VendorAuth.header('DD-API-KEY', secret('api')),
        VendorAuth.header('DD-APPLICATION-KEY', secret('app')),
      ],
      envelope: '/data',
      requestEnvelope: '/data',
      ownership: VendorOwnership.key('/attributes/auth_config/role_name'),
      update: VendorUpdate.byPatch({
        fields: ['/attributes/account_tags'],
        carry: ['/type', '/attributes/aws_account_id', '/attributes/auth_config/role_name'],
      }),
      externalId: '/attributes/auth_config/external_id',
    }),
  body: ({ stack }, change) => ({
    type: 'account',
    attributes: {
      aws_account_id: stack.account,
      aws_partition: 'aws',
      auth_config: { role_name: VendorRoleName.unique(stack).roleName },
      account_tags: [change ? 'changed' : 'first'],
    },
  }),
  replaces: false,
  held: (fake) => fake.accounts.map(({ id }) => id),
  said: (fake) => Object(fake.accounts.at(-1)?.attributes.account_tags)[0],
  collection: '/accounts',
  unknown: 'found',
};
