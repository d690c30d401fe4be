import { TokenEncoding } from '../../vendor-api/enums';
import { VendorAuth } from '../../vendor-api/vendor-auth';
import type { VendorSecret } from '../../vendor-api/vendor-secret';
import { checkVendorSecret } from '../../vendor-api/vendor-secret';
import { TOKEN_PATH, USER_HEADER } from './facts';

/** A sign-in at Pictory. */
export class PictorySignIn {
  /**
   * By a key, which begins with `pictai_`: the present way. The function sends it as `Authorization`, without `Bearer`.
   *
   * @param apiKey the key, from Pictory's page "API Access"
   */
  public static apiKey(apiKey: VendorSecret): PictorySignIn {
    checkVendorSecret('apiKey', apiKey);
    return new PictorySignIn([VendorAuth.header('Authorization', apiKey)]);
  }

  /**
   * By client credentials: the older way. Pictory exchanges them for a token that lasts an hour. The function keeps the
   * token in memory only, and sends it as `Authorization`, without `Bearer`, beside `X-Pictory-User-Id`.
   *
   * @param clientId the client's id
   * @param clientSecret the client's secret
   * @param userId the user who owns the connections; a secret as well, most simply in one JSON object with the others
   */
  public static client(clientId: VendorSecret, clientSecret: VendorSecret, userId: VendorSecret): PictorySignIn {
    checkVendorSecret('clientId', clientId);
    checkVendorSecret('clientSecret', clientSecret);
    checkVendorSecret('userId', userId);
    return new PictorySignIn([
      VendorAuth.token(TOKEN_PATH, clientId, clientSecret, { encoding: TokenEncoding.JSON, prefix: '' }),
      VendorAuth.header(USER_HEADER, userId),
    ]);
  }

  private readonly authentication: VendorAuth[];

  private constructor(authentication: VendorAuth[]) {
    this.authentication = authentication;
  }

  /** @internal */
  public get _authentication(): VendorAuth[] {
    return this.authentication;
  }
}
