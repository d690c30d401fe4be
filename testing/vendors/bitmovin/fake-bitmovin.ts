import type { VendorReply, VendorRequest } from '../../fake-vendor/exchange';
import { type Answer, FakeVendor, type FakeVendorOptions } from '../../fake-vendor/fake-vendor';
import type { WireRequest } from '../../fake-vendor/loopback-server';
import { strangerNames } from '../../fake-vendor/vendor-records';
import { BASE_PATH, type BitmovinCollection, targetOf } from './collection';
import { apiKeyOf, withoutKey } from './credentials';
import { ERROR_CODES, failure } from './envelope';
import { exportTargetOf, performExport } from './export-routes';
import type { BitmovinExport, BitmovinExportFields, ExportsEnd } from './export-task';
import { ExportTasks } from './export-tasks';
import { Organisation } from './organisation';
import type { CheckWrite } from './permission-check';
import { DEFAULT_RATE_LIMITS, type RateLimitDialect, RateLimiter } from './rate-limit';
import type { BitmovinFields, BitmovinRecord } from './record';
import { perform } from './routes';

/** The organisation of the key, unless the options name another. */
export const DEFAULT_ORGANISATION_ID = '00000000-0000-4000-8000-000000000001';

export interface FakeBitmovinOptions extends FakeVendorOptions {
  /** The only key that the fake accepts. Any other key, or none, gets a 401. */
  readonly apiKey: string;
  /**
   * The key's own organisation. It gets the records of requests that name no organisation. Default {@link
   * DEFAULT_ORGANISATION_ID}.
   */
  readonly organisationId?: string;
  /** The organisations that `X-Tenant-Org-Id` may name beside the key's own. Any other gets a 403. Default: any. */
  readonly tenants?: readonly string[];
  /** The clock of `createdAt` and of the rate limit. Default: the real one. */
  readonly now?: () => Date;
  /** Makes the ids of records, and external IDs. Default: random UUIDs. */
  readonly newId?: () => string;
  /** POST requests a minute to one collection. Default 1000, which the vendor documents for encoding. */
  readonly postPerMinute?: number;
  /** GET requests a minute to one collection. Default 4000, which the vendor documents for encoding. */
  readonly getPerMinute?: number;
  /**
   * Requests a minute of all methods, to all collections together. It replaces the two limits above, and stands for
   * another vendor's kind of limit. Default: the two limits above.
   */
  readonly requestsPerMinute?: number;
  /** How a 429 says when the client may try again. Default `x-ratelimit`, as the vendor does. */
  readonly rateLimitDialect?: RateLimitDialect;
  /** Performs the write of a permission check. Default: every check passes. */
  readonly checkWrite?: CheckWrite;
  /**
   * How export tasks end. Each GET of export tasks moves the open ones on a step after its answer: `QUEUED`, `STARTED`,
   * then this. Default: only {@link FakeBitmovin.advanceExports} moves them.
   */
  readonly exportsEnd?: ExportsEnd;
}

/**
 * Bitmovin's API for role-based S3 outputs and inputs, in memory, over real HTTP on 127.0.0.1.
 *
 * It knows analytics outputs, encoding outputs and encoding inputs: create, get, list, delete and customData. It also
 * knows the permission check of an encoding output, and export tasks: create, get and list, with their status.
 *
 * Its envelope, errors, paging, organisations, external IDs and rate limit are the vendor's. It refuses nothing that
 * the vendor's documents allow.
 */
export class FakeBitmovin extends FakeVendor {
  /**
   * Resolves once the fake listens.
   *
   * @throws the error of `listen`, such as `EADDRINUSE` for a port that is taken
   */
  static start(options: FakeBitmovinOptions): Promise<FakeBitmovin> {
    return new FakeBitmovin(options).listen();
  }

  /** The key's own organisation. */
  readonly organisationId: string;
  /** Performs the write of a permission check; a test may set it while the fake runs. */
  checkWrite: CheckWrite;

  #apiKey: string;
  #limiter: RateLimiter;
  readonly #options: FakeBitmovinOptions;
  readonly #now: () => Date;
  readonly #organisations = new Map<string, Organisation>();
  readonly #exports = new Map<string, ExportTasks>();

  private constructor(options: FakeBitmovinOptions) {
    super(options, BASE_PATH);
    this.#options = options;
    this.#now = options.now ?? (() => new Date());
    this.#apiKey = options.apiKey;
    this.#limiter = this.#newLimiter();
    this.organisationId = options.organisationId ?? DEFAULT_ORGANISATION_ID;
    this.checkWrite = options.checkWrite ?? (() => undefined);
  }

  /** From now on the fake accepts only this key. The new key has a rate limit of its own. */
  rotateApiKey(apiKey: string): void {
    this.#apiKey = apiKey;
    this.#limiter = this.#newLimiter();
  }

