import { type Intercept, performUnlessIntercepted, type VendorReply, type VendorRequest } from './exchange';
import { Journal, type JournalEntry } from './journal';
import { parseJson } from './json';
import { type FakeVendorTls, LoopbackServer, type WireRequest } from './loopback-server';

/** The options that every fake vendor has. */
export interface FakeVendorOptions {
  /** The port on 127.0.0.1. Default, and 0: a free one. */
  readonly port?: number;
  /** Serves HTTPS. Default: plain HTTP. */
  readonly tls?: FakeVendorTls;
  /** Looks at each request first, and may answer or drop it. Default: every request is performed. */
  readonly intercept?: Intercept;
}

/** A vendor's answer, at once or later. */
export type Answer = VendorReply | Promise<VendorReply>;

/**
 * The frame of every fake vendor: a server on 127.0.0.1, interceptions, and a journal without the secrets that clients
 * sign in with. Each fake adds the rules of its vendor.
 */
export abstract class FakeVendor {
  /** Looks at each request first; may be set and unset while the fake runs. */
  intercept: Intercept | undefined;

  readonly #options: FakeVendorOptions;
  readonly #basePath: string;
  readonly #journal = new Journal();
  #server: LoopbackServer | undefined;

  protected constructor(options: FakeVendorOptions = {}, basePath = '') {
    this.#options = options;
    this.#basePath = basePath;
    this.intercept = options.intercept;
  }

  /** The base URL to give to a client, such as `http://127.0.0.1:9999/v1`. */
  get url(): string {
    return `${this.origin}${this.#basePath}`;
  }

  /** Every request since the start, or since {@link clearJournal}, without the secrets that it was signed in with. */
  get journal(): readonly JournalEntry[] {
    return this.#journal.entries;
  }

  clearJournal(): void {
    this.#journal.clear();
  }

  /** How many requests of the journal used this method on a path that contains this text. */
  count(method: string, path = ''): number {
    return this.journal.filter((entry) => entry.method === method && entry.path.includes(path)).length;
  }

  /** Closes the port and every connection. The records and the journal can still be read. */
  async stop(): Promise<void> {
    await this.#server?.stop();
  }

  /** Scheme, address and port, without a slash at the end. */
  protected get origin(): string {
    return this.#server?.origin ?? '';
  }

  /**
   * Resolves once this fake listens.
   *
   * @throws the error of `listen`, such as `EADDRINUSE` for a port that is taken
   */
  protected async listen(): Promise<this> {
    const { port, tls } = this.#options;
    this.#server = await LoopbackServer.start({ port, tls, handler: (wire) => this.#answer(wire) });
    return this;
  }

  /** The request as the journal and the interception see it. A fake takes out the secrets of the query and the body. */
  protected shown({ method, path, query, body }: WireRequest): VendorRequest {
    const sent = body === '' ? {} : { body: parseJson(body, body) };
    return { method, path, query: Object.fromEntries(query), ...sent };
  }

  /**
   * Checks the sign-in, then performs the request by the vendor's rules.
   *
   * @param request the request as {@link shown} returned it
   */
  protected abstract perform(request: VendorRequest, wire: WireRequest): Answer;

  async #answer(wire: WireRequest): Promise<VendorReply | 'drop'> {
    const request = this.shown(wire);
    const outcome = await performUnlessIntercepted(request, this.intercept, () => this.perform(request, wire));
    this.#journal.add(request, outcome);
    return outcome.reply;
  }
}
