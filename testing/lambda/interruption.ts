import type { OperationOptions } from '../cloudformation/template';
import type { FakeClock } from './fake-clock';

/** What ends the forward part of an operation before its time: the first failure, a cancel, a deletion. */
export class Interruption {
  /** Settles when it happens. */
  readonly cancelled: Promise<void>;
  happened = false;
  /** The user deletes the stack instead of letting it roll back. */
  deletes = false;

  readonly #planned: boolean;
  #cancel: () => void = () => undefined;

  constructor(clock: FakeClock, { neighbourFailsAfter, cancelledAfter, deletedAfter }: OperationOptions) {
    this.cancelled = new Promise((resolve) => {
      this.#cancel = resolve;
    });
    this.#planned = [neighbourFailsAfter, cancelledAfter, deletedAfter].some((time) => time !== undefined);
    for (const time of [neighbourFailsAfter, cancelledAfter]) {
      if (time !== undefined) {
        clock.schedule(time, () => this.happen());
      }
    }
    if (deletedAfter !== undefined) {
      clock.schedule(deletedAfter, () => {
        this.deletes ||= !this.happened;
        this.happen();
      });
    }
  }

  /** It happens now, unless it has happened already. */
  happen(): void {
    this.happened = true;
    this.#cancel();
  }

  /** The operation goes no further before what was planned has happened. */
  async takePlace(): Promise<void> {
    if (this.#planned) {
      await this.cancelled;
    }
  }
}
