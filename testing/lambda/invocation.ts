import type { CustomResourceEvent } from '../cloudformation/custom-resource';
import type { FakeClock } from './fake-clock';

/** How an invocation ended. */
export type InvocationEnd = 'done' | 'error' | 'killed' | 'timed out';

/** A Lambda function for the simulator. It is invoked, and then returns or throws. */
export type SimulatedFunction = (invocation: Invocation) => Promise<void>;

/** The parts of an invocation. */
export interface InvocationProps {
  readonly event: CustomResourceEvent;
  readonly clock: FakeClock;
  /** The function's time-out, in milliseconds. */
  readonly timeout: number;
  /** The number of boundaries before the function is killed. Default: it is not killed. */
  readonly diesAfter?: number;
  /** Milliseconds that an effect takes on its way there, and again on its way back. Default: no time. */
  readonly latency?: () => number;
  /** The number of this delivery of the event, from 1. */
  readonly delivery: number;
}

/**
 * One run of a function, in an execution environment of its own.
 *
 * The simulator stops a run at a boundary or at its time-out. A stopped run is over like a dead process: every effect
 * of it is cut, and no wait of it ends. A crash is not an exception, because the function could catch an exception.
 */
export class Invocation {
  /** CloudFormation's event. */
  readonly event: CustomResourceEvent;
  readonly clock: FakeClock;
  /** The time at which the simulator stops the function, in milliseconds since the epoch. */
  readonly deadline: number;
  readonly delivery: number;
  /** Aborts when the invocation is stopped. A function outside this process needs it. */
  readonly stopped: AbortSignal;
  /** The times of its beginning and its end, and the kind of end; absent while it runs. */
  readonly began: number;
  ended: number | undefined;
  end: InvocationEnd | undefined;
  /** The number of crossed boundaries between the function and the world. */
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

  /** Lambda's id of this run: each delivery of an event has the same id (Lambda developer guide, "Retry behavior"). */
  get awsRequestId(): string {
    return this.event.RequestId;
  }

  /** The method of the same name of Lambda's context. */
  getRemainingTimeInMillis(): number {
    return Math.max(0, this.deadline - this.clock.now());
  }

  /**
   * Performs an effect of the function on the world, or a question to it. The clock stands meanwhile. The function may
   * be killed right before the effect and right after it.
   */
  async effect<T>(act: () => Promise<T>): Promise<T> {
    await this.#cross();
    try {
      return await this.clock.during(act);
    } finally {
      await this.#cross();
    }
  }

  /** Waits by the fake clock. The wait never ends if the invocation is stopped. */
  async sleep(milliseconds: number): Promise<void> {
    await this.#cross();
    await this.clock.sleep(milliseconds);
    await this.#alive();
  }

  /** Runs a function to its end, or until it is stopped. */
  async run(start: SimulatedFunction): Promise<InvocationEnd> {
    // A function that throws before it returns a promise has failed, too.
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

  /** Ends the invocation at once, like the death of its process. */
  kill(): void {
    this.#kill('killed');
  }

  #kill(how: InvocationEnd): void {
    if (this.end === undefined) {
      this.#stop.abort(how);
    }
  }

  /** Crosses a boundary: the effect takes its latency here, and the function may die here. */
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

  /** A stopped invocation never continues. */
  async #alive(): Promise<void> {
    if (this.stopped.aborted) {
      await new Promise<never>(() => undefined);
    }
  }
}
