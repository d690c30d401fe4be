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
  /** The key that the fake accepts, such as `pictai_…`. Default: none. */
  readonly apiKey?: string;
  /** The client that gets tokens. Default: none. */
  readonly client?: FakePictoryClient;
  /** The life of a token in seconds. Default 3600, as the vendor's. */
  readonly tokenSeconds?: number;
  /** Reads private media for a storyboard. Default: the fake can read none, and a storyboard that needs some fails. */
  readonly readMedia?: ReadMedia;
  /** The status for a name that another connection has already. No source gives the vendor's. Default 409. */
  readonly takenNameStatus?: 400 | 409;
  /** The status for an old version. No source gives the vendor's. Default 409. */
  readonly staleVersionStatus?: 400 | 409 | 412;
  /** The most connections in one answer. The vendor's documents show no paging of connections. Default: all of them. */
  readonly pageSize?: number;
  /** The clock of dates and of tokens. Default: the real one. */
  readonly now?: () => Date;
  /** Makes the ids of connections. Default: the time and random letters, as in the vendor's examples. */
  readonly newId?: () => string;
}

/**
 * Pictory's API for AWS connections and for the storyboards that use them, in memory, over real HTTP on 127.0.0.1.
 *
 * It is strict. It refuses a `Bearer`, as the vendor does. It refuses unknown fields of a connection, so that a test
 * finds a typing error. `readMedia` really reads a storyboard's private media, through the connection's role.
 */
export class FakePictory extends FakeVendor {
  /**
   * Resolves once the fake listens.
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

  /** From now on the fake accepts only this key, and no client. */
  rotateApiKey(apiKey: string): void {
    this.#signIn.apiKey = apiKey;
    this.rotateClient(undefined);
  }

  /** From now on the fake gives tokens only to this client. It refuses earlier tokens. */
  rotateClient(client: FakePictoryClient | undefined): void {
    this.#signIn.client = client;
    this.expireTokens();
  }

  /** Ends every token before its time. */
  expireTokens(): void {
    this.#signIn.expire();
  }

  /** How many tokens the fake has given so far. */
  get tokensGiven(): number {
    return this.#signIn.given;
  }

  /** The connections, oldest first. */
  connections(): PictoryConnectionRecord[] {
    return this.#connections.all();
  }

  /** Adds a connection without a request: no check, no entry in the journal. */
  add(fields: PictoryConnectionFields): PictoryConnectionRecord {
    return this.#connections.create(fields);
  }

  /** Adds connections of other customers, named `stranger-1` and on. */
  seed(count: number): PictoryConnectionRecord[] {
    const first = this.connections().filter(({ name }) => name.startsWith('stranger-')).length + 1;
    const others = { awsAccountId: '123456789012', awsRegion: 'us-east-2', enabled: true };
    return strangerNames(count, first).map((name) => this.add({ name, description: name, ...others }));
  }

  /** Removes a connection, as the vendor's user may do by hand. */
  remove(connectionId: string): void {
    this.#connections.remove(connectionId);
  }

  /** Every requested storyboard, oldest first. */
  jobs(): PictoryJob[] {
    return this.#jobs.all();
  }

  /** Resolves once no storyboard is in work. */
  settled(): Promise<void> {
    return this.#jobs.settled();
  }

  /** The body of a request for a token contains the client's secret, so it is left out. */
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
   * Begins a storyboard. In the old form the job's id is `jobId`, as in the vendor's samples; the rest of that answer
   * is inferred. In the present form the id stands where the API reference has it.
   *
   * The vendor says that videos with a missing or disabled connection fail. That it refuses them at once is inferred.
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
