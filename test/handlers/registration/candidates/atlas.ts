import { VendorApi, VendorAuth, VendorList, VendorOwnership, VendorRemoval } from '../../../../lib';
import { FakeAtlas } from '../../../fakes/atlas/fake-atlas';
import type { DigestAlgorithm } from '../../../fakes/sign-in/digest';
import type { Candidate, Door } from './candidate';

const GROUPS = ['0123456789abcdef01234567', 'abcdef0123456789abcdef01'] as const;
const WHO = { user: 'mdb_sa_id', password: 'atlas-canary' };

/** MongoDB Atlas, signed in to by a service account: shape B, without its authorize, which is no record. */
export const atlas: Candidate<FakeAtlas> = {
  secrets: { id: WHO.user, secret: WHO.password },
  start: () => FakeAtlas.start({ groups: GROUPS, serviceAccount: WHO }),
  describe: (door, change) =>
    describe(door, change, VendorAuth.token('/api/oauth/token', door.secret('id'), door.secret('secret'))),
  body: () => ({ providerName: 'AWS' }),
  replaces: true,
  held: (fake) => fake.roles().map(({ roleId }) => roleId),
  said: (fake) => (fake.roles(GROUPS[1]).length > 0 ? 'changed' : 'first'),
  collection: '/cloudProviderAccess',
  unknown: 'made twice',
};

/** The same, signed in to by an API key. */
export function atlasByDigest(algorithm: DigestAlgorithm): Candidate<FakeAtlas> {
  return {
    ...atlas,
    challenges: true,
    start: () => FakeAtlas.start({ groups: GROUPS, apiKey: WHO, algorithm }),
    describe: (door, change) => describe(door, change, VendorAuth.digest(door.secret('id'), door.secret('secret'))),
  };
}

function describe({ url }: Door, change: boolean, authentication: VendorAuth): VendorApi {
  const path = '/api/atlas/v2/groups/{groupId}/cloudProviderAccess';
  return new VendorApi({
    baseUrl: url,
    path,
    parameters: { groupId: GROUPS[change ? 1 : 0] },
    authentication: [authentication],
    mediaType: 'application/vnd.atlas.2023-01-01+json',
    id: '/roleId',
    ownership: VendorOwnership.none(),
    list: VendorList.none(),
    removal: VendorRemoval.byDelete({ path: `${path}/AWS/{id}` }),
    externalId: '/atlasAssumedRoleExternalId',
    principal: '/atlasAWSAccountArn',
    principalAccount: '536727724300',
    principalMayBeRoot: true,
    errorCode: '/errorCode',
  });
}
