import { randomUUID } from 'node:crypto';
import type { VendorReply, VendorRequest } from '../../../fake-vendor/exchange';
import { FakeVendor, type FakeVendorOptions } from '../../../fake-vendor/fake-vendor';
import type { WireRequest } from '../../../fake-vendor/loopback-server';
import { strangerNames } from '../../../fake-vendor/vendor-records';
import { error, failure, success } from './answers';
import { pageOf } from './paging';
import type { OptiViewOptions, OptiViewProfile, OptiViewProfileFields } from './profile';
import { readChange, readProfile, readValidation, type ValidationBody } from './profile-body';
import { Profiles } from './profiles';
import { type OptiViewAsset, Validations, type WriteTestFile } from './validation';

/** The vendor's base path. */
const BASE_PATH = '/api/v3';

/** The regions of buckets (vendor's guide "How-to Setup Storage Profiles"). */
const REGIONS =
  'us-east-1 us-east-2 us-west-1 us-west-2 ap-south-1 ap-northeast-3 ap-northeast-2 ap-southeast-1 ap-southeast-2 ' +
  'ap-northeast-1 ca-central-1 ca-west-1 eu-central-1 eu-west-1 eu-west-2 eu-west-3 eu-north-1 me-central-1 sa-east-1';

export interface FakeOptiViewOptions extends FakeVendorOptions {
  /** The only API secret that the fake accepts. Any other secret, or none, gets a 401. */
  readonly apiSecret: string;
  /**
   * Writes the test file of a validation. Default: nothing is written, and validations succeed in every listed region.
   */
  readonly writeTestFile?: WriteTestFile;
  /** The duration of a validation, in milliseconds. Default 2000. */
  readonly validationTakes?: number;
  /** Further regions, which the vendor's support may allow. Default: none. */
  readonly furtherRegions?: readonly string[];
  /** The clock of validations. Default: the real one. */
  readonly now?: () => Date;
  /** Makes the ids of profiles and validations. Default: random UUIDs. */
  readonly newId?: () => string;
}

/**
 * The part of Dolby's OptiView (Millicast) API for storage profiles, in memory, over real HTTP on 127.0.0.1. It has
 * list, create, read, change, delete and validation, and the media asset with a validation's result.
 *
 * It is strict, as the vendor's OpenAPI document is: it refuses unknown members. That an unlisted region fails the
 * validation is inferred, and so are the statuses of refusals other than 400.
 */
export class FakeOptiView extends FakeVendor {
  /**
   * Resolves once the fake listens.
   *
   * @throws the error of `listen`, such as `EADDRINUSE` for a port that is taken
   */
  static start(options: FakeOptiViewOptions): Promise<FakeOptiView> {
    return new FakeOptiView(options).listen();
  }

  #apiSecret: string;
  readonly #regions: readonly string[];
  readonly #profiles: Profiles;
  readonly #validations: Validations;

