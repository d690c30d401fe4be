import {
  type Intercept,
  performUnlessIntercepted,
  type VendorReply,
  type VendorRequest,
} from '../../fake-vendor/exchange';
import { Journal, type JournalEntry } from '../../fake-vendor/journal';
import { type FakeVendorTls, LoopbackServer, type WireRequest } from '../../fake-vendor/loopback-server';
import { invalidBody, notAllowed, notFound, unauthorized } from './answers';
import type { PictoryConnectionFields, PictoryConnectionRecord } from './connection';
import { type ConnectionHabits, onCollection, onConnection } from './connection-routes';
import { Connections } from './connections';
import { Jobs, type PictoryJob } from './jobs';
import type { ReadMedia } from './media';
import { BASE_PATH, type StoryboardForm, type Target, targetOf } from './paths';
import { type FakePictoryClient, SignIn } from './sign-in';
import { readStoryboard } from './storyboard';

export interface FakePictoryOptions {
  /** The key that is let in, such as `pictai_…`. Default: none. */
  readonly apiKey?: string;
  /** The client that is given tokens. Default: none. */
  readonly client?: FakePictoryClient;
  /** How long a token lasts, in seconds. Default 3600, as the vendor's. */
  readonly tokenSeconds?: number;
  /** Reads private media for a storyboard. Default: none can be read, and a storyboard that needs some fails. */
  readonly readMedia?: ReadMedia;
  /** The status for a name that is taken; no source says what the vendor's is. Default 409. */
  readonly takenNameStatus?: 400 | 409;
  /** The status for a version that is not the present one; no source says what the vendor's is. Default 409. */
  readonly staleVersionStatus?: 400 | 409 | 412;
  /** The most connections in one answer; the vendor's documents show no paging of connections. Default: all of them. */
  readonly pageSize?: number;
  /** The port on 127.0.0.1. Default, and 0: a free one. */
  readonly port?: number;
  /** Serves HTTPS. Default: plain HTTP. */
  readonly tls?: FakeVendorTls;
  /** The clock of dates and of tokens. Default: the real one. */
  readonly now?: () => Date;
  /** Gives the ids of connections. Default: the time and random letters, as in the vendor's examples. */
  readonly newId?: () => string;
  /** Looks at each request first, and may answer or drop it. Default: every request is performed. */
  readonly intercept?: Intercept;
}

/**
 * Pictory's API for AWS connections and for the storyboards that use them, in memory, over real HTTP on 127.0.0.1.
 *
 * It is strict: a `Bearer` is refused, as the vendor does; an unknown field of a connection is, too, so that a typo shows.
 * A storyboard's private media is really read, by `readMedia`, through the role that the connection stands for.
 */
export class FakePictory {
  /**
   * Resolves once it listens.
   *
   * @throws the error of `listen`, such as `EADDRINUSE` for a port that is taken
   */
  static async start(options: FakePictoryOptions): Promise<FakePictory> {
    const fake = new FakePictory(options);
    const { port, tls } = options;
    fake.#server = await LoopbackServer.start({ port, tls, handler: (wire) => fake.#answer(wire) });
    fake.#origin = fake.#server.origin;
    return fake;
  }

  /** Looks at each request first; may be set and unset while the fake runs. */
  intercept: Intercept | undefined;

  #server: LoopbackServer | undefined;
  #origin = '';
  readonly #signIn: SignIn;
  readonly #connections: Connections;
  readonly #habits: ConnectionHabits;
  readonly #jobs: Jobs;
  readonly #journal = new Journal();

