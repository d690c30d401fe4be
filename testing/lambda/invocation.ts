import type { CustomResourceEvent } from '../cloudformation/custom-resource';
import type { FakeClock } from './fake-clock';

/** How an invocation ended. */
export type InvocationEnd = 'done' | 'error' | 'killed' | 'timed out';

/** What a Lambda function is, to the simulator: something that is invoked, and returns or throws. */
export type SimulatedFunction = (invocation: Invocation) => Promise<void>;

/** What an invocation is made of. */
export interface InvocationProps {
  readonly event: CustomResourceEvent;
  readonly clock: FakeClock;
  /** The function's time-out, in milliseconds. */
  readonly timeout: number;
  /** The boundaries that are crossed before the function is killed at one. Default: it is not killed. */
  readonly diesAfter?: number;
  /** How long an effect takes on its way there and on its way back, in milliseconds. Default: no time. */
  readonly latency?: () => number;
  /** Which delivery of the event this is, from 1. */
  readonly delivery: number;
}

/**
 * One run of a function, in an execution environment of its own.
 *
 * When it is stopped, killed at a boundary or at its time-out, it is over as a dead process is: every effect that it
 * began or would begin is cut, nothing that it waits for ever comes, and nobody hears of it again. An exception that is
 * thrown into a function is no crash, because the function could catch it.
 */
export class Invocation {
  /** CloudFormation's event. */
  readonly event: CustomResourceEvent;
  readonly clock: FakeClock;
  /** When the function is stopped, in milliseconds since the epoch. */
  readonly deadline: number;
  readonly delivery: number;
  /** Aborts when the invocation is stopped: for a function that runs outside this process. */
  readonly stopped: AbortSignal;
  /** When it began, and when and how it ended; absent while it runs. */
  readonly began: number;
  ended: number | undefined;
  end: InvocationEnd | undefined;
  /** The boundaries between the function and the world that were crossed so far. */
  boundaries = 0;

  readonly #props: InvocationProps;
  readonly #stop = new AbortController();

  constructor(props: InvocationProps) {
    this.#props = props;
    this.event = props.event;
    this.clock = props.clock;
    this.delivery = props.delivery;
    this.began = props.clock.now();
    this.deadline = this.began + props.timeout;
    this.stopped = this.#stop.signal;
  }

  /** Lambda's id of this run: the same for each delivery of an event (Lambda developer guide, "Retry behavior"). */
  get awsRequestId(): string {
    return this.event.RequestId;
  }

  /** As Lambda's context has it. */
  getRemainingTimeInMillis(): number {
    return Math.max(0, this.deadline - this.clock.now());
  }

  /**
   * Something that the function does to the world, or asks of it. The clock stands while it is under way; the function
   * may be killed right before it and right after it.
   */
  async effect<T>(act: () => Promise<T>): Promise<T> {
    await this.#cross();
    try {
      return await this.clock.during(act);
    } finally {
      await this.#cross();
    }
  }

  /** Waits, by the fake clock; for ever, if the invocation is stopped meanwhile. */
  async sleep(milliseconds: number): Promise<void> {
    await this.#cross();
    await this.clock.sleep(milliseconds);
    await this.#alive();
  }

  /** Runs a function to its end, or until it is stopped. */
  async run(start: SimulatedFunction): Promise<InvocationEnd> {
    // One that throws instead of rejecting has failed all the same.
    const done = (async () => start(this))().then(
      () => 'done' as const,
      () => 'error' as const,
    );
    const stopped = new Promise<InvocationEnd>((resolve) => {
      const cancel = this.clock.schedule(this.#props.timeout, () => this.#kill('timed out'));
      this.stopped.addEventListener('abort', () => resolve(this.stopped.reason));
      done.then(cancel);
    });
    this.end = await Promise.race([done, stopped]);
    this.ended = this.clock.now();
    return this.end;
  }

  /** Ends the invocation where it is, as if its process had died. */
  kill(): void {
    this.#kill('killed');
  }

  #kill(how: InvocationEnd): void {
    if (this.end === undefined) {
      this.#stop.abort(how);
    }
  }

  /** A boundary: here it takes its time, and here it may die. */
  async #cross(): Promise<void> {
    const { diesAfter = Number.POSITIVE_INFINITY, latency } = this.#props;
    await this.#alive();
    if (this.boundaries++ >= diesAfter) {
      this.kill();
    }
    if (latency && !this.stopped.aborted) {
      await this.clock.sleep(latency());
    }
    await this.#alive();
  }

  /** What has been stopped never goes on. */
  async #alive(): Promise<void> {
    if (this.stopped.aborted) {
      await new Promise<never>(() => undefined);
    }
  }
}