  private constructor(options: FakeOptiViewOptions) {
    super(options, BASE_PATH);
    const { now = () => new Date(), newId = randomUUID, writeTestFile = async () => undefined } = options;
    this.#apiSecret = options.apiSecret;
    this.#regions = [...REGIONS.split(' '), ...(options.furtherRegions ?? [])];
    this.#profiles = new Profiles(newId);
    this.#validations = new Validations({
      now,
      newId,
      takes: options.validationTakes ?? 2_000,
      writeTestFile: async (file) => {
        if (!this.#regions.includes(file.bucketRegion)) {
          throw new Error(`The region '${file.bucketRegion}' is not supported`);
        }
        await writeTestFile(file);
      },
    });
  }

  /** From now on the fake accepts only this API secret. */
  rotateApiSecret(apiSecret: string): void {
    this.#apiSecret = apiSecret;
  }

  /** The profiles, oldest first. */
  profiles(): OptiViewProfile[] {
    return this.#profiles.all();
  }

  /** The validations that a client can still read, oldest first. */
  validations(): OptiViewAsset[] {
    return this.#validations.all();
  }

  /** Adds a profile without a request: no check, no entry in the journal. */
  add(fields: OptiViewProfileFields): OptiViewProfile {
    return this.#profiles.create(fields);
  }

  /** Adds profiles of other customers, named `stranger-1` and on. */
  seed(count: number): OptiViewProfile[] {
    const first = this.profiles().filter(({ name }) => name?.startsWith('stranger-')).length + 1;
    return strangerNames(count, first).map((name) =>
      this.add({ name, type: 'awsS3', options: { bucketName: `${name}-clips`, bucketRegion: 'us-east-1' } }),
    );
  }

  /** Removes a profile, as the vendor's user may do by hand. */
  remove(id: string): void {
    this.#profiles.remove(id);
  }

  /**
   * Waits until no test file is being written, then closes the port and every connection. The profiles and the journal
   * can still be read.
   */
  override async stop(): Promise<void> {
    await this.#validations.settled();
    await super.stop();
  }

  protected perform({ method, path, query, body }: VendorRequest, { headers }: WireRequest): VendorReply {
    if (headers.authorization !== `Bearer ${this.#apiSecret}`) {
      return error(401, 'Unauthorized');
    }
    const [, profile] = /^\/api\/v3\/account\/media\/storage\/([^/]+)$/.exec(path) ?? [];
    const [, asset] = /^\/api\/v3\/media\/assets\/([^/]+)$/.exec(path) ?? [];
    if (path === `${BASE_PATH}/account/media/storage`) {
      return method === 'GET'
        ? pageOf(this.profiles(), query)
        : method === 'POST'
          ? this.#create(body)
          : notAllowed(method);
    }
    if (profile === 'validate') {
      return method === 'POST' ? this.#validate(body) : notAllowed(method);
    }
    if (profile !== undefined) {
      return this.#onProfile(method, decodeURIComponent(profile), body);
    }
    if (asset !== undefined) {
      const found = this.#validations.find(decodeURIComponent(asset));
      return method !== 'GET'
        ? notAllowed(method)
        : found
          ? success(found)
          : error(404, 'The media asset does not exist');
    }
    return error(404, `There is nothing at ${path}`);
  }

  #create(json: unknown): VendorReply {
    const read = readProfile(json);
    return 'problems' in read ? failure(read.problems) : success(this.#profiles.create(read.body));
  }

  #onProfile(method: string, id: string, json: unknown): VendorReply {
    const profile = this.#profiles.find(id);
    if (profile === undefined) {
      return error(404, 'The storage profile does not exist');
    }
    switch (method) {
      case 'GET':
        return success(profile);
      case 'PUT': {
        const read = readChange(json);
        return 'problems' in read ? failure(read.problems) : success(this.#profiles.change(profile, read.body));
      }
      case 'DELETE':
        this.#profiles.remove(id);
        return success(true);
      default:
        return notAllowed(method);
    }
  }

  /**
   * Validates a profile, a storage in the body, or the default profile. Options in the body replace those of the
   * profile.
   */
  #validate(json: unknown): VendorReply {
    const read = readValidation(json);
    if ('problems' in read) {
      return failure(read.problems);
    }
    const { type, options } = this.#toValidate(read.body);
    if (type === undefined) {
      return error(404, 'The storage profile does not exist');
    }
    if (options.bucketName === undefined) {
      return failure([{ at: 'options.bucketName', wrong: 'is required' }]);
    }
    const { id, storage } = this.#validations.begin(type, { ...options, bucketName: options.bucketName });
    return success({ id, storage });
  }

  #toValidate({ profileId, type, options }: ValidationBody) {
    const profile =
      profileId === undefined ? this.profiles().find((one) => one.default) : this.#profiles.find(profileId);
    const base: Partial<OptiViewOptions> = type === undefined ? (profile?.options ?? {}) : {};
    return { type: type ?? profile?.type, options: { ...base, ...options } };
  }
}

function notAllowed(method: string): VendorReply {
  return error(405, `${method} is not allowed here`);
}