  /** The records of a collection, oldest first, with their write-only fields. */
  records(collection: BitmovinCollection, tenant?: string): BitmovinRecord[] {
    return this.#organisation(tenant).all(collection);
  }

  /** The analytics outputs, oldest first, with their write-only fields. */
  outputs(tenant?: string): BitmovinRecord[] {
    return this.records('analytics/outputs', tenant);
  }

  /** The export tasks, oldest first. */
  exports(tenant?: string): BitmovinExport[] {
    return this.#exportTasks(tenant).all();
  }

  /** Adds an export task without a request: no check, no rate limit, no entry in the journal. */
  addExport(fields: BitmovinExportFields, tenant?: string): BitmovinExport {
    return this.#exportTasks(tenant).create(fields);
  }

  /** Moves the export tasks on: a queued task starts, and a started task ends as `end` says. */
  advanceExports(end: ExportsEnd = 'FINISHED', tenant?: string): void {
    this.#exportTasks(tenant).advance(end, this.#now());
  }

  /** The external ID of all records of an organisation in GLOBAL mode. */
  globalExternalId(tenant?: string): string {
    return this.#organisation(tenant).globalExternalId;
  }

  /** Adds a record without a request: no check, no rate limit, no entry in the journal. */
  add(fields: BitmovinFields, collection: BitmovinCollection = 'analytics/outputs', tenant?: string): BitmovinRecord {
    return this.#organisation(tenant).create(collection, fields, this.#now());
  }

  /** Adds records of other customers, named `stranger-1` and on. */
  seed(count: number, collection: BitmovinCollection = 'analytics/outputs', tenant?: string): BitmovinRecord[] {
    return strangerNames(count).map((name) => {
      const roleArn = `arn:aws:iam::123456789012:role/${name}`;
      return this.add({ name, bucketName: `${name}-bucket`, roleArn, externalIdMode: 'GENERATED' }, collection, tenant);
    });
  }

  protected override shown(wire: WireRequest): VendorRequest {
    return withoutKey(super.shown(wire), wire);
  }

  protected perform(request: VendorRequest, wire: WireRequest): Answer {
    const apiKey = apiKeyOf(wire);
    if (apiKey !== this.#apiKey) {
      const message = apiKey === undefined ? 'The header X-Api-Key is missing' : 'The API key is not valid';
      return failure({ status: 401, code: ERROR_CODES.invalidCredentials, message });
    }
    if (!this.#mayUse(request.tenant)) {
      const message = `This API key has no access to organisation ${request.tenant}`;
      return failure({ status: 403, code: ERROR_CODES.unauthorized, message });
    }
    const target = targetOf(request.path);
    const exporting = exportTargetOf(request.path);
    if (target === undefined && exporting === undefined) {
      return failure({ status: 404, code: ERROR_CODES.invalidUrl, message: `There is nothing at ${request.path}` });
    }
    const { allowed, headers } = this.#limiter.take(request.method, target?.collection ?? 'analytics/exports');
    if (!allowed) {
      const message = 'Too many requests in this minute';
      return failure({ status: 429, code: ERROR_CODES.undefinedError, message, headers });
    }
    const organisation = this.#organisation(request.tenant);
    const asked = { request, organisation, origin: this.origin };
    const reply = target
      ? perform({ ...asked, target, now: this.#now(), checkWrite: this.checkWrite })
      : performExport({ ...asked, ...exporting, tasks: this.#exportTasks(request.tenant) });
    const { exportsEnd } = this.#options;
    if (exporting && request.method === 'GET' && exportsEnd) {
      this.advanceExports(exportsEnd, request.tenant);
    }
    const limited = (one: VendorReply) => ({ ...one, headers: { ...one.headers, ...headers } });
    return reply instanceof Promise ? reply.then(limited) : limited(reply);
  }

  #mayUse(tenant: string | undefined): boolean {
    const { tenants } = this.#options;
    return tenant === undefined || tenant === this.organisationId || tenants === undefined || tenants.includes(tenant);
  }

  #organisation(tenant = this.organisationId): Organisation {
    const organisation = this.#organisations.get(tenant) ?? new Organisation(this.#options.newId);
    this.#organisations.set(tenant, organisation);
    return organisation;
  }

  #exportTasks(tenant = this.organisationId): ExportTasks {
    const tasks = this.#exports.get(tenant) ?? new ExportTasks(this.#options.newId);
    this.#exports.set(tenant, tasks);
    return tasks;
  }

  #newLimiter(): RateLimiter {
    const { getPerMinute: GET = DEFAULT_RATE_LIMITS.GET, postPerMinute: POST = DEFAULT_RATE_LIMITS.POST } =
      this.#options;
    const { requestsPerMinute: all, rateLimitDialect } = this.#options;
    return new RateLimiter({ GET, POST, all }, this.#now, rateLimitDialect);
  }
}
