import { AccessTokens } from '../../../testing/fake-vendor/access-tokens';
import type { VendorReply } from '../../../testing/fake-vendor/exchange';
import type { StrictRequest } from '../strict-vendor';
import { isBasic, type User } from './basic';

const TOKEN_SECONDS = 3600;

/**
 * Gives tokens for client credentials: a form (RFC 6749, 4.4), with the client in HTTP Basic. The token is a Bearer.
 */
export class TokenDesk {
  private readonly tokens = new AccessTokens(() => new Date());

  constructor(
    /** @default - no client is accepted */
    private readonly client: User | undefined,
    /** The only scope that a client may ask for; undefined: a client may ask for none. */
    private readonly scope?: string,
  ) {}

  /** How many tokens were given since the start. */
  public get count(): number {
    return this.tokens.given;
  }

  /** Ends every token before its time. */
  public expire(): void {
    this.tokens.expire();
  }

  /** Answers a request for a token, with the errors of RFC 6749, 5.2. */
  public exchange(request: StrictRequest): VendorReply {
    if (request.method !== 'POST') {
      return { status: 405, headers: { allow: 'POST' } };
    }
    if (!isBasic(request.header('authorization'), this.client)) {
      return { status: 401, headers: { 'www-authenticate': 'Basic' }, body: { error: 'invalid_client' } };
    }
    const form = Object.fromEntries(new URLSearchParams(request.text));
    const { grant_type: grant, scope, ...others } = form;
    if (!/^application\/x-www-form-urlencoded/.test(request.header('content-type') ?? '')) {
      return { status: 400, body: { error: 'invalid_request' } };
    }
    if (Object.keys(others).length > 0) {
      return { status: 400, body: { error: 'invalid_request', error_description: Object.keys(others).join(', ') } };
    }
    if (grant !== 'client_credentials') {
      return { status: 400, body: { error: 'unsupported_grant_type' } };
    }
    if (scope !== this.scope) {
      return { status: 400, body: { error: 'invalid_scope' } };
    }
    const token = this.tokens.give(TOKEN_SECONDS);
    const body = { access_token: token, token_type: 'Bearer', expires_in: TOKEN_SECONDS, ...(scope ? { scope } : {}) };
    return { status: 200, headers: { 'cache-control': 'no-store' }, body };
  }

  /** Whether a request is signed in by one of the tokens. */
  public lets(authorization: string | undefined): boolean {
    const [scheme, token = ''] = (authorization ?? '').split(' ');
    return scheme?.toLowerCase() === 'bearer' && this.tokens.accepts(token);
  }
}
