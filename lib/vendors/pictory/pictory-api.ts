import { VendorApi } from '../../vendor-api/vendor-api';
import { VendorList } from '../../vendor-api/vendor-list';
import { VendorOwnership } from '../../vendor-api/vendor-ownership';
import { VendorRemoval } from '../../vendor-api/vendor-removal';
import { VendorUpdate } from '../../vendor-api/vendor-update';
import { CONNECTIONS } from './facts';
import { PictoryRemoval } from './removal';
import type { PictorySignIn } from './sign-in';

/** Pictory's AWS connections: name, description and enabled change in place, account and region do not (R). */
export function pictoryApi(baseUrl: string, signIn: PictorySignIn, removal: PictoryRemoval): VendorApi {
  return new VendorApi({
    baseUrl,
    path: CONNECTIONS,
    authentication: signIn._authentication,
    id: '/connectionId',
    createdAt: '/createdDate',
    // No page of connections was ever shown. The vendor's lists of jobs and of Vimeo connections are paged by this key: where
    // that of AWS connections is as well, none is overlooked, and where it is not, the one page is the last.
    list: VendorList.byCursor({ items: '/Items', next: '/nextPageKey', parameter: 'nextPageKey' }),
    ownership: VendorOwnership.marker('/description'),
    // `version` is an optimistic lock: the present one goes along (R).
    update: VendorUpdate.byPut({ fields: ['/name', '/description', '/enabled'], carry: ['/version'] }),
    removal:
      removal === PictoryRemoval.DISABLE
        ? VendorRemoval.byPut({ body: { enabled: false }, carry: ['/name', '/description', '/version'] })
        : VendorRemoval.byDelete(),
    // The form of a refused storyboard (C), and of the older API (R); those of connections are inferred to be either.
    errorCode: '/code',
    errorText: ['/message', '/fields', '/error/error_message'],
  });
}
