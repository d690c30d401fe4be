import { type ExportWire, LEDGER_PREFIX } from '../../lib/vendors/bitmovin/exports/export-contract';
import { Unsettled } from '../runtime/errors';
import { Backoff } from '../vendor-api/backoff';
import type { ExportEffects } from './effects';
import { type Ledger, newLedger, parseLedger } from './ledger';
import { identityOf } from './task-name';
import { windowsDue } from './window';

/** The most milliseconds until IAM knows the new grant. After that a denial is real. */
const GRANTED_WITHIN = 45_000;

/** The most attempts to change a ledger. One schedule does not have so many runs at once. */
const TRIES = 10;

/** The ledger of one schedule. Several runs may change it: a write fails where another run wrote since the read. */
export class Store {
  private readonly key: string;

  public constructor(
    private readonly wire: ExportWire,
    private readonly effects: ExportEffects,
    private readonly deadline: number,
  ) {
    this.key = `${LEDGER_PREFIX}${identityOf(wire)}.json`;
  }

  /**
   * Changes the ledger.
   *
   * @param change decides the next ledger, without effects; it may be called more than once
   * @returns the decision on the ledger that was replaced
   */
  public async change<T extends { readonly ledger: Ledger }>(change: (ledger: Ledger) => T): Promise<T> {
    let last: { readonly text: string; readonly changed: T } | undefined;
    for (let time = 0; time < TRIES; time++) {
      const stored = await this.read();
      if (stored && stored.text === last?.text) {
        return last.changed; // The write succeeded, and its response was lost.
      }
      const before = stored ? parseLedger(stored.text) : this.fresh();
      const changed = change(before);
      const text = JSON.stringify(changed.ledger);
      if (stored?.text === text || (await this.write(text, stored?.version))) {
        return changed;
      }
      last = { text, changed };
      await this.effects.sleep(this.effects.random() * 1_000);
    }
    throw new Unsettled(`The ledger ${this.key} in ${this.wire.bucket} cannot be changed: may the function read it?`);
  }

  private read(): ReturnType<ExportEffects['readLedger']> {
    return this.retryUntilGranted(() => this.effects.readLedger(this.wire.bucket, this.key));
  }

  private write(text: string, version: string | undefined): Promise<boolean> {
    return this.retryUntilGranted(() => this.effects.writeLedger(this.wire.bucket, this.key, text, version));
  }

  /** Begins with the last window that is over, because the user asked for none before it. */
  private fresh(): Ledger {
    const { windows } = this.wire;
    const now = this.effects.now();
    const [first] = windowsDue(windows, undefined, now);
    return newLedger(first?.start ?? (windows.kind === 'once' ? Date.parse(windows.start) : now));
  }

  private async retryUntilGranted<T>(call: () => Promise<T>): Promise<T> {
    const backoff = new Backoff(this.effects, { deadline: this.deadline, trying: GRANTED_WITHIN });
    for (;;) {
      try {
        return await call();
      } catch (error) {
        if (!(error instanceof Error && error.name === 'AccessDenied') || !(await backoff.again({}))) {
          throw error;
        }
      }
    }
  }
}
