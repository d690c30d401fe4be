import { type ExportWire, LEDGER_PREFIX } from '../../lib/vendors/bitmovin/exports/export-contract';
import { Unsettled } from '../runtime/errors';
import { Backoff } from '../vendor-api/backoff';
import type { ExportEffects } from './effects';
import { type Ledger, newLedger, parseLedger } from './ledger';
import { identityOf } from './task-name';
import { windowsDue } from './window';

/** IAM may take some seconds until the grant, made just before us, holds; longer is a real refusal. */
const GRANT_SETTLES = 45_000;

/** So many runs at once are not one schedule's. */
const TRIES = 10;

/** The ledger of one schedule, which any number of runs may change at once: each change is of what was read, or not made. */
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
   * @param change is given the ledger as it is, perhaps more than once, and does nothing but say what it is to become
   * @returns what it said of the ledger that was then replaced
   */
  public async change<T extends { readonly ledger: Ledger }>(change: (ledger: Ledger) => T): Promise<T> {
    let last: { readonly text: string; readonly changed: T } | undefined;
    for (let time = 0; time < TRIES; time++) {
      const stored = await this.read();
      if (stored && stored.text === last?.text) {
        return last.changed; // It was written after all, and the answer was lost.
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
    return this.settled(() => this.effects.readLedger(this.wire.bucket, this.key));
  }

  private write(text: string, version: string | undefined): Promise<boolean> {
    return this.settled(() => this.effects.writeLedger(this.wire.bucket, this.key, text, version));
  }

  /** It begins with the last window that is over: what was before nobody has asked for. */
  private fresh(): Ledger {
    const { windows } = this.wire;
    const now = this.effects.now();
    const [first] = windowsDue(windows, undefined, now);
    return newLedger(first?.start ?? (windows.kind === 'once' ? Date.parse(windows.start) : now));
  }

  private async settled<T>(call: () => Promise<T>): Promise<T> {
    const patience = new Backoff(this.effects, { deadline: this.deadline, trying: GRANT_SETTLES });
    for (;;) {
      try {
        return await call();
      } catch (error) {
        if (!(error instanceof Error && error.name === 'AccessDenied') || !(await patience.again({}))) {
          throw error;
        }
      }
    }
  }
}
