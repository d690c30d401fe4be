import {
  VendorApi,
  VendorAuth,
  VendorList,
  VendorOwnership,
  VendorRefusal,
  VendorRemoval,
  VendorRoleName,
  VendorUpdate,
} from '../../../../lib';
import { FakeDatabricks } from '../../../fakes/databricks/fake-databricks';
import { type Candidate, isStranger } from './candidate';

export const databricks: Candidate<FakeDatabricks> = {
  secrets: { id: 'principal', secret: 'databricks-canary' },
  start: async () => {
    const servicePrincipal = { user: 'principal', password: 'databricks-canary' };
    const fake = await FakeDatabricks.start({ servicePrincipal });
    fake.seed(5);
    return fake;
  },
  describe: ({ url, secret }) => {
    const path = '/api/2.1/unity-catalog/storage-credentials';
    return new VendorApi({
      baseUrl: url,
      path,
      authentication: [VendorAuth.token('/oidc/v1/token', secret('id'), secret('secret'), { scope: 'all-apis' })],
      id: '/name',
      list: VendorList.byCursor({
        path: `${path}?max_results=0`,
        items: '/storage_credentials',
        next: '/next_page_token',
        parameter: 'page_token',
      }),
      ownership: VendorOwnership.marker('/comment'),
      update: VendorUpdate.byPatch({ fields: ['/comment', '/read_only', '/skip_validation'] }),
      removal: VendorRemoval.byDelete({ path: `${path}/{id}?force=true` }),
      externalId: '/aws_iam_role/external_id',
      principal: '/aws_iam_role/unity_catalog_iam_arn',
      principalAccount: '414351767826',
      errorCode: '/error_code',
      refusals: {
        STORAGE_CREDENTIAL_ALREADY_EXISTS: VendorRefusal.CONFLICT,
        STORAGE_CREDENTIAL_DOES_NOT_EXIST: VendorRefusal.GONE,
      },
    });
  },
  body: ({ stack }, change) => ({
    name: 'ours',
    comment: change ? 'changed' : 'first',
    aws_iam_role: { role_arn: VendorRoleName.unique(stack).roleArn },
    skip_validation: true,
  }),
  replaces: false,
  held: (fake) => fake.credentials.flatMap((one) => (isStranger(one) ? [] : [one.name])),
  said: (fake) => fake.credentials.at(-1)?.comment?.split(' ')[0],
  collection: '/storage-credentials',
  unknown: 'found',
};
