import { randomUUID } from 'node:crypto';
import type { VendorReply, VendorRequest } from '../../fake-vendor/exchange';
import { FakeVendor, type FakeVendorOptions } from '../../fake-vendor/fake-vendor';
import { parseJson } from '../../fake-vendor/json';
import type { WireRequest } from '../../fake-vendor/loopback-server';
import { refusal } from './answers';
import type { DailyDomainProperties } from './domain';
import { readDomain } from './domain-body';

const BASE_PATH = '/v1';

/** The test file that Daily writes through the customer's role, before it accepts a bucket. */
export interface DailyTestFile {
  readonly bucketName: string;
  readonly bucketRegion: string;
  readonly roleArn: string;
  /** The domain's name. */
  readonly externalId: string;
  readonly key: string;
}

/** Writes a test file as Daily does. An error refuses the bucket. */
export type WriteDailyTestFile = (file: DailyTestFile) => Promise<void>;

export interface FakeDailyOptions extends FakeVendorOptions {
  /** The only API key that the fake accepts. Each key belongs to one domain (vendor's page "REST API"). */
  readonly apiKey: string;
  /** The name of the key's domain, which Daily sends as the external ID. Default `acme`. */
  readonly domainName?: string;
  /** Writes the test file of a bucket. Default: nothing is written, and the fake accepts every bucket. */
  readonly writeTestFile?: WriteDailyTestFile;
}

/**
 * Daily's API for the configuration of a domain, in memory, over real HTTP on 127.0.0.1.
 *
 * It is strict: it refuses members that the vendor's documents do not have. The vendor checks an S3 bucket when a client
 * sets it (page "Test OCI Bucket": "Unlike S3 buckets, an OCI bucket configuration is not checked when you set it"), so
 * this fake does. The name of the test file is that page's, for another kind of bucket. That a former bucket is checked
 * again when it is put back is inferred.
 */
export class FakeDaily extends FakeVendor {
  /**
   * Resolves once the fake listens.
   *
   * @throws the error of `listen`, such as `EADDRINUSE` for a port that is taken
   */
  static start(options: FakeDailyOptions): Promise<FakeDaily> {
    return new FakeDaily(options).listen();
  }

  readonly #domainId = randomUUID();
  readonly #domainName: string;
  readonly #writeTestFile: WriteDailyTestFile;
  #apiKey: string;
  #properties: DailyDomainProperties = {};

  private constructor(options: FakeDailyOptions) {
    super(options, BASE_PATH);
    const { apiKey, domainName = 'acme', writeTestFile = async () => undefined } = options;
    this.#apiKey = apiKey;
    this.#domainName = domainName;
    this.#writeTestFile = writeTestFile;
  }

  /** From now on the fake accepts only this key. */
  rotateApiKey(apiKey: string): void {
    this.#apiKey = apiKey;
  }

  /** What the domain says now. */
  properties(): DailyDomainProperties {
    return { ...this.#properties };
  }

  /** Sets properties without a request, as somebody does in the dashboard: no check, no entry in the journal. */
  set(properties: DailyDomainProperties): void {
    this.#properties = { ...this.#properties, ...properties };
  }

  protected perform(request: VendorRequest, { headers, body }: WireRequest): VendorReply | Promise<VendorReply> {
    const { method, path } = request;
    // The page "REST API" gives both refusals of a sign-in.
    if (!headers.authorization?.startsWith('Bearer ')) {
      return refusal(400, 'authorization-header-error', 'bad Authorization header format');
    }
    if (headers.authorization !== `Bearer ${this.#apiKey}`) {
      return refusal(401, 'authentication-error', 'the API key is not valid');
    }
    if ((path !== BASE_PATH && path !== `${BASE_PATH}/`) || !['GET', 'POST'].includes(method)) {
      return refusal(404, 'not-found', `there is no ${method} ${path}`);
    }
    if (method === 'GET') {
      return this.#domain();
    }
    const isJson = /^application\/json\b/i.test(headers['content-type'] ?? '');
    const json = isJson ? parseJson(body) : undefined;
    return json === undefined
      ? refusal(400, 'json-parsing-error', 'the body is not application/json, or not JSON')
      : this.#change(json);
  }

  /** Sets the given properties, and leaves the others as they are. The answer is the domain (vendor's page). */
  async #change(json: unknown): Promise<VendorReply> {
    const read = readDomain(json);
    if ('info' in read) {
      return refusal(400, 'invalid-request-error', read.info);
    }
    const { recordings_bucket: bucket } = read.properties;
    if (bucket) {
      try {
        await this.#writeTestFile({
          bucketName: bucket.bucket_name,
          bucketRegion: bucket.bucket_region,
          roleArn: bucket.assume_role_arn,
          externalId: this.#domainName,
          key: 'daily-co-test-upload.txt',
        });
      } catch (error) {
        const why = error instanceof Error ? error.message : String(error);
        return refusal(400, 'invalid-request-error', `recordings_bucket: ${why}`);
      }
    }
    this.set(read.properties);
    return this.#domain();
  }

  /** The domain, in the form of the page "Get domain configuration". That it shows every member is inferred. */
  #domain(): VendorReply {
    return {
      status: 200,
      body: { domain_name: this.#domainName, domain_id: this.#domainId, config: this.properties() },
    };
  }
}
