import { VendorApi } from '../../vendor-api/vendor-api';
import { VendorList } from '../../vendor-api/vendor-list';
import { VendorOwnership } from '../../vendor-api/vendor-ownership';
import { VendorRemoval } from '../../vendor-api/vendor-removal';
import { VendorUpdate } from '../../vendor-api/vendor-update';
import { CONNECTIONS } from './facts';
import { PictoryRemoval } from './removal';
import type { PictorySignIn } from './sign-in';

/** Pictory's AWS connections. Name, description and enabled change in place; account and region do not (R). */
export function pictoryApi(baseUrl: string, signIn: PictorySignIn, removal: PictoryRemoval): VendorApi {
  return new VendorApi({
    baseUrl,
    path: CONNECTIONS,
    authentication: signIn._authentication,
    id: '/connectionId',
    createdAt: '/createdDate',
    // No source shows a page of connections. This key pages the vendor's lists of jobs and of Vimeo connections. If it
    // also pages AWS connections, the function overlooks none. If not, the only page is the last.
    list: VendorList.byCursor({ items: '/Items', next: '/nextPageKey', parameter: 'nextPageKey' }),
    ownership: VendorOwnership.marker('/description'),
    // `version` is an optimistic lock, so the present version is sent (R).
    update: VendorUpdate.byPut({ fields: ['/name', '/description', '/enabled'], carry: ['/version'] }),
    removal:
      removal === PictoryRemoval.DISABLE
        ? VendorRemoval.byPut({ body: { enabled: false }, carry: ['/name', '/description', '/version'] })
        : VendorRemoval.byDelete(),
    // The forms of a refused storyboard (C) and of the older API (R). It is inferred that connections use one of the
    // two.
    errorCode: '/code',
    errorText: ['/message', '/fields', '/error/error_message'],
  });
}
