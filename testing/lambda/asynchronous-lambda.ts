import type { CustomResourceEvent } from '../cloudformation/custom-resource';
import type { Weather } from '../cloudformation/weather';
import type { FakeClock } from './fake-clock';
import { Invocation, type SimulatedFunction } from './invocation';

/** Milliseconds that Lambda waits before it delivers an event again (developer guide, "Retry behavior"). */
const REDELIVERED_AFTER = [60_000, 120_000];

/** Lambda's asynchronous invocation. Lambda delivers each event at least once, and again after a failed run. */
export class AsynchronousLambda {
  /** Every run so far, in the order of their beginning. */
  readonly invocations: Invocation[] = [];

  readonly #clock: FakeClock;
  readonly #weather: Weather;
  #coming = 0;
  #onIdle: (() => void)[] = [];

  constructor(clock: FakeClock, weather: Weather) {
    this.#clock = clock;
    this.#weather = weather;
  }

  /** Resolves once no run and no delivery is left. */
  async settled(): Promise<void> {
    if (this.#coming > 0) {
      await new Promise<void>((resolve) => this.#onIdle.push(resolve));
    }
  }

  /** Accepts an event, and returns at once. */
  invoke(event: CustomResourceEvent, start: SimulatedFunction, timeout: number): void {
    for (const delay of this.#weather.deliveries?.(event) ?? [0]) {
      this.#deliver({ event, start, timeout, delay, delivery: 1 });
    }
  }

  #deliver(due: Due): void {
    this.#coming++;
    this.#clock.schedule(due.delay, async () => {
      const { event, start, timeout, delivery } = due;
      const invocation = new Invocation({
        event,
        clock: this.#clock,
        timeout,
        delivery,
        diesAfter: this.#weather.dies?.(event, delivery),
        latency: this.#weather.latency && (() => this.#weather.latency?.(event) ?? 0),
      });
      this.invocations.push(invocation);
      const end = await invocation.run(start);
      const delay = REDELIVERED_AFTER[delivery - 1];
      if (end !== 'done' && delay !== undefined && (this.#weather.redelivers?.(event, delivery) ?? true)) {
        this.#deliver({ ...due, delay, delivery: delivery + 1 });
      }
      if (--this.#coming === 0) {
        for (const resolve of this.#onIdle.splice(0)) {
          resolve();
        }
      }
    });
  }
}

interface Due {
  readonly event: CustomResourceEvent;
  readonly start: SimulatedFunction;
  readonly timeout: number;
  readonly delay: number;
  readonly delivery: number;
}
