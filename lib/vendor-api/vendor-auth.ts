import { checkHeaderName } from '../validation/header';
import { refuse, refuseUnknown } from '../validation/refuse';
import type { AuthenticationWire } from './contract';
import { TokenEncoding } from './enums';
import { checkMemberPointer } from './pointer';
import { checkTokenFields, checkTokenPrefix, checkTokenUrl } from './vendor-auth-checks';
import { checkVendorSecret, type VendorSecret } from './vendor-secret';

/** How the function gets a token for client credentials. */
export interface VendorTokenOptions {
  /**
   * How the function sends the client.
   *
   * @default TokenEncoding.FORM
   */
  readonly encoding?: TokenEncoding;

  /**
   * The scope to ask for.
   *
   * @default - no scope
   */
  readonly scope?: string;

  /**
   * More members of the request, such as an `audience`. No secrets.
   *
   * @default - none
   */
  readonly fields?: { [name: string]: string };

  /**
   * The text before the token in `Authorization`, followed by a blank. `''` sends the token without a prefix.
   *
   * @default Bearer
   */
  readonly prefix?: string;

  /**
   * JSON Pointer to the token in the answer.
   *
   * @default /access_token
   */
  readonly token?: string;
}

const AUTHORIZATION = 'Authorization';

/**
 * One sign-in at a vendor's API. It adds a header to every request. The function reads secrets when it uses them. It
 * sends them to the API's own origin only, or to the origin that gives the token.
 */
export class VendorAuth {
  /**
   * The secret as a header's whole value, such as `X-Api-Key: …`.
   *
   * @param name the header's name
   * @param secret the secret that is its value
   */
  public static header(name: string, secret: VendorSecret): VendorAuth {
    checkHeaderName('header', name);
    checkVendorSecret(`header '${name}' secret`, secret);
    return new VendorAuth(name, [secret], { kind: 'header', name, secret: secret._wire() });
  }

  /**
   * `Authorization: Bearer …` (RFC 6750) with a token that the secret holds.
   *
   * @param secret the token
   */
  public static bearer(secret: VendorSecret): VendorAuth {
    checkVendorSecret('bearer secret', secret);
    const wire = { kind: 'header', name: AUTHORIZATION, prefix: 'Bearer ', secret: secret._wire() } as const;
    return new VendorAuth(AUTHORIZATION, [secret], wire);
  }

  /**
   * HTTP Basic (RFC 7617).
   *
   * @param user the user's name, or a key's id; no colon in it
   * @param password the password, or the key
   */
  public static basic(user: VendorSecret, password: VendorSecret): VendorAuth {
    return VendorAuth.ofUser('basic', user, password);
  }

  /**
   * HTTP Digest (RFC 7616). The function never sends the password itself.
   *
   * @param user the user's name, or a public key
   * @param password the password, or a private key
   */
  public static digest(user: VendorSecret, password: VendorSecret): VendorAuth {
    return VendorAuth.ofUser('digest', user, password);
  }

  /**
   * Client credentials that are exchanged for a token (RFC 6749, 4.4), sent as `Authorization`. The function keeps the
   * token in memory only, and asks for a new one, once, after a 401.
   *
   * @param url where the vendor gives tokens: a path below the API's base URL, such as `/oauth/token`, or a whole https
   * URL. The function sends the client to no other origin.
   * @param id the client's id
   * @param secret the client's secret
   * @param options how to send the client, and where the token is
   */
  public static token(
    url: string,
    id: VendorSecret,
    secret: VendorSecret,
    options: VendorTokenOptions = {},
  ): VendorAuth {
    refuseUnknown('VendorAuth.token', options, ['encoding', 'scope', 'fields', 'prefix', 'token']);
    checkTokenUrl(url);
    checkVendorSecret('token id', id);
    checkVendorSecret('token secret', secret);
    const { encoding = TokenEncoding.FORM, scope, fields = {}, prefix = 'Bearer', token = '/access_token' } = options;
    if (!Object.values(TokenEncoding).includes(encoding)) {
      refuse('encoding', encoding, 'is no TokenEncoding', 'write TokenEncoding.FORM or TokenEncoding.JSON');
    }
    checkTokenFields(encoding, scope, fields);
    checkTokenPrefix(prefix);
    checkMemberPointer('token', token);
    return new VendorAuth(AUTHORIZATION, [id, secret], {
      kind: 'token',
      url,
      encoding,
      id: id._wire(),
      secret: secret._wire(),
      ...(scope ? { scope } : {}),
      ...(Object.keys(fields).length > 0 ? { fields } : {}),
      prefix: prefix === '' ? '' : `${prefix} `,
      token,
    });
  }

  private static ofUser(kind: 'basic' | 'digest', user: VendorSecret, password: VendorSecret): VendorAuth {
    checkVendorSecret(`${kind} user`, user);
    checkVendorSecret(`${kind} password`, password);
    const wire = { kind, user: user._wire(), password: password._wire() };
    return new VendorAuth(AUTHORIZATION, [user, password], wire);
  }

  /** The name of the header that it sets. */
  public readonly headerName: string;

  /**
   * The secrets that the function must be able to read.
   *
   * @internal
   */
  public readonly _secrets: VendorSecret[];

  private readonly wire: AuthenticationWire;

  private constructor(headerName: string, secrets: VendorSecret[], wire: AuthenticationWire) {
    this.headerName = headerName;
    this._secrets = secrets;
    this.wire = wire;
  }

  /** @internal */
  public _wire(): AuthenticationWire {
    return this.wire;
  }
}
