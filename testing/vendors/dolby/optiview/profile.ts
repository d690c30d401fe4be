/** The providers of a profile (vendor's OpenAPI document, `MediaAssetStorageType`). */
export const STORAGE_TYPES = ['gcs', 'awsS3', 'dolbyStorage'] as const;

export type OptiViewStorageType = (typeof STORAGE_TYPES)[number];

/** The place where a profile stores. */
export interface OptiViewOptions {
  readonly bucketName: string;
  readonly objectPrefix?: string;
  readonly bucketRegion?: string;
}

/** The members of a profile that a client sends, after a check. */
export interface OptiViewProfileFields {
  readonly name?: string;
  readonly default?: boolean;
  readonly type: OptiViewStorageType;
  readonly options: OptiViewOptions;
}

/** A storage profile as the vendor holds it. */
export interface OptiViewProfile extends OptiViewProfileFields {
  /** A random UUID. */
  readonly id: string;
  readonly default: boolean;
}

/** The members of an update. Absent members stay as they are. */
export interface OptiViewProfileChange extends Partial<Omit<OptiViewProfileFields, 'options'>> {
  readonly options?: Partial<OptiViewOptions>;
}
