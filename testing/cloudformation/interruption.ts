import type { FakeClock } from '../lambda/fake-clock';
import type { OperationOptions } from './template';

/** The event that ends the forward part of an operation early: the first failure, a cancel, or a deletion. */
export class Interruption {
  /** Settles when the event happens. */
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

  /** Makes the event happen now; a second call changes nothing. */
  happen(): void {
    this.happened = true;
    this.#cancel();
  }

  /** Waits for a planned event, so that the operation does not end before it. */
  async takePlace(): Promise<void> {
    if (this.#planned) {
      await this.cancelled;
    }
  }
}
