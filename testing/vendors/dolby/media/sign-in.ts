import { AccessTokens } from '../../../fake-vendor/access-tokens';
import type { VendorReply } from '../../../fake-vendor/exchange';
import type { WireRequest } from '../../../fake-vendor/loopback-server';
import { badRequest, unauthorized } from './answers';

/** An app's credentials. */
export interface FakeDolbyApp {
  readonly key: string;
  readonly secret: string;
}

/** The life of a token in seconds: the default and the maximum (the vendor's client, `authentication.ts`). */
const SECONDS = 1_800;
const MOST_SECONDS = 86_400;

/** Gives tokens for an app's key and secret, and checks them. */
export class SignIn {
  readonly #app: FakeDolbyApp;
  readonly #tokens: AccessTokens;

  constructor(app: FakeDolbyApp, now: () => Date) {
    this.#app = app;
    this.#tokens = new AccessTokens(now);
  }

  /** Answers `POST /v1/auth/token`. The request has Basic authentication and a form. */
  exchange({ headers, body }: WireRequest): VendorReply {
    const basic = `Basic ${Buffer.from(`${this.#app.key}:${this.#app.secret}`).toString('base64')}`;
    if (headers.authorization !== basic) {
      return unauthorized("The app's key and secret are sent by Basic authentication");
    }
    if (!headers['content-type']?.startsWith('application/x-www-form-urlencoded')) {
      return badRequest('The body is a form');
    }
    const form = new URLSearchParams(body);
    const unknown = [...form.keys()].find((name) => !['grant_type', 'expires_in', 'scope'].includes(name));
    const seconds = Number(form.get('expires_in') ?? SECONDS);
    if (form.get('grant_type') !== 'client_credentials' || unknown !== undefined) {
      return badRequest(unknown ? `${unknown} is not known` : 'grant_type is client_credentials');
    }
    if (!Number.isInteger(seconds) || seconds < 1 || seconds > MOST_SECONDS) {
      return badRequest(`expires_in is 1 to ${MOST_SECONDS}`);
    }
    const token = this.#tokens.give(seconds);
    return { status: 200, body: { access_token: token, token_type: 'Bearer', expires_in: seconds } };
  }

  /** The refusal of a request; undefined for a valid token. The vendor ended `x-api-key` on 15 December 2022. */
  refusal({ headers }: WireRequest): VendorReply | undefined {
    const token = /^Bearer (\S+)$/.exec(headers.authorization ?? '')?.[1];
    if (token === undefined) {
      return unauthorized('Authorization is Bearer and a token');
    }
    return this.#tokens.accepts(token) ? undefined : unauthorized('The token is not valid');
  }
}
