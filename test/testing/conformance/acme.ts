import {
  VendorApi,
  type VendorApiProps,
  VendorAuth,
  VendorList,
  VendorOwnership,
  VendorRegistration,
  VendorSecret,
  VendorUpdate,
} from '../../../lib';
import { conformance } from '../../../testing/conformance/conformance';
import type { ConformanceOptions } from '../../../testing/conformance/options';
import type { ConformanceReport } from '../../../testing/conformance/report';
import { type AcmeFlaws, FakeAcme } from './fake-acme';

/** What a run tries, and of what. */
export interface AcmeRun {
  readonly flaws?: AcmeFlaws;
  /** Where the description differs from a right one. */
  readonly api?: Partial<VendorApiProps>;
  readonly options?: Partial<ConformanceOptions>;
}

/** Tries a vendor of no particular kind, and prints nothing. */
export function tryAcme({ flaws, api, options }: AcmeRun = {}): Promise<ConformanceReport> {
  const body = { name: 'mine', notes: 'Ours', size: 1, sealed: 'a' };
  return conformance({
    vendor: 'Acme',
    register: (stack, { url, tenant, secret }, wish) => {
      const registration = new VendorRegistration(stack, 'Thing', {
        api: new VendorApi({
          baseUrl: url,
          path: '/things',
          authentication: [VendorAuth.header('X-Acme-Key', VendorSecret.fromSecretsManager(secret('key')))],
          headers: tenant === undefined ? undefined : { 'X-Acme-Tenant': tenant },
          envelope: '/thing',
          ownership: VendorOwnership.marker('/notes'),
          createdAt: '/created',
          externalId: '/external_id',
          list: VendorList.byOffset({ items: '/things', size: 10 }),
          update: VendorUpdate.byPut({ fields: ['/name', '/notes', '/size'], carry: ['/version'] }),
          ...api,
        }),
        ...wish,
      });
      registration.externalId;
      return registration;
    },
    bodies: { first: body, updated: { ...body, size: 2 }, replaced: { ...body, sealed: 'b' } },
    fake: async (now) => {
      const fake = await FakeAcme.start(now, flaws);
      return {
        url: fake.url,
        secrets: { key: 'acme-key-1' },
        tenants: ['one', 'other'],
        records: (tenant) => [...fake.things(tenant).values()].map((json) => ({ id: json.id, json })),
        rotate: () => ({ key: fake.rotate() }),
        seed: (count, tenant) => {
          for (let number = 0; number < count; number++) {
            fake.add({ name: 'stranger' }, tenant);
          }
        },
        remove: (id, tenant) => fake.things(tenant).delete(id),
        stop: () => fake.stop(),
      };
    },
    print: () => undefined,
    ...options,
  });
}
