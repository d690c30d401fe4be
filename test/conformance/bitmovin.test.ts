import { VendorRegistration, VendorSecret } from '../../lib';
import { bitmovinApi } from '../../lib/vendors/bitmovin/bitmovin-api';
import { type BitmovinCollection, type ConformanceReport, conformance, FakeBitmovin } from '../../testing';

const OUTPUT = {
  name: 'exports',
  description: 'Exports',
  bucketName: 'acme-exports',
  roleArn: 'arn:aws:iam::111122223333:role/bitmovin',
  externalIdMode: 'GENERATED',
};

/** Tries one kind of Bitmovin's records. */
function tryBitmovin(collection: BitmovinCollection): Promise<ConformanceReport> {
  return conformance({
    vendor: `Bitmovin, ${collection}`,
    register: (stack, { url, tenant, secret }, wish) => {
      const key = VendorSecret.fromSecretsManager(secret('apiKey'));
      const api = bitmovinApi(url, `/${collection}/s3-role-based`, key, tenant);
      const registration = new VendorRegistration(stack, 'Record', { api, ...wish });
      registration.externalId;
      return registration;
    },
    bodies: { first: OUTPUT, replaced: { ...OUTPUT, bucketName: 'acme-others' } },
    fake: async (now) => {
      const apiKey = 'bitmovin-key-1';
      const fake = await FakeBitmovin.start({ apiKey, tenants: ['org-2'], now });
      return {
        url: fake.url,
        secrets: { apiKey },
        tenants: [fake.organisationId, 'org-2'],
        records: (tenant) => fake.records(collection, tenant).map((json) => ({ id: json.id, json })),
        rotate: () => {
          fake.rotateApiKey('bitmovin-key-2');
          return { apiKey: 'bitmovin-key-2' };
        },
        seed: (count, tenant) => {
          fake.seed(count, collection, tenant);
        },
        stop: () => fake.stop(),
      };
    },
    print: () => undefined,
  });
}

it.each<BitmovinCollection>(['analytics/outputs', 'encoding/outputs', 'encoding/inputs'])(
  'Bitmovin passes: %s',
  async (collection) => {
    const report = await tryBitmovin(collection);
    const others = report.rows.filter(({ result }) => result !== 'passed');
    expect(others.map(({ result, trial }) => `${result}: ${trial}`)).toEqual([
      'not described: update in place',
      'not described: update rolled back',
      'not described: delete what is gone',
      'not described: lost update answer',
      'not described: update behind a lock',
    ]);
  },
);
