import type { ApiWire, TokenWire } from '../../../lib/vendor-api/contract';
import { type Effects, HttpFailure } from '../../runtime/effects';
import { Failure, Unsettled } from '../../runtime/errors';
import { at } from '../../runtime/json-pointer';
import { Backoff, retryReasonOf } from '../backoff';
import { checkBaseUrl } from '../base-url';
import { type Reply, readReply } from '../reply';
import { USER_AGENT } from '../user-agent';
import { basic } from './header';
import type { Secrets } from './secrets';
import type { SignIn } from './sign-in';

const ATTEMPT_TIMEOUT = 10_000;

/** Where a token's refusal says why (RFC 6749, 5.2), besides where the vendor's other refusals do. */
const WORDS = ['/error_description', '/error', '/message'];

/**
 * Client credentials for a token (RFC 6749, 4.4). The token lives as long as the event. One that the vendor no longer
 * takes is fetched again.
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
    const patience = new Backoff(this.effects, { deadline: this.deadline });
    for (;;) {
      const reply = await this.ask();
      // To ask for a token again is safe: it makes nothing that anyone has to remove.
      const trouble = retryReasonOf('GET', reply);
      if (!trouble || !(await patience.again(trouble))) {
        return this.read(reply);
      }
    }
  }

  private read(reply: Reply): string {
    const { id, secret, token: pointer } = this.wire;
    const tried = `The token at POST ${this.url}`;
    if (reply.kind === 'lost') {
      throw new Unsettled(`${tried} was not given: ${reply.said}. Deploy again when the vendor's API can be reached.`);
    }
    if (reply.kind === 'refused') {
      const Kind = reply.meaning === 'RETRY' ? Unsettled : Failure;
      throw new Kind(`${tried} was refused with ${reply.said}. Check the client in ${id.arn} and ${secret.arn}.`);
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
      // The client as it is, not encoded as a form's: so vendors' documents have it, and so their servers read it.
      ...(form ? { authorization: basic(id, secret, effects) } : {}),
    };
    const api = { ...this.api, errorText: [...new Set([...this.api.errorText, ...WORDS])] };
    const reply = await effects.exchange({ method: 'POST', url, headers, body, timeout }).then(
      (answer) => readReply(api, answer, effects.clean),
      (error: unknown): Reply => {
        if (error instanceof HttpFailure) {
          return { kind: 'lost', heard: error.heard, said: error.message };
        }
        throw error;
      },
    );
    effects.log('token asked for', { url, outcome: reply.kind === 'ok' ? reply.status : reply.said });
    return reply;
  }

  private get url(): string {
    const { url } = this.wire;
    return url.startsWith('/') ? `${this.api.baseUrl}${url}` : checkBaseUrl(url);
  }
}
