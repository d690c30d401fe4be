import {
  TokenEncoding,
  VendorApi,
  VendorAuth,
  VendorList,
  VendorOwnership,
  VendorRemoval,
  VendorUpdate,
} from '../../../../lib';
import { FakePictory } from '../../../../testing';
import { type Candidate, type Door, isStranger } from './candidate';

/** Pictory, signed in to by a key, its connections deleted. */
export const pictory: Candidate<FakePictory> = {
  secrets: { key: 'pictai-canary' },
  start: async () => seeded(await FakePictory.start({ apiKey: 'pictai-canary' })),
  describe: (door) => describe(door, [VendorAuth.header('Authorization', door.secret('key'))]),
  body: ({ stack }, change) => ({
    name: 'ours',
    description: change ? 'changed' : 'first',
    awsAccountId: stack.account,
    awsRegion: stack.region,
    enabled: true,
  }),
  replaces: false,
  held: (fake) => fake.connections().flatMap((one) => (isStranger(one) || !one.enabled ? [] : [one.connectionId])),
  said: (fake) => fake.connections().at(-1)?.description?.split(' ')[0],
  collection: '/awsconnections',
  unknown: 'found',
};

/** The same, signed in to by client credentials, its connections disabled in place of being deleted. */
export const pictoryDisabling: Candidate<FakePictory> = {
  ...pictory,
  secrets: { id: 'client', secret: 'pictory-canary', user: 'user-7' },
  start: async () => {
    const client = { clientId: 'client', clientSecret: 'pictory-canary', userId: 'user-7' };
    return seeded(await FakePictory.start({ client }));
  },
  describe: (door) => {
    const [id, secret, user] = [door.secret('id'), door.secret('secret'), door.secret('user')];
    const token = VendorAuth.token('/oauth2/token', id, secret, { encoding: TokenEncoding.JSON, prefix: '' });
    const carry = ['/name', '/description', '/version'];
    const removal = VendorRemoval.byPut({ body: { enabled: false }, carry });
    return describe(door, [token, VendorAuth.header('X-Pictory-User-Id', user)], removal);
  },
};

function describe({ url }: Door, authentication: VendorAuth[], removal?: VendorRemoval): VendorApi {
  return new VendorApi({
    baseUrl: url,
    path: '/awsconnections',
    authentication,
    id: '/connectionId',
    list: VendorList.whole({ items: '/Items' }),
    ownership: VendorOwnership.marker('/description'),
    update: VendorUpdate.byPut({ fields: ['/name', '/description', '/enabled'], carry: ['/version'] }),
    removal,
  });
}

function seeded(fake: FakePictory): FakePictory {
  fake.seed(3);
  return fake;
}
