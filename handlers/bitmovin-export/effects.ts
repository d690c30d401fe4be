import type { Effects } from '../runtime/effects';

/** All that an export does outside of the function, so that a test can replace it. */
export interface ExportEffects extends Effects {
  /** This run's unique name. */
  readonly run: string;
  /** Reads a ledger; undefined where there is none, or where the function may not see it. */
  readLedger(bucket: string, key: string): Promise<StoredLedger | undefined>;
  /**
   * Replaces the version that was read, or creates the ledger where no version is given.
   *
   * @returns false, without a write, where the ledger has changed
   */
  writeLedger(bucket: string, key: string, text: string, version: string | undefined): Promise<boolean>;
}

/** A ledger's text, with its version in S3. */
export interface StoredLedger {
  readonly text: string;
  readonly version: string;
}
