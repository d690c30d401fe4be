import { BackgroundWork } from '../../../fake-vendor/background-work';
import { VendorRecords } from '../../../fake-vendor/vendor-records';
import type { OptiViewOptions, OptiViewStorageType } from './profile';

/** The test file that the vendor's role writes to check a bucket. */
export interface OptiViewTestFile {
  readonly bucketName: string;
  readonly bucketRegion: string;
  /** Prefix and name. */
  readonly key: string;
}

/** Writes a test file as the vendor's role does. An error fails the validation. */
export type WriteTestFile = (file: OptiViewTestFile) => Promise<void>;

/** The result of a validation, as a media asset (vendor's OpenAPI document, `DownloadMediaAssetModel`). */
export interface OptiViewAsset {
  readonly id: string;
  readonly type: 'storageValidation';
  readonly status: 'processing' | 'complete' | 'error';
  /** Why it failed. */
  readonly error?: string;
  readonly storage: { readonly type: OptiViewStorageType; readonly path: string };
  /** ISO-8601. */
  readonly created: string;
  /** ISO-8601, an hour later. */
  readonly expiration: string;
}

/**
 * Milliseconds for which a client can read a result (vendor's OpenAPI document, "Validate Third Party Storage Setup").
 */
const KEPT = 3_600_000;

export interface ValidationsOptions {
  readonly now: () => Date;
  readonly newId: () => string;
  readonly writeTestFile: WriteTestFile;
  /** Milliseconds from a request to its result. */
  readonly takes: number;
}

interface Held {
  readonly asset: OptiViewAsset;
  /** When a client can first read the result, in milliseconds since the epoch. */
  readonly due: number;
}

/** The validations of an account. The vendor accepts each at once, and has its result later. */
export class Validations {
  readonly #options: ValidationsOptions;
  readonly #held = new VendorRecords<Held>(({ asset }) => asset.id);
  readonly #work = new BackgroundWork();

  constructor(options: ValidationsOptions) {
    this.#options = options;
  }

  /** Begins a validation. */
  begin(type: OptiViewStorageType, options: OptiViewOptions): OptiViewAsset {
    const { now, newId, takes } = this.#options;
    const { bucketName, objectPrefix = '', bucketRegion = '' } = options;
    const id = newId();
    const key = [objectPrefix, `${id}.txt`].filter(Boolean).join('/');
    const created = now();
    const asset: OptiViewAsset = {
      id,
      type: 'storageValidation',
      status: 'processing',
      storage: { type, path: `${type === 'gcs' ? 'gs' : 's3'}://${bucketName}/${key}` },
      created: created.toISOString(),
      expiration: new Date(created.getTime() + KEPT).toISOString(),
    };
    this.#held.hold({ asset, due: created.getTime() + takes });
    this.#work.add(this.#write(asset, { bucketName, bucketRegion, key }));
    return asset;
  }

  /** The validations that a client can still read, oldest first. */
  all(): OptiViewAsset[] {
    return this.#held.all().flatMap((held) => this.#now(held) ?? []);
  }

  /** A validation as it is now; undefined for an unknown or expired one. */
  find(id: string): OptiViewAsset | undefined {
    const held = this.#held.find(id);
    return held && this.#now(held);
  }

  /** Resolves once no test file is being written. */
  settled(): Promise<void> {
    return this.#work.settled();
  }

  #now({ asset, due }: Held): OptiViewAsset | undefined {
    const now = this.#options.now().getTime();
    if (now >= Date.parse(asset.expiration)) {
      return undefined;
    }
    const { error: _error, ...open } = asset;
    return now < due ? { ...open, status: 'processing' } : asset;
  }

  async #write(asset: OptiViewAsset, file: OptiViewTestFile): Promise<void> {
    const result = await this.#options.writeTestFile(file).then(
      () => ({ status: 'complete' as const }),
      (error: unknown) => ({ status: 'error' as const, error: error instanceof Error ? error.message : String(error) }),
    );
    const held = this.#held.find(asset.id);
    this.#held.hold({ asset: { ...asset, ...result }, due: held?.due ?? 0 });
  }
}
