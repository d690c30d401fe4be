import { PictoryRemoval, PictorySignIn, VendorRegistration, VendorSecret } from '../../lib';
import { pictoryApi } from '../../lib/vendors/pictory/pictory-api';
import { type ConformanceReport, conformance, FakePictory } from '../../testing';

const CONNECTION = {
  name: 'media',
  description: 'Media',
  awsAccountId: '111122223333',
  awsRegion: 'eu-west-1',
  enabled: true,
};

/** Tries Pictory's connections: signed in by a key and deleted, or by a client and disabled. */
function tryPictory(removal: PictoryRemoval): Promise<ConformanceReport> {
  const byClient = removal === PictoryRemoval.DISABLE;
  const client = { clientId: 'pictory-client', clientSecret: 'pictory-secret-1', userId: 'pictory-user' };
  return conformance({
    vendor: `Pictory, ${removal}`,
    register: (stack, { url, secret }, wish) => {
      const of = (name: string) => VendorSecret.fromSecretsManager(secret(name));
      const signIn = byClient
        ? PictorySignIn.client(of('id'), of('secret'), of('user'))
        : PictorySignIn.apiKey(of('key'));
      return new VendorRegistration(stack, 'Connection', { api: pictoryApi(url, signIn, removal), ...wish });
    },
    bodies: {
      first: CONNECTION,
      updated: { ...CONNECTION, name: 'our media', description: 'Our media' },
      replaced: { ...CONNECTION, name: 'other media', awsRegion: 'eu-west-2' },
      other: { ...CONNECTION, name: 'more media' },
    },
    fake: async (now) => {
      const fake = await FakePictory.start({ ...(byClient ? { client } : { apiKey: 'pictai_1' }), now });
      const secrets: Record<string, string> = byClient
        ? { id: client.clientId, secret: client.clientSecret, user: client.userId }
        : { key: 'pictai_1' };
      return {
        url: fake.url,
        secrets,
        records: () => fake.connections().map((json) => ({ id: json.connectionId, json })),
        rotate: (): Record<string, string> => {
          if (byClient) {
            fake.rotateClient({ ...client, clientSecret: 'pictory-secret-2' });
            return { ...secrets, secret: 'pictory-secret-2' };
          }
          fake.rotateApiKey('pictai_2');
          return { key: 'pictai_2' };
        },
        seed: (count) => {
          fake.seed(count);
        },
        remove: (id) => fake.remove(id),
        stop: () => fake.stop(),
      };
    },
    print: () => undefined,
  });
}

it.each([PictoryRemoval.DELETE, PictoryRemoval.DISABLE])('Pictory passes: %s', async (removal) => {
  const report = await tryPictory(removal);
  expect(report.rows.filter(({ result }) => result === 'failed')).toEqual([]);
});
