import type { VendorReply, VendorRequest } from '../../fake-vendor/exchange';
import { FakeVendor, type FakeVendorOptions } from '../../fake-vendor/fake-vendor';
import { parseJson } from '../../fake-vendor/json';
import type { WireRequest } from '../../fake-vendor/loopback-server';
import { strangerNames } from '../../fake-vendor/vendor-records';
import { invalidBody, notAllowed, notFound, unauthorized } from './answers';
import type { PictoryConnectionFields, PictoryConnectionRecord } from './connection';
import { type ConnectionHabits, onCollection, onConnection } from './connection-routes';
import { Connections } from './connections';
import { Jobs, type PictoryJob } from './jobs';
import type { ReadMedia } from './media';
import { BASE_PATH, type StoryboardForm, targetOf } from './paths';
import { type FakePictoryClient, SignIn } from './sign-in';
import { readStoryboard } from './storyboard';

export interface FakePictoryOptions extends FakeVendorOptions {
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
  /** The clock of dates and of tokens. Default: the real one. */
  readonly now?: () => Date;
  /** Gives the ids of connections. Default: the time and random letters, as in the vendor's examples. */
  readonly newId?: () => string;
}

/**
 * Pictory's API for AWS connections and for the storyboards that use them, in memory, over real HTTP on 127.0.0.1.
 *
 * It is strict: a `Bearer` is refused, as the vendor does; an unknown field of a connection is, too, so that a typo shows.
 * A storyboard's private media is really read, by `readMedia`, through the role that the connection stands for.
 */
export class FakePictory extends FakeVendor {
  /**
   * Resolves once it listens.
   *
   * @throws the error of `listen`, such as `EADDRINUSE` for a port that is taken
   */
  static start(options: FakePictoryOptions): Promise<FakePictory> {
    return new FakePictory(options).listen();
  }

  readonly #signIn: SignIn;
  readonly #connections: Connections;
  readonly #habits: ConnectionHabits;
  readonly #jobs: Jobs;

  private constructor(options: FakePictoryOptions) {
    super(options, BASE_PATH);
    const now = options.now ?? (() => new Date());
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
    const others = { awsAccountId: '123456789012', awsRegion: 'us-east-2', enabled: true };
    return strangerNames(count, first).map((name) => this.add({ name, description: name, ...others }));
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

  /** The body of a request for a token has the client's secret in it. */
  protected override shown(wire: WireRequest): VendorRequest {
    const { body, ...others } = super.shown(wire);
    return body === undefined || targetOf(wire.path)?.kind === 'token' ? others : { ...others, body };
  }

  protected perform(request: VendorRequest, wire: WireRequest): VendorReply {
    const { method, path, body } = request;
    const target = targetOf(path);
    if (target?.kind === 'token') {
      return method === 'POST' ? this.#signIn.exchange(parseJson(wire.body)) : notAllowed(method, 'POST');
    }
    if (!this.#signIn.lets(wire.headers)) {
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
