import {
  VendorApi,
  VendorAuth,
  VendorList,
  VendorOutcome,
  VendorOwnership,
  VendorRefusal,
  VendorUpdate,
} from '../../../../lib';
import { FakeNasty } from '../../../fakes/nasty/fake-nasty';
import { type Candidate, isStranger } from './candidate';

export const nasty: Candidate<FakeNasty> = {
  secrets: { token: 'nasty-canary' },
  start: async () => {
    const fake = await FakeNasty.start({ token: 'nasty-canary' });
    fake.seed(5);
    return fake;
  },
  describe: ({ url, secret }) =>
    new VendorApi({
      baseUrl: url,
      path: '/things',
      authentication: [VendorAuth.bearer(secret('token'))],
      envelope: '/thing',
      list: VendorList.byCursor({ items: '/things', next: '/paging/after', parameter: 'after' }),
      ownership: VendorOwnership.marker('/labels/owner'),
      update: VendorUpdate.byPatch({ fields: ['/labels', '/size'], ifMatch: true }),
      externalId: '/trust/externalId',
      outcome: VendorOutcome.at('/state', { success: ['READY'], failure: ['BROKEN'], reason: '/stateReason' }),
      errorCode: '/problem/type',
      errorText: ['/problem/title'],
      refusals: { NAME_TAKEN: VendorRefusal.CONFLICT, BUSY: VendorRefusal.RETRY },
    }),
  body: (_, change) => ({ name: 'ours', size: change ? 7 : 3, labels: { what: change ? 'changed' : 'first' } }),
  replaces: false,
  held: (fake) => fake.things.flatMap((one) => (isStranger(one) ? [] : [one.id])),
  said: (fake) => fake.things.at(-1)?.labels.what,
  collection: '/things',
  unknown: 'found',
};
