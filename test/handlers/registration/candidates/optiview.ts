import { VendorApi, VendorAuth, VendorList, VendorOwnership, VendorUpdate } from '../../../../lib';
import { FakeOptiView } from '../../../../testing';
import { type Candidate, isStranger } from './candidate';

/** Dolby OptiView's storage profiles: pages by number, all of a record changed in place, the marker in its name. */
export const optiView: Candidate<FakeOptiView> = {
  secrets: { secret: 'optiview-canary' },
  start: async () => {
    const fake = await FakeOptiView.start({ apiSecret: 'optiview-canary' });
    fake.seed(120);
    return fake;
  },
  describe: ({ url, secret }) =>
    new VendorApi({
      baseUrl: url,
      path: '/account/media/storage',
      authentication: [VendorAuth.bearer(secret('secret'))],
      envelope: '/data',
      list: VendorList.byPage({ size: 100, parameter: 'page', sizeParameter: 'limit' }),
      ownership: VendorOwnership.marker('/name', { maxLength: 256 }),
      update: VendorUpdate.byPut(),
      errorText: ['/message', '/data'],
    }),
  body: (_, change) => ({
    name: 'ours',
    default: false,
    type: 'awsS3',
    options: { bucketName: 'acme', objectPrefix: change ? 'changed' : 'first', bucketRegion: 'eu-west-1' },
  }),
  replaces: false,
  held: (fake) => fake.profiles().flatMap((one) => (isStranger(one) ? [] : [one.id])),
  said: (fake) => fake.profiles().find((one) => !isStranger(one))?.options.objectPrefix,
  collection: '/storage',
  unknown: 'found',
};
