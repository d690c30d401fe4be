import { AwsEndpoint } from '../cloudformation/aws-endpoint';
import { CloudFormationSimulator } from '../cloudformation/cloudformation-simulator';
import type { SimulatedStack } from '../cloudformation/simulated-stack';
import type { OperationOptions, StackStatus, Template } from '../cloudformation/template';
import { FaultProxy } from '../fault-proxy/fault-proxy';
import { FakeClock } from '../lambda/fake-clock';
import { functionImage } from '../lambda/function-image';
import { AnswerProxy } from './answer-proxy';
import { Description } from './description';
import { inStack } from './intrinsics';
import type { ConformanceFake, ConformanceOptions, ConformanceRecord, ConformanceWish } from './options';
import { isDisabled } from './record';
import { type Subject, type Synthesis, secretArn } from './synthesis';

/** The logical id of the one resource in each stack. */
export const LOGICAL_ID = 'Record';

/** Records of other customers, where the fake can add some. */
const STRANGERS = 2;

/** How a trial deploys a stack. */
export interface Deployment extends OperationOptions {
  /** Default: the fake's first tenant. */
  readonly tenant?: string;
}

/**
 * The world of one trial: the function as a deploy would run it, and the CloudFormation simulator. Between the function
 * and the fake stand a fault proxy and an answer proxy.
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
      const {
        subject,
        properties,
        function: fn,
      } = synthesis.synthesise(fake, { body: options.bodies.first }, fake.tenants?.[0]);
      const answerProxy = await start(AnswerProxy.start(fake.url));
      const proxy = await start(FaultProxy.start({ upstream: answerProxy.url }));
      const lines: string[] = [];
      const image = functionImage(fn.file, {
        handler: fn.handler,
        // The function asks whether a request is of its own stack. Here one function serves every stack of the trial.
        environment: ({ event }) => ({ ...fn.environment, VENDOR_STACK: event.StackId, AWS_ENDPOINT_URL: aws.origin }),
        // The description and the fake's answers have the fake's own URL. The function reaches it through the proxy.
        dial: (to) => (to.port === portOf(fake.url) ? { port: portOf(proxy.url) } : {}),
        onLine: (line) => lines.push(line),
      });
      const simulator = await start(CloudFormationSimulator.start({ clock, timeout: fn.timeout, function: image }));
      const aws = await start(AwsEndpoint.start({ simulator }));
      const description = new Description(properties);
      return new Stage({
        subject,
        options,
        synthesis,
        description,
        fake,
        answerProxy,
        proxy,
        simulator,
        aws,
        lines,
        started,
      });
    } catch (error) {
      await stopAll(started);
      throw error;
    }
  }

  readonly subject: Subject;
  readonly options: ConformanceOptions;
  readonly description: Description;
  readonly fake: ConformanceFake;
  readonly answerProxy: AnswerProxy;
  readonly proxy: FaultProxy;
  readonly simulator: CloudFormationSimulator;
  /** Every line of the function's log. */
  readonly lines: readonly string[];
  readonly stacks: SimulatedStack[] = [];
  /** Every secret that the fake has ever accepted. */
  readonly secrets = new Set<string>();
  /** The vendor's ids of all records that a stack has ever had. */
  readonly known = new Set<string>();
  /** The records of other customers at the beginning of the trial, by tenant. */
  readonly strangers = new Map<string | undefined, readonly ConformanceRecord[]>();

  readonly #synthesis: Synthesis;
  readonly #aws: AwsEndpoint;
  readonly #started: readonly Stoppable[];

  private constructor(parts: Parts) {
    this.subject = parts.subject;
    this.options = parts.options;
    this.description = parts.description;
    this.fake = parts.fake;
    this.answerProxy = parts.answerProxy;
    this.proxy = parts.proxy;
    this.simulator = parts.simulator;
    this.lines = parts.lines;
    this.#synthesis = parts.synthesis;
    this.#aws = parts.aws;
    this.#started = parts.started;
    this.holdSecrets(parts.fake.secrets);
    this.seed(STRANGERS);
  }

  /** The fake's tenants; one undefined tenant where the fake has none. */
  get tenants(): readonly (string | undefined)[] {
    return this.fake.tenants ?? [undefined];
  }

  /** Stores the secrets in Secrets Manager. */
  holdSecrets(secrets: Readonly<Record<string, string>>): void {
    for (const [name, text] of Object.entries(secrets)) {
      this.#aws.secrets.set(secretArn(name), text);
      this.secrets.add(text);
    }
  }

  /** Adds records of other customers to every tenant, where the fake can add some. */
  seed(count: number): void {
    for (const tenant of this.tenants) {
      this.fake.seed?.(count, tenant);
    }
    for (const tenant of this.tenants) {
      this.strangers.set(tenant, structuredClone(this.fake.records(tenant)));
    }
  }

  /** The records that the vendor holds, without those of other customers. */
  held(tenant = this.tenants[0]): readonly ConformanceRecord[] {
    const strange = this.strangers.get(tenant) ?? [];
    return this.fake.records(tenant).filter(({ id }) => !strange.some((stranger) => stranger.id === id));
  }

  /** The same as {@link held}, without the disabled records. */
  enabled(tenant = this.tenants[0]): readonly ConformanceRecord[] {
    return this.held(tenant).filter((record) => !isDisabled(record, this.description));
  }

  /** A stage for the same description, with a fake of its own. */
  another(): Promise<Stage> {
    return Stage.set(this.options, this.#synthesis);
  }

  /** A stack before its first deploy. */
  stack(name = 'Subject'): SimulatedStack {
    const stack = this.simulator.stack(name);
    this.stacks.push(stack);
    return stack;
  }

  /**
   * A deployed stack with a record of the first body.
   *
   * @throws where the deploy fails: then the trial has nothing to try
   */
  async created(name?: string): Promise<SimulatedStack> {
    const stack = await this.deployFirst(name);
    if (stack.status !== 'CREATE_COMPLETE') {
      throw new Error(statusOf(stack, 'CREATE_COMPLETE'));
    }
    return stack;
  }

  /** A new stack after a deploy of the first body, whether the deploy succeeded or failed. */
  async deployFirst(name?: string): Promise<SimulatedStack> {
    const stack = this.stack(name);
    await this.deploy(stack, { body: this.options.bodies.first });
    return stack;
  }

  /** Deploys a stack with this registration alone, and waits until all is over. */
  async deploy(stack: SimulatedStack, wish: ConformanceWish, deployment: Deployment = {}): Promise<void> {
    const { tenant, ...options } = deployment;
    await stack.deploy(this.templateOf(stack, wish, tenant), options);
    await this.settle();
  }

  /** The template of a stack with this resource alone. */
  templateOf(stack: SimulatedStack, wish: ConformanceWish, tenant = this.tenants[0]): Template {
    const { properties } = this.#synthesis.synthesise(this.fake, wish, tenant);
    return { [LOGICAL_ID]: { properties: inStack(properties, stack.id) } };
  }

  /** Deletes a stack, and waits until all is over. */
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

/** Describes a stack that has not the expected status. */
export function statusOf(stack: SimulatedStack, due: StackStatus): string {
  const reasons = stack.events.filter(({ reason }) => reason !== '').map(({ reason }) => reason);
  return `the stack is ${stack.status}, where ${due} was due: ${reasons.at(-1) ?? 'no reason given'}`;
}

interface Parts {
  readonly subject: Subject;
  readonly options: ConformanceOptions;
  readonly synthesis: Synthesis;
  readonly description: Description;
  readonly fake: ConformanceFake;
  readonly answerProxy: AnswerProxy;
  readonly proxy: FaultProxy;
  readonly simulator: CloudFormationSimulator;
  readonly aws: AwsEndpoint;
  readonly lines: readonly string[];
  readonly started: readonly Stoppable[];
}

/** A part that the stage has started. */
interface Stoppable {
  stop(): Promise<void>;
}

async function stopAll(parts: readonly Stoppable[]): Promise<void> {
  await Promise.all(parts.map((part) => part.stop()));
}

function portOf(url: string): number {
  return Number(new URL(url).port);
}
