import type { Effects } from '../runtime/effects';

/** Everything that an export does to the world, or asks of it, so that a test can put its own. */
export interface ExportEffects extends Effects {
  /** This run's name, which no other has. */
  readonly run: string;
  /** A ledger as it is now; undefined where there is none, or none that we may see. */
  readLedger(bucket: string, key: string): Promise<StoredLedger | undefined>;
  /**
   * Writes a ledger in place of the version that was read, or where there was none.
   *
   * @returns false where there is another by now: nothing was written
   */
  writeLedger(bucket: string, key: string, text: string, version: string | undefined): Promise<boolean>;
}

/** A ledger's text, and which version of it that is. */
export interface StoredLedger {
  readonly text: string;
  readonly version: string;
}
