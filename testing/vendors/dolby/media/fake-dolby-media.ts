import {
  type Intercept,
  performUnlessIntercepted,
  type VendorReply,
  type VendorRequest,
} from '../../../fake-vendor/exchange';
import { Journal, type JournalEntry } from '../../../fake-vendor/journal';
import { type FakeVendorTls, LoopbackServer, type WireRequest } from '../../../fake-vendor/loopback-server';
import { badRequest, notAllowed, notFound } from './answers';
import { BadBody, isApi, readObjects } from './job-body';
import { type DolbyJob, Jobs } from './jobs';
import { type FakeDolbyApp, SignIn } from './sign-in';
import { type FakeDolbyS3, Storage } from './storage';

export interface FakeDolbyMediaOptions {
  /** The app that is given tokens. */
  readonly app: FakeDolbyApp;
  /** Where `s3://` URLs are read and written. Default: nowhere, and a job with one fails. */
  readonly s3?: FakeDolbyS3;
  /** A certificate authority that its transfers trust, as PEM, in place of the usual ones. */
  readonly ca?: string;
  /** Resolves when a job that waits in the queue may begin. Default: at once. */
  readonly queue?: () => Promise<void>;
  /** What is written for what was read. Default: the same. */
  readonly process?: (content: Buffer) => Buffer;
  /** The port on 127.0.0.1. Default, and 0: a free one. */
  readonly port?: number;
  /** Serves HTTPS. Default: plain HTTP. */
  readonly tls?: FakeVendorTls;
  /** The clock of tokens. Default: the real one. */
  readonly now?: () => Date;
  /** Looks at each request first, and may answer or drop it. Default: every request is performed. */
  readonly intercept?: Intercept;
}

/**
 * Dolby's Media APIs as far as they touch storage, over real HTTP on 127.0.0.1: tokens, jobs, and their status. A job
 * really reads its input by GET and writes its output by PUT, at the URLs and with the keys that it was given.
 *
 * The vendor has tokens at `api.dolby.io` and jobs at `api.dolby.com`: here both are at {@link url}. It is strict in what
 * the documents rule out; what a storage object of Transcode looks like no document says, so a job with one is taken and
 * stays pending.
 */
export class FakeDolbyMedia {
  /**
   * Resolves once it listens.
   *
   * @throws the error of `listen`, such as `EADDRINUSE` for a port that is taken
   */
  static async start(options: FakeDolbyMediaOptions): Promise<FakeDolbyMedia> {
    const fake = new FakeDolbyMedia(options);
    const { port, tls } = options;
    fake.#server = await LoopbackServer.start({ port, tls, handler: (wire) => fake.#answer(wire) });
    return fake;
  }

  /** Looks at each request first; may be set and unset while the fake runs. */
  intercept: Intercept | undefined;

  #server: LoopbackServer | undefined;
  readonly #signIn: SignIn;
  readonly #jobs: Jobs;
  readonly #journal = new Journal();

  private constructor(options: FakeDolbyMediaOptions) {
    const { queue = async () => undefined, process = (content: Buffer) => content } = options;
    this.intercept = options.intercept;
    this.#signIn = new SignIn(options.app, options.now ?? (() => new Date()));
    this.#jobs = new Jobs({ storage: new Storage({ s3: options.s3, ca: options.ca }), queue, process });
  }

  /** In place of `https://api.dolby.io` and of `https://api.dolby.com`. */
  get url(): string {
    return this.#server?.origin ?? '';
  }

  /** Every request since the start, without tokens; the bodies of jobs with all that is in them. */
  get journal(): readonly JournalEntry[] {
    return this.#journal.entries;
  }

  /** Every job, oldest first. */
  jobs(): DolbyJob[] {
    return this.#jobs.all();
  }

  /** Resolves once no job runs. */
  settled(): Promise<void> {
    return this.#jobs.settled();
  }

  /** Closes the port and every connection, once no job runs; what it holds can still be read. */
  async stop(): Promise<void> {
    await this.settled();
    await this.#server?.stop();
  }

  #answer(wire: WireRequest): VendorReply | 'drop' {
    const isToken = wire.path === '/v1/auth/token';
    const request: VendorRequest = {
      method: wire.method,
      path: wire.path,
      query: Object.fromEntries(wire.query),
      ...(wire.body === '' ? {} : { body: isToken ? wire.body : parsed(wire.body) }),
    };
    const perform = () => (isToken ? this.#token(wire) : this.#job(wire, request));
    const outcome = performUnlessIntercepted(request, this.intercept, perform);
    this.#journal.add(request, outcome);
    return outcome.reply;
  }

  #token(wire: WireRequest): VendorReply {
    return wire.method === 'POST' ? this.#signIn.exchange(wire) : notAllowed(wire.method, 'POST');
  }

  #job(wire: WireRequest, { method, path, query, body }: VendorRequest): VendorReply {
    const refused = this.#signIn.refusal(wire);
    if (refused) {
      return refused;
    }
    const api = path.replace(/^\/media\//, '');
    if (!path.startsWith('/media/') || !isApi(api)) {
      return notFound(`There is nothing at ${path}`);
    }
    switch (method) {
      case 'POST':
        return this.#begin(api, body);
      case 'GET':
        return this.#show(api, query.job_id ?? '');
      default:
        return notAllowed(method, 'GET, POST');
    }
  }

  #begin(api: string, body: unknown): VendorReply {
    try {
      return { status: 200, body: { job_id: this.#jobs.begin(api, readObjects(api, body)).id } };
    } catch (error) {
      if (error instanceof BadBody) {
        return badRequest(error.message);
      }
      throw error;
    }
  }

  /** The answer's members are those of the vendor's client, `types/jobResults.ts`. */
  #show(api: string, id: string): VendorReply {
    const job = this.#jobs.find(id);
    if (job?.api !== api) {
      return notFound(`There is no job ${id}`);
    }
    const { status, reason } = job;
    const error = reason === undefined ? {} : { error: { type: 'about:failed', title: 'Failed', detail: reason } };
    const progress = status === 'Pending' ? 0 : status === 'Running' ? 50 : 100;
    return {
      status: 200,
      body: { api_version: 'v1.0', path: `/media/${api}`, status, progress, result: {}, ...error },
    };
  }
}

function parsed(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return body;
  }
}
