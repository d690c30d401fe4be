import type { IncomingHttpHeaders } from 'node:http';
import { AccessTokens } from '../../fake-vendor/access-tokens';
import type { VendorReply } from '../../fake-vendor/exchange';
import { isObject } from '../../fake-vendor/json';
import { invalidBody, unauthorized } from './answers';

/** Client credentials, the vendor's older way to sign in. */
export interface FakePictoryClient {
  readonly clientId: string;
  readonly clientSecret: string;
  /** The value that `X-Pictory-User-Id` must have beside a token. */
  readonly userId: string;
}

/** Accepts a key, or a token for client credentials. */
export class SignIn {
  apiKey: string | undefined;
  client: FakePictoryClient | undefined;
  readonly #tokens: AccessTokens;
  readonly #tokenSeconds: number;

  constructor(now: () => Date, tokenSeconds: number) {
    this.#tokens = new AccessTokens(now);
    this.#tokenSeconds = tokenSeconds;
  }

  /** How many tokens were given so far. */
  get given(): number {
    return this.#tokens.given;
  }

  /** Ends every token before its time. */
  expire(): void {
    this.#tokens.expire();
  }

  /** Whether a request is signed in. The header must be the key or the token alone, without `Bearer`. */
  lets(headers: IncomingHttpHeaders): boolean {
    const { authorization } = headers;
    if (authorization === undefined || authorization === '') {
      return false;
    }
    if (authorization === this.apiKey) {
      return true;
    }
    return this.#tokens.accepts(authorization) && headers['x-pictory-user-id'] === this.client?.userId;
  }

  /**
   * Gives a token for client credentials.
   *
   * @param body the body as JSON
   */
  exchange(body: unknown): VendorReply {
    const { client_id, client_secret, ...others } = isObject(body) ? body : {};
    if (typeof client_id !== 'string' || typeof client_secret !== 'string' || Object.keys(others).length > 0) {
      return invalidBody([
        { name: 'body', errors: 'must hold client_id and client_secret, as JSON, and nothing else' },
      ]);
    }
    if (client_id !== this.client?.clientId || client_secret !== this.client.clientSecret) {
      return unauthorized();
    }
    const token = this.#tokens.give(this.#tokenSeconds);
    return { status: 200, body: { access_token: token, expires_in: this.#tokenSeconds, token_type: 'Bearer' } };
  }
}
