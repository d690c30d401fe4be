import { AwsEndpoint } from '../cloudformation/aws-endpoint';
import { CloudFormationSimulator } from '../cloudformation/cloudformation-simulator';
import type { SimulatedStack } from '../cloudformation/simulated-stack';
import type { OperationOptions, StackStatus } from '../cloudformation/template';
import { FaultProxy } from '../fault-proxy/fault-proxy';
import { FakeClock } from '../lambda/fake-clock';
import { functionImage } from '../lambda/function-image';
import { Description } from './description';
import { Glass } from './glass';
import type { ConformanceFake, ConformanceOptions, ConformanceRecord, ConformanceWish } from './options';
import { isDisabled } from './record';
import { type Synthesis, secretArn } from './synthesis';

/** The one resource of each stack. */
const LOGICAL_ID = 'Record';

/** Strangers' records, where the fake can be given some. */
const STRANGERS = 2;

/** How a stack is deployed. */
export interface Deployment extends OperationOptions {
  /** Default: the first of the fake's. */
  readonly tenant?: string;
}

/**
 * One trial's world: the function as it would be deployed, CloudFormation as the simulator plays it, and between the
 * function and the fake a proxy for faults and a glass to look through.
 */
export class Stage {
  static async set(options: ConformanceOptions, synthesis: Synthesis): Promise<Stage> {
    const clock = new FakeClock();
    const fake = await options.fake(() => new Date(clock.now()));
    const started: Stoppable[] = [fake];
    const start = async <T extends Stoppable>(part: Promise<T>) => {
      started.push(await part);
      return part;
    };
    try {
      const { properties, function: fn } = synthesis.synthesise(
        fake,
        { body: options.bodies.first },
        fake.tenants?.[0],
      );
      const glass = await start(Glass.start(fake.url));
      const proxy = await start(FaultProxy.start({ upstream: glass.url }));
      const lines: string[] = [];
      const image = functionImage(fn.file, {
        handler: fn.handler,
        environment: () => ({ ...fn.environment, AWS_ENDPOINT_URL: aws.origin }),
        // The description knows the fake by its own URL, as the URLs in the fake's answers do.
        dial: (to) => (to.port === portOf(fake.url) ? { port: portOf(proxy.url) } : {}),
        onLine: (line) => lines.push(line),
      });
      const simulator = await start(CloudFormationSimulator.start({ clock, timeout: fn.timeout, function: image }));
      const aws = await start(AwsEndpoint.start({ simulator }));
      const description = new Description(properties);
      return new Stage({ options, synthesis, description, fake, glass, proxy, simulator, aws, lines, started });
    } catch (error) {
      await stopAll(started);
      throw error;
    }
  }

  readonly options: ConformanceOptions;
  readonly description: Description;
  readonly fake: ConformanceFake;
  readonly glass: Glass;
  readonly proxy: FaultProxy;
  readonly simulator: CloudFormationSimulator;
  /** Every line that the function wrote. */
  readonly lines: readonly string[];
  readonly stacks: SimulatedStack[] = [];
  /** Every secret that was ever let in. */
  readonly secrets = new Set<string>();
  /** The vendor's ids of all records that a stack was ever told of. */
  readonly known = new Set<string>();
  /** What was strangers' when the trial began, by tenant. */
  readonly strangers = new Map<string | undefined, readonly ConformanceRecord[]>();

  readonly #synthesis: Synthesis;
  readonly #aws: AwsEndpoint;
  readonly #started: readonly Stoppable[];

  private constructor(parts: Parts) {
    this.options = parts.options;
    this.description = parts.description;
    this.fake = parts.fake;
    this.glass = parts.glass;
    this.proxy = parts.proxy;
    this.simulator = parts.simulator;
    this.lines = parts.lines;
    this.#synthesis = parts.synthesis;
    this.#aws = parts.aws;
    this.#started = parts.started;
    this.holdSecrets(parts.fake.secrets);
    this.seed(STRANGERS);
  }