  private constructor(options: FakePictoryOptions) {
    const now = options.now ?? (() => new Date());
    this.intercept = options.intercept;
    this.#signIn = new SignIn(now, options.tokenSeconds ?? 3600);
    this.#signIn.apiKey = options.apiKey;
    this.#signIn.client = options.client;
    this.#connections = new Connections(now, options.newId);
    this.#habits = {
      takenNameStatus: options.takenNameStatus ?? 409,
      staleVersionStatus: options.staleVersionStatus ?? 409,
      pageSize: options.pageSize ?? Number.POSITIVE_INFINITY,
    };
    this.#jobs = new Jobs(options.readMedia);
  }

  /** The base URL to give to a client, such as `http://127.0.0.1:9999/pictoryapis/v1`. */
  get url(): string {
    return `${this.#origin}${BASE_PATH}`;
  }

  /** Every request since the start, or since {@link clearJournal}, without what it was signed in with. */
  get journal(): readonly JournalEntry[] {
    return this.#journal.entries;
  }

  clearJournal(): void {
    this.#journal.clear();
  }

  /** Lets in this key alone from now on, and no client. */
  rotateApiKey(apiKey: string): void {
    this.#signIn.apiKey = apiKey;
    this.rotateClient(undefined);
  }

  /** Gives tokens to this client alone from now on; those that were given before are worthless. */
  rotateClient(client: FakePictoryClient | undefined): void {
    this.#signIn.client = client;
    this.expireTokens();
  }

  /** Makes every token so far worthless, before its time. */
  expireTokens(): void {
    this.#signIn.expire();
  }

  /** How many tokens were given so far. */
  get tokensGiven(): number {
    return this.#signIn.given;
  }

  /** What the vendor holds, oldest first. */
  connections(): PictoryConnectionRecord[] {
    return this.#connections.all();
  }

  /** Puts a connection into the vendor's hands without a request: nothing is checked or written down. */
  add(fields: PictoryConnectionFields): PictoryConnectionRecord {
    return this.#connections.create(fields);
  }

  /** Puts so many connections of strangers, named `stranger-1` and on, among ours. */
  seed(count: number): PictoryConnectionRecord[] {
    const first = this.connections().filter(({ name }) => name.startsWith('stranger-')).length + 1;
    return Array.from({ length: count }, (_, index) => {
      const name = `stranger-${first + index}`;
      return this.add({ name, description: name, awsAccountId: '123456789012', awsRegion: 'us-east-2', enabled: true });
    });
  }

  /** Takes a connection away, as the vendor's own user may. */
  remove(connectionId: string): void {
    this.#connections.remove(connectionId);
  }

  /** Every storyboard that was asked for, oldest first. */
  jobs(): PictoryJob[] {
    return this.#jobs.all();
  }

  /** Resolves once no storyboard is in work any more. */
  settled(): Promise<void> {
    return this.#jobs.settled();
  }

  /** Closes the port and every connection; what it holds can still be read. */
  async stop(): Promise<void> {
    await this.#server?.stop();
  }

  #answer(wire: WireRequest): VendorReply | 'drop' {
    const target = targetOf(wire.path);
    const body = parsed(wire.body);
    const request: VendorRequest = {
      method: wire.method,
      path: wire.path,
      query: Object.fromEntries(wire.query),
      // That of a request for a token is the client's secret.
      ...(body === undefined || target?.kind === 'token' ? {} : { body }),
    };
    const perform = () =>
      target?.kind === 'token' ? this.#token(wire.method, body) : this.#perform(wire, request, target);
    const outcome = performUnlessIntercepted(request, this.intercept, perform);
    this.#journal.add(request, outcome);
    return outcome.reply;
  }

  #token(method: string, body: unknown): VendorReply {
    return method === 'POST' ? this.#signIn.exchange(body) : notAllowed(method, 'POST');
  }

  #perform({ headers }: WireRequest, request: VendorRequest, target: Target | undefined): VendorReply {
    const { method, path, body } = request;
    if (!this.#signIn.lets(headers)) {
      return unauthorized();
    }
    switch (target?.kind) {
      case 'connections':
        return onCollection(this.#connections, request, this.#habits);
      case 'connection':
        return onConnection(this.#connections, target.id, request, this.#habits);
      case 'storyboard':
        return method === 'POST' ? this.#storyboard(body, target.form) : notAllowed(method, 'POST');
      case 'job':
        return method === 'GET' ? this.#jobs.show(target.id) : notAllowed(method, 'GET');
      default:
        return notFound(path);
    }
  }

  /**
   * Begins a storyboard. The old form has the job's id where the vendor's own samples read it, `jobId` (what else is in
   * that answer is inferred); today's has it where the API reference does. That a connection which is not there, or not
   * enabled, is refused at once is inferred: the vendor says that videos which use one fail.
   */
  #storyboard(body: unknown, form: StoryboardForm): VendorReply {
    const read = readStoryboard(body, form);
    if ('errors' in read) {
      return invalidBody(read.errors);
    }
    const { awsConnectionId: id } = read;
    const connection = id === undefined ? undefined : this.#connections.find(id);
    if (id !== undefined && !connection?.enabled) {
      return invalidBody([{ name: 'awsConnectionId', errors: connection ? 'is not enabled' : 'is not known' }]);
    }
    const { jobId } = this.#jobs.begin({ ...read, connection });
    return {
      status: 200,
      body: form === 'v1' ? { jobId, success: true, data: {} } : { success: true, data: { jobId } },
    };
  }
}

function parsed(body: string): unknown {
  try {
    return body === '' ? undefined : JSON.parse(body);
  } catch {
    return body;
  }
}
