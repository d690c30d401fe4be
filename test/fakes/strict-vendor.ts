import {
  type Intercept,
  performUnlessIntercepted,
  type VendorReply,
  type VendorRequest,
} from '../../testing/fake-vendor/exchange';
import { Journal, type JournalEntry } from '../../testing/fake-vendor/journal';
import { LoopbackServer, type WireRequest } from '../../testing/fake-vendor/loopback-server';

/** A request whose method, path and query a fake looks at; its sign-in has been judged already. */
export interface StrictRequest {
  readonly method: string;
  /** The path's segments, percent-decoded. */
  readonly segments: readonly string[];
  readonly query: URLSearchParams;
  /** The headers, by lower-case name. */
  readonly header: (name: string) => string | undefined;
  /** The body's text, as it was sent. */
  readonly text: string;
  /** The body parsed as JSON; undefined where it is none. */
  readonly json: unknown;
}

/** An answer, at once or later: a fake may have to try a role first. */
export type Answer = VendorReply | Promise<VendorReply>;

/** Whether the vendor can assume a role with an external ID. */
export type CanAssume = (roleArn: string, externalId: string) => boolean | Promise<boolean>;

/** A request with its sign-in still in it. */
export interface SignedRequest extends StrictRequest {
  /** Path and query, as they stand in the request's first line. */
  readonly target: string;
}

/**
 * What all strict fakes of other vendors are made of: real HTTP on 127.0.0.1, a journal that holds no sign-in, and the
 * intercept. What a vendor's documents do not allow, a fake refuses: it is for trying descriptions, not for users.
 */
export abstract class StrictVendor {
  /** Looks at each request first, and may answer or drop it. */
  public intercept: Intercept | undefined;

  private server: LoopbackServer | undefined;
  private readonly requests = new Journal();

  /** Scheme, address and port, without a slash at the end. */
  public get url(): string {
    return this.server?.origin ?? '';
  }

  /** Every request since the start or since {@link clearJournal}, also those that were refused. */
  public get journal(): readonly JournalEntry[] {
    return this.requests.entries;
  }

  public clearJournal(): void {
    this.requests.clear();
  }

  /** How often a method was used on a path that holds this text, whatever came of it. */
  public count(method: string, path = ''): number {
    return this.journal.filter((entry) => entry.method === method && entry.path.includes(path)).length;
  }

  public async stop(): Promise<void> {
    await this.server?.stop();
  }

  protected async listen(): Promise<this> {
    this.server = await LoopbackServer.start({ handler: (wire) => this.answer(wire) });
    return this;
  }

  /** Judges the sign-in, then performs the request. */
  protected abstract perform(request: SignedRequest): Answer;

  private async answer(wire: WireRequest): Promise<VendorReply | 'drop'> {
    const request = open(wire);
    const shown: VendorRequest = {
      method: wire.method,
      path: wire.path,
      query: Object.fromEntries(wire.query),
      ...(wire.body === '' ? {} : { body: request.json ?? wire.body }),
    };
    const outcome = await performUnlessIntercepted(shown, this.intercept, () => this.perform(request));
    this.requests.add(shown, outcome);
    return outcome.reply;
  }
}

function open(wire: WireRequest): SignedRequest {
  const search = wire.query.toString();
  return {
    method: wire.method,
    target: search === '' ? wire.path : `${wire.path}?${search}`,
    segments: wire.path.split('/').slice(1).map(decodeURIComponent),
    query: wire.query,
    header: (name) => {
      const value = wire.headers[name];
      return Array.isArray(value) ? value.join(', ') : value;
    },
    text: wire.body,
    json: parsed(wire.body),
  };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
