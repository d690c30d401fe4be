import { randomBytes } from 'node:crypto';
import type { VendorReply } from '../../../testing/fake-vendor/exchange';
import type { StrictRequest } from '../strict-vendor';
import { isBasic, type User } from './basic';

/** Client credentials for a token, as a form (RFC 6749, 4.4), the client in HTTP Basic; the token is a Bearer. */
export class TokenDesk {
  private readonly issued = new Set<string>();

  constructor(
    /** @default - none is let in */
    private readonly client: User | undefined,
    /** The scope that must be asked for; undefined: none may be. */
    private readonly scope?: string,
  ) {}

  /** How many tokens were issued since the start. */
  public count = 0;

  /** Makes every token so far worthless, as time or the vendor's operator would. */
  public expire(): void {
    this.issued.clear();
  }

  /** Answers the request for a token, with the errors of RFC 6749, 5.2. */
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
    const token = randomBytes(24).toString('base64url');
    this.issued.add(token);
    this.count += 1;
    const body = { access_token: token, token_type: 'Bearer', expires_in: 3600, ...(scope ? { scope } : {}) };
    return { status: 200, headers: { 'cache-control': 'no-store' }, body };
  }

  /** Whether a request is signed in by one of the tokens. */
  public lets(authorization: string | undefined): boolean {
    const [scheme, token = ''] = (authorization ?? '').split(' ');
    return scheme?.toLowerCase() === 'bearer' && this.issued.has(token);
  }
}
