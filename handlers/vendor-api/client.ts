import type { ApiWire } from '../../lib/vendor-api/contract';
import type { Effects, HttpResponse } from '../runtime/effects';
import { Failure, Unsettled } from '../runtime/errors';
import { jsonText } from '../runtime/json';
import { Session, secretsIn } from './authentication/session';
import { Backoff, retry, retryReasonOf } from './backoff';
import { lostReply, type Reply, readReply } from './reply';
import { sharersOf } from './sharers';
import { expand } from './url-template';
import { USER_AGENT } from './user-agent';

/** How long one attempt may take until the response is whole, in milliseconds. */
const ATTEMPT_TIMEOUT = 15_000;

/** One request to a vendor's API. */
export interface ClientRequest {
  readonly method: string;
  /** Below the base URL, braces filled; or a URL of the API's own origin. */
  readonly path: string;
  readonly query?: readonly (readonly [string, string])[];
  /** JSON; undefined where the request has no body. */
  readonly body?: unknown;
  /** Whether the body's members are sent as a form, and not as JSON. */
  readonly form?: boolean;
  /** The ETag that the record must still have. */
  readonly ifMatch?: string;
}

/** A reply by which the vendor did not accept the request. */
export type Refused = Exclude<Reply, { readonly kind: 'ok' }>;

/** A vendor's API over HTTP, as its description says. Every request carries the same sign-in and the same headers. */
export class Client {
  /** When this function first called the API, in milliseconds since the epoch; undefined before that. */
  public firstCalled?: number;

  /** The longest first page, by path, after which this function found that no page follows. */
  public readonly wholeLists = new Map<string, number>();

  /** @param deadline milliseconds since the epoch: nothing begins, and nothing waits, after it */
  public constructor(
    public readonly api: ApiWire,
    private readonly effects: Effects,
    private readonly deadline: number,
    private readonly session = new Session(api, effects, deadline),
  ) {}

  /** The same API and sign-in with another deadline, to undo what was done. */
  public until(deadline: number): Client {
    return new Client(this.api, this.effects, deadline, this.session);
  }

  /** The waits of one request, until the deadline. */
  public backoff(): Backoff {
    return new Backoff(this.effects, { deadline: this.deadline, sharers: sharersOf(this.api.baseUrl) });
  }

  /** A path with its braces filled by the description's parameters and by these values. */
  public path(template: string, values: Readonly<Record<string, string>> = {}): string {
    return expand(template, { ...this.api.parameters, ...values });
  }

  /** The URL of a path. */
  public url(path: string): string {
    return path.startsWith('/') ? `${this.api.baseUrl}${path}` : path;
  }

  /** Repeats a request, which must be safe to repeat, until the vendor has decided or the time is over. */
  public async repeat(request: ClientRequest): Promise<Reply> {
    const reasonOf = (reply: Reply) => retryReasonOf(request.method, reply);
    return retry(() => this.once(request), reasonOf, this.backoff());
  }

  /** The response's JSON. @throws what {@link explain} makes of any other reply */
  public accepted({ method, path }: ClientRequest, reply: Reply): unknown {
    if (reply.kind !== 'ok') {
      throw this.explain(method, path, reply);
    }
    return reply.json;
  }

  /** Makes one request, and makes it once more where the vendor asks for another sign-in. */
  public async once(request: ClientRequest): Promise<Reply> {
    const { effects } = this;
    this.firstCalled ??= effects.now();
    const started = effects.now();
    const reply = await this.exchange(request, (answer) => this.session.refused(answer)).then(
      (response) => readReply(this.api, response, effects.clean),
      lostReply,
    );
    if (reply.kind === 'refused') {
      effects.count?.('refusals');
    }
    effects.log('vendor call', {
      method: request.method,
      url: this.urlOf(request),
      milliseconds: effects.now() - started,
      outcome: reply.kind === 'ok' ? reply.status : reply.text,
    });
    return reply;
  }

  /** A refusal or loss in words, with what to do. */
  public explain(method: string, path: string, reply: Refused): Failure {
    const tried = `${method} ${this.url(path)}`;
    if (reply.kind === 'lost') {
      // A GET that another server answers will be answered so again: a wrong URL must not keep a stack from its deletion.
      const Kind = reply.mayHaveActed && !(method === 'GET' && reply.answered) ? Unsettled : Failure;
      return new Kind(
        `${tried} got no usable answer: ${reply.text}. Deploy again when the vendor's API can be reached.`,
      );
    }
    const Kind = reply.meaning === 'RETRY' && !(method === 'POST' && reply.status === 429) ? Unsettled : Failure;
    return new Kind(`${tried} was refused with ${reply.text}. ${this.advice(reply)}`);
  }

  private advice({ status, meaning }: Extract<Reply, { readonly kind: 'refused' }>): string {
    const { authentication, headers = {} } = this.api;
    if (status === 401 || status === 403) {
      const sent = Object.entries(headers).map(([name, value]) => `${name} ${value}`);
      const where = sent.length > 0 ? ` and ${sent.join(', ')}` : '';
      return `Check the key in ${secretsIn(authentication).join(', ')}${where}, then deploy again.`;
    }
    if (status === 429) {
      return 'It is rate limited for longer than there is time to wait: deploy again later.';
    }
    if (meaning === 'RETRY') {
      return 'The vendor did not recover in time: deploy again later.';
    }
    const isSuccess = status >= 200 && status < 300;
    const doubt = ' If that code means success, add it to successCodes of the description, or correct its errorCode.';
    return `Correct what the vendor names, then deploy again.${isSuccess ? doubt : ''}`;
  }

  private async exchange(request: ClientRequest, renew: (answer: HttpResponse) => boolean): Promise<HttpResponse> {
    const { method, path, body, form = false, ifMatch } = request;
    const url = this.urlOf(request);
    const signIn = await this.session.headers({ method, url });
    const text = body === undefined ? undefined : form ? formOf(body) : jsonText(body);
    const timeout = Math.min(ATTEMPT_TIMEOUT, this.deadline - this.effects.now());
    if (timeout <= 0) {
      throw new Unsettled(`${method} ${this.url(path)} was not tried: no time was left. Deploy again later.`);
    }
    const { headers, mediaType = 'application/json' } = this.api;
    const answer = await this.effects.exchange({
      method,
      url,
      headers: {
        'user-agent': USER_AGENT,
        ...headers,
        ...signIn,
        accept: mediaType,
        ...(ifMatch === undefined ? {} : { 'if-match': ifMatch }),
        ...(text === undefined
          ? {}
          : { 'content-type': form ? FORM : mediaType, 'content-length': String(Buffer.byteLength(text)) }),
      },
      body: text,
      timeout,
    });
    // The vendor did nothing for a request that it did not let in, so even a POST may be repeated.
    return answer.status === 401 && renew(answer) ? this.exchange(request, () => false) : answer;
  }

  private urlOf({ path, query = [] }: ClientRequest): string {
    const url = this.url(path);
    const mark = url.includes('?') ? '&' : '?';
    const parameters = query.map(([name, value]): [string, string] => [name, value]);
    return query.length > 0 ? `${url}${mark}${new URLSearchParams(parameters)}` : url;
  }
}

const FORM = 'application/x-www-form-urlencoded';

/** A map's members as a form. One that has no value is left out, because a form cannot say null. */
function formOf(body: unknown): string {
  const members = typeof body === 'object' && body !== null ? Object.entries(body) : [];
  const form = new URLSearchParams();
  for (const [name, value] of members) {
    if (value !== undefined && value !== null) {
      form.append(name, String(value));
    }
  }
  return form.toString();
}
