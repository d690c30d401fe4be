import type { VendorReply, VendorRequest } from '../../../fake-vendor/exchange';
import { FakeVendor, type FakeVendorOptions } from '../../../fake-vendor/fake-vendor';
import type { WireRequest } from '../../../fake-vendor/loopback-server';
import { badRequest, notAllowed, notFound } from './answers';
import { BadBody, isApi, readObjects } from './job-body';
import { type DolbyJob, Jobs } from './jobs';
import { type FakeDolbyApp, SignIn } from './sign-in';
import { type FakeDolbyS3, Storage } from './storage';

/** The path of the requests for tokens. Their body is a form, also in the journal. */
const TOKEN_PATH = '/v1/auth/token';

export interface FakeDolbyMediaOptions extends FakeVendorOptions {
  /** The app that gets tokens. */
  readonly app: FakeDolbyApp;
  /** The S3 of `s3://` URLs. Default: none, and a job with such a URL fails. */
  readonly s3?: FakeDolbyS3;
  /** A certificate authority as PEM. The fake's transfers trust it in place of the usual ones. */
  readonly ca?: string;
  /** Resolves when a job in the queue may begin. Default: at once. */
  readonly queue?: () => Promise<void>;
  /** Makes the output from the input. Default: the output is the same as the input. */
  readonly process?: (content: Buffer) => Buffer;
  /** The clock of tokens. Default: the real one. */
  readonly now?: () => Date;
}

/**
 * Dolby's Media APIs as far as they use storage, over real HTTP on 127.0.0.1: tokens, jobs, and their status. A job
 * really reads its input by GET and writes its output by PUT, with the URLs and keys of the request.
 *
 * The vendor has tokens at `api.dolby.io` and jobs at `api.dolby.com`: this fake has both at {@link url}. It refuses
 * what the documents exclude. No document shows a storage object of Transcode, so a job with one is accepted and stays
 * pending.
 */
export class FakeDolbyMedia extends FakeVendor {
  /**
   * Resolves once the fake listens.
   *
   * @throws the error of `listen`, such as `EADDRINUSE` for a port that is taken
   */
  static start(options: FakeDolbyMediaOptions): Promise<FakeDolbyMedia> {
    return new FakeDolbyMedia(options).listen();
  }

  readonly #signIn: SignIn;
  readonly #jobs: Jobs;

  private constructor(options: FakeDolbyMediaOptions) {
    super(options);
    const { queue = async () => undefined, process = (content: Buffer) => content } = options;
    this.#signIn = new SignIn(options.app, options.now ?? (() => new Date()));
    this.#jobs = new Jobs({ storage: new Storage({ s3: options.s3, ca: options.ca }), queue, process });
  }

  /** Every job, oldest first. */
  jobs(): DolbyJob[] {
    return this.#jobs.all();
  }

  /** Resolves once no job is in work. */
  settled(): Promise<void> {
    return this.#jobs.settled();
  }

  /**
   * Waits until no job is in work, then closes the port and every connection. The jobs and the journal can still be
   * read.
   */
  override async stop(): Promise<void> {
    await this.settled();
    await super.stop();
  }

  protected override shown(wire: WireRequest): VendorRequest {
    const isForm = wire.path === TOKEN_PATH && wire.body !== '';
    return { ...super.shown(wire), ...(isForm ? { body: wire.body } : {}) };
  }

  protected perform({ method, path, query, body }: VendorRequest, wire: WireRequest): VendorReply {
    if (path === TOKEN_PATH) {
      return method === 'POST' ? this.#signIn.exchange(wire) : notAllowed(method, 'POST');
    }
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

  /** The members of the answer are those of the vendor's client, `types/jobResults.ts`. */
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
