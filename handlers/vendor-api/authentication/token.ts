import type { ApiWire, TokenWire } from '../../../lib/vendor-api/contract';
import type { Effects } from '../../runtime/effects';
import { Failure, Unsettled } from '../../runtime/errors';
import { at } from '../../runtime/json-pointer';
import { Backoff, retry, retryReasonOf } from '../backoff';
import { checkBaseUrl } from '../base-url';
import { lostReply, type Reply, readReply } from '../reply';
import { USER_AGENT } from '../user-agent';
import { basic } from './header';
import type { Secrets } from './secrets';
import type { SignIn } from './sign-in';

/** How long one attempt may take until the response is whole, in milliseconds. */
const ATTEMPT_TIMEOUT = 10_000;

/** Where a refused token request says why (RFC 6749, 5.2), besides the places of the vendor's other refusals. */
const WORDS = ['/error_description', '/error', '/message'];

/**
 * Client credentials for a token (RFC 6749, 4.4). This function keeps the token for one event. It fetches another one
 * where the vendor no longer accepts the token.
 */
export class TokenSignIn implements SignIn {
  private token: Promise<string> | undefined;

  public constructor(
    private readonly wire: TokenWire,
    private readonly api: ApiWire,
    private readonly secrets: Secrets,
    private readonly effects: Effects,
    private readonly deadline: number,
  ) {}

  public async headers(): Promise<Readonly<Record<string, string>>> {
    this.token ??= this.fetch();
    return { authorization: `${this.wire.prefix}${await this.token}` };
  }

  public refused(): boolean {
    this.token = undefined;
    return true;
  }

  private async fetch(): Promise<string> {
    const backoff = new Backoff(this.effects, { deadline: this.deadline });
    // As safe to repeat as a GET: a token leaves nothing to remove.
    return this.read(
      await retry(
        () => this.ask(),
        (reply) => retryReasonOf('GET', reply),
        backoff,
      ),
    );
  }

  private read(reply: Reply): string {
    const { id, secret, token: pointer } = this.wire;
    const tried = `The token at POST ${this.url}`;
    if (reply.kind === 'lost') {
      throw new Unsettled(`${tried} was not given: ${reply.text}. Deploy again when the vendor's API can be reached.`);
    }
    if (reply.kind === 'refused') {
      const Kind = reply.meaning === 'RETRY' ? Unsettled : Failure;
      throw new Kind(`${tried} was refused with ${reply.text}. Check the client in ${id.arn} and ${secret.arn}.`);
    }
    const token = at(reply.json, pointer);
    if (typeof token !== 'string' || !/^[\x21-\x7e]+$/.test(token)) {
      throw new Failure(`${tried} is not at '${pointer}' of the answer: correct the description of its API.`);
    }
    this.effects.redact(token);
    return token;
  }

  private async ask(): Promise<Reply> {
    const { encoding, scope, fields } = this.wire;
    const { effects, url } = this;
    const [id, secret] = [await this.secrets.text(this.wire.id), await this.secrets.text(this.wire.secret)];
    const more = { ...(scope === undefined ? {} : { scope }), ...fields };
    const form = encoding === 'FORM';
    const body = form
      ? new URLSearchParams({ grant_type: 'client_credentials', ...more }).toString()
      : JSON.stringify({ client_id: id, client_secret: secret, ...more });
    const timeout = Math.min(ATTEMPT_TIMEOUT, this.deadline - effects.now());
    if (timeout <= 0) {
      throw new Unsettled(`The token at POST ${url} was not asked for: no time was left. Deploy again later.`);
    }
    const headers = {
      'user-agent': USER_AGENT,
      accept: 'application/json',
      'content-type': form ? 'application/x-www-form-urlencoded' : 'application/json',
      'content-length': String(Buffer.byteLength(body)),
      // Not encoded as a form's members are: vendors' documents and servers take the client unencoded.
      ...(form ? { authorization: basic(id, secret, effects) } : {}),
    };
    const api = { ...this.api, errorText: [...new Set([...this.api.errorText, ...WORDS])] };
    const reply = await effects
      .exchange({ method: 'POST', url, headers, body, timeout })
      .then((response) => readReply(api, response, effects.clean), lostReply);
    effects.log('token asked for', { url, outcome: reply.kind === 'ok' ? reply.status : reply.text });
    return reply;
  }

  private get url(): string {
    const { url } = this.wire;
    return url.startsWith('/') ? `${this.api.baseUrl}${url}` : checkBaseUrl(url);
  }
}