  /** The tenants that the fake names; one without a name where it names none. */
  get tenants(): readonly (string | undefined)[] {
    return this.fake.tenants ?? [undefined];
  }

  /** Has Secrets Manager hold these. */
  holdSecrets(secrets: Readonly<Record<string, string>>): void {
    for (const [name, text] of Object.entries(secrets)) {
      this.#aws.secrets.set(secretArn(name), text);
      this.secrets.add(text);
    }
  }

  /** Puts records of strangers into every tenant, where the fake can be given some. */
  seed(count: number): void {
    for (const tenant of this.tenants) {
      this.fake.seed?.(count, tenant);
    }
    for (const tenant of this.tenants) {
      this.strangers.set(tenant, structuredClone(this.fake.records(tenant)));
    }
  }

  /** What the vendor holds, without the strangers'. */
  held(tenant = this.tenants[0]): readonly ConformanceRecord[] {
    const strange = this.strangers.get(tenant) ?? [];
    return this.fake.records(tenant).filter(({ id }) => !strange.some((stranger) => stranger.id === id));
  }

  /** As {@link held}, without those that were disabled. */
  enabled(tenant = this.tenants[0]): readonly ConformanceRecord[] {
    return this.held(tenant).filter((record) => !isDisabled(record, this.description));
  }

  /** A stack that is yet to be deployed. */
  stack(name = 'Subject'): SimulatedStack {
    const stack = this.simulator.stack(name);
    this.stacks.push(stack);
    return stack;
  }

  /**
   * A stack that stands, with a record of the first body.
   *
   * @throws if it does not: there is nothing more to try then
   */
  async created(name?: string): Promise<SimulatedStack> {
    const stack = await this.deployFirst(name);
    if (stack.status !== 'CREATE_COMPLETE') {
      throw new Error(statusOf(stack, 'CREATE_COMPLETE'));
    }
    return stack;
  }

  /** A new stack after the deploy of the first body, however that ended. */
  async deployFirst(name?: string): Promise<SimulatedStack> {
    const stack = this.stack(name);
    await this.deploy(stack, { body: this.options.bodies.first });
    return stack;
  }

  /** Deploys a stack whose one registration is this, and lets everything come to its end. */
  async deploy(stack: SimulatedStack, wish: ConformanceWish, deployment: Deployment = {}): Promise<void> {
    const { tenant = this.tenants[0], ...options } = deployment;
    const { properties } = this.#synthesis.synthesise(this.fake, wish, tenant);
    await stack.deploy({ [LOGICAL_ID]: { properties } }, options);
    await this.settle();
  }

  /** Deletes a stack, and lets everything come to its end. */
  async remove(stack: SimulatedStack): Promise<void> {
    await stack.delete();
    await this.settle();
  }

  async settle(): Promise<void> {
    await this.simulator.settle();
    for (const { data } of this.stacks.flatMap(({ resources }) => resources)) {
      this.known.add(String(data.RecordId));
    }
  }

  async strike(): Promise<void> {
    await this.simulator.settle();
    await stopAll(this.#started);
  }
}

/** How a stack is, where it should be otherwise. */
export function statusOf(stack: SimulatedStack, due: StackStatus): string {
  const reasons = stack.events.filter(({ reason }) => reason !== '').map(({ reason }) => reason);
  return `the stack is ${stack.status}, where ${due} was due: ${reasons.at(-1) ?? 'no reason given'}`;
}

interface Parts {
  readonly options: ConformanceOptions;
  readonly synthesis: Synthesis;
  readonly description: Description;
  readonly fake: ConformanceFake;
  readonly glass: Glass;
  readonly proxy: FaultProxy;
  readonly simulator: CloudFormationSimulator;
  readonly aws: AwsEndpoint;
  readonly lines: readonly string[];
  readonly started: readonly Stoppable[];
}

/** What a stage has started. */
interface Stoppable {
  stop(): Promise<void>;
}

async function stopAll(parts: readonly Stoppable[]): Promise<void> {
  await Promise.all(parts.map((part) => part.stop()));
}

function portOf(url: string): number {
  return Number(new URL(url).port);
}
