import { VendorApi, VendorAuth, VendorList, VendorOwnership, VendorRoleName } from '../../../../lib';
import { FakeBitmovin } from '../../../../testing';
import { type Candidate, isStranger } from './candidate';

export const bitmovin: Candidate<FakeBitmovin> = {
  secrets: { key: 'bitmovin-canary' },
  start: async () => {
    const fake = await FakeBitmovin.start({ apiKey: 'bitmovin-canary' });
    fake.seed(120);
    return fake;
  },
  describe: ({ url, secret }) =>
    new VendorApi({
      baseUrl: url,
      path: '/analytics/outputs/s3-role-based',
      authentication: [VendorAuth.header('X-Api-Key', secret('key'))],
      envelope: '/data/result',
      list: VendorList.byOffset({ items: '/data/result/items', filter: { name: '/name' } }),
      ownership: VendorOwnership.marker('/description'),
      externalId: '/externalId',
      errorCode: '/data/code',
      errorText: ['/data/message', '/data/details'],
    }),
  body: ({ stack }, change) => ({
    name: 'ours',
    description: change ? 'changed' : 'first',
    bucketName: 'acme',
    roleArn: VendorRoleName.unique(stack).roleArn,
    externalIdMode: 'GENERATED',
  }),
  replaces: true,
  held: (fake) => fake.outputs().flatMap((one) => (isStranger(one) ? [] : [one.id])),
  said: (fake) => fake.outputs().at(-1)?.description?.split(' ')[0],
  collection: '/s3-role-based',
  unknown: 'found',
};
