import type { FakeVendorTls } from '../fake-vendor/loopback-server';
import { AsynchronousLambda } from '../lambda/asynchronous-lambda';
import { FakeClock } from '../lambda/fake-clock';
import type { Invocation, SimulatedFunction } from '../lambda/invocation';
import { request, type SentRequest } from './resource-request';
import { ResponseBucket } from './response-bucket';
import { SimulatedStack } from './simulated-stack';
import type { Weather } from './weather';

export interface CloudFormationSimulatorOptions {
  /** The function behind the custom resources. */
  readonly function: SimulatedFunction;
  /** The function's time-out, in milliseconds. Default: five minutes. */
  readonly timeout?: number;
  /** The faults between CloudFormation and the function. Default: none; a test may change them at any time. */
  readonly weather?: Weather;
  /** Default: a new clock. */
  readonly clock?: FakeClock;
  /** Serves the ResponseURLs over TLS. Default: plain HTTP. */
  readonly tls?: FakeVendorTls;
}

/**
 * Plays CloudFormation's side of the custom resource protocol, and Lambda's asynchronous delivery, on a fake clock. It
 * sends events to your function. The function answers over HTTP to a ResponseURL on loopback.
 *
 * It plays cases that an emulator does not: rollbacks, a Delete that arrives before its Create, and functions that die.
 * Events may arrive twice, late or never. It accepts and rejects answers as CloudFormation does.
 */
export class CloudFormationSimulator {
  static async start(options: CloudFormationSimulatorOptions): Promise<CloudFormationSimulator> {
    const clock = options.clock ?? new FakeClock();
    return new CloudFormationSimulator(options, clock, await ResponseBucket.start(clock, options.tls));
  }

  readonly clock: FakeClock;
  /** The faults between CloudFormation and the function. */
  readonly weather: Weather;
  /** Every request that CloudFormation sent, in this order. */
  readonly requests: SentRequest[] = [];

  readonly #options: CloudFormationSimulatorOptions;
  readonly #bucket: ResponseBucket;
  readonly #lambda: AsynchronousLambda;
  readonly #stacks = new Map<string, SimulatedStack>();

  private constructor(options: CloudFormationSimulatorOptions, clock: FakeClock, bucket: ResponseBucket) {
    this.clock = clock;
    this.weather = options.weather ?? {};
    this.#options = options;
    this.#bucket = bucket;
    this.#lambda = new AsynchronousLambda(clock, this.weather);
  }

  /** Every run of the function, in the order of their beginning. */
  get invocations(): readonly Invocation[] {
    return this.#lambda.invocations;
  }

  /** A new stack by this name, which is not deployed yet. */
  stack(name: string): SimulatedStack {
    const number = String(this.#stacks.size + 1).padStart(12, '0');
    const id = `arn:aws:cloudformation:eu-west-1:111122223333:stack/${name}/0a1b2c3d-0000-4000-8000-${number}`;
    const stack = new SimulatedStack({
      id,
      clock: this.clock,
      eventProperties: (text) => (this.weather.eventProperties ?? ((whole) => whole))(text),
      request: (asked, cancelled) => {
        const { sent, end } = request({
          clock: this.clock,
          bucket: this.#bucket,
          weather: this.weather,
          cancelled,
          event: {
            ...asked,
            StackId: id,
            RequestId: `00000000-0000-4000-8000-${String(this.requests.length + 1).padStart(12, '0')}`,
            ResourceType: 'Custom::VendorRegistration',
            ServiceToken: `arn:aws:lambda:eu-west-1:111122223333:function:${name}`,
          },
          send: (event) => this.#lambda.invoke(event, this.#options.function, this.#options.timeout ?? 300_000),
        });
        this.requests.push(sent);
        return end;
      },
    });
    this.#stacks.set(id, stack);
    return stack;
  }

  /** The stack with that ARN. */
  stackById(id: string): SimulatedStack | undefined {
    return this.#stacks.get(id);
  }

  /** Lets time pass until no run, delivery or operation is left. */
  async settle(): Promise<void> {
    await this.clock.until(this.#lambda.settled());
  }

  async stop(): Promise<void> {
    await this.#bucket.stop();
  }
}
