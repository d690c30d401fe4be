import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { bundleRegistration } from '../../../build/handlers';
import {
  type BitmovinRecord,
  CloudFormationSimulator,
  type CustomResourceEvent,
  FakeBitmovin,
  type FakeBitmovinOptions,
  type Invocation,
  type SentRequest,
  type SimulatedFunction,
  type SimulatedStack,
  type Template,
  type TemplateResource,
  type Weather,
} from '../../../testing';
import { AwsEndpoint } from '../../../testing/cloudformation/aws-endpoint';
import { childProcessFunction } from '../../../testing/lambda/child-process-function';
import { environmentFor } from '../../handlers/open';
import { type Faults, outOfOrder } from './faults';
import { propertiesOf, type Saying, SECRET_ARN } from './properties';

/** The key that must never be seen. */
export const API_KEY = 'canary-key-5e21';

/** When the clock begins, in milliseconds since the epoch. */
export const BEGAN = Date.UTC(2026, 0, 1);

export interface SceneOptions {
  readonly weather?: Weather;
  readonly bitmovin?: Partial<FakeBitmovinOptions>;
  /** The function's time-out, in milliseconds. Default: five minutes. */
  readonly timeout?: number;
  /** Stands for the registration's own handler. */
  readonly file?: string;
  /** More of the function's environment. */
  readonly environment?: Readonly<Record<string, string>>;
  /** A vendor that is there already. Default: one of its own. */
  readonly vendor?: FakeBitmovin;
}

/** What one resource is to be: what it says, and what else its template says of it. */
export type Wanted = Saying & { readonly resource?: Partial<TemplateResource> };

let bundle: Promise<string> | undefined;

/** The registration's handler, bundled from the sources as they are now, once for each file of tests. */
export function bundledHandler(): Promise<string> {
  bundle ??= (async () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'vendor-access-faults-'));
    await bundleRegistration(folder);
    return path.join(folder, 'index.js');
  })();
  return bundle;
}

/**
 * The registration's own handler as it is bundled for Lambda, CloudFormation and AWS as the simulator plays them, and the
 * vendor as the fake does, with strangers' records in it. Each run of the function is a process of its own.
 */
export class Scene {
  static async set(options: SceneOptions = {}): Promise<Scene> {
    const file = options.file ?? (await bundledHandler());
    let fn: SimulatedFunction = async () => undefined;
    const simulator = await CloudFormationSimulator.start({
      function: (invocation) => fn(invocation),
      weather: options.weather,
      timeout: options.timeout,
    });
    const now = () => new Date(simulator.clock.now());
    const bitmovin = options.vendor ?? (await FakeBitmovin.start({ apiKey: API_KEY, now, ...options.bitmovin }));
    const aws = await AwsEndpoint.start({ simulator, secrets: [[SECRET_ARN, API_KEY]] });
    const scene = new Scene(simulator, bitmovin, aws);
    // The SDK's own word on the age of Node, which is not what is tried here.
    const quiet = { AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true' };
    const environment = { ...quiet, AWS_ENDPOINT_URL: aws.origin, ...options.environment };
    const onLine = (line: string) => scene.lines.push(line);
    fn = (invocation) => {
      // One function stands for that of each stack: its environment is the one that the event's own stack would have.
      const own = { VENDOR_STACK: invocation.event.StackId, ...environmentFor(invocation.event) };
      return childProcessFunction({ file, environment: { ...own, ...environment }, onLine })(invocation);
    };
    return scene;
  }

  readonly stack: SimulatedStack;
  readonly stacks: SimulatedStack[] = [];
  /** Every line that the function wrote. */
  readonly lines: string[] = [];
  readonly strangers: readonly BitmovinRecord[];

  private constructor(
    readonly simulator: CloudFormationSimulator,
    readonly bitmovin: FakeBitmovin,
    readonly aws: AwsEndpoint,
  ) {
    this.strangers = bitmovin.seed(2);
    this.stack = this.addStack();
  }

  addStack(name = 'Exports'): SimulatedStack {
    const stack = this.simulator.stack(name);
    this.stacks.push(stack);
    return stack;
  }

  /** Ends it, once everything that is still under way has ended: a process would outlive the test. */
  async strike(): Promise<void> {
    await this.settle();
    await Promise.all([this.simulator.stop(), this.bitmovin.stop(), this.aws.stop()]);
  }

  /** A template of registrations by logical id. */
  template(wanted: Readonly<Record<string, Wanted>> = { Main: {} }): Template {
    return Object.fromEntries(
      Object.entries(wanted).map(([logicalId, { resource, ...saying }]) => [
        logicalId,
        { ...resource, properties: propertiesOf(this.bitmovin.url, saying) },
      ]),
    );
  }

  /** Kills the function that is running. */
  kill(): void {
    [...this.simulator.invocations]
      .reverse()
      .find(({ end }) => end === undefined)
      ?.kill();
  }

  /** Has requests to the vendor meet faults, from now on. */
  meets(faults: Faults): void {
    this.bitmovin.intercept = outOfOrder(faults, () => this.kill());
  }

  /** Calls the vendor as its user would, by hand. */
  async byHand(method: string, id: string): Promise<number> {
    const url = `${this.bitmovin.url}/analytics/outputs/s3-role-based/${id}`;
    return (await fetch(url, { method, headers: { 'X-Api-Key': API_KEY } })).status;
  }

  /** Lets so many milliseconds pass. */
  async pass(milliseconds: number): Promise<void> {
    await this.simulator.clock.until(this.simulator.clock.sleep(milliseconds));
  }

  /** Lets everything come to its end that is still under way. */
  settle(): Promise<void> {
    return this.simulator.settle();
  }

  /** What the vendor holds, without the strangers'. */
  held(tenant?: string): BitmovinRecord[] {
    const strange = this.strangers.map(({ id }) => id);
    return this.bitmovin.outputs(tenant).filter(({ id }) => !strange.includes(id));
  }

  /** The methods of what reached the vendor. */
  calls(): string[] {
    return this.bitmovin.journal.map(({ method }) => method);
  }

  /** The requests of a type that CloudFormation sent. */
  requests(type: CustomResourceEvent['RequestType']): SentRequest[] {
    return this.simulator.requests.filter(({ event }) => event.RequestType === type);
  }

  /** The runs of the function for a type of request. */
  runs(type: CustomResourceEvent['RequestType']): Invocation[] {
    return this.simulator.invocations.filter(({ event }) => event.RequestType === type);
  }

  /** Everything that was said where anybody can read it: to the log, to CloudFormation, and by it. */
  said(): string {
    return JSON.stringify([
      this.lines,
      this.simulator.requests.map(({ bodies }) => bodies),
      this.stacks.map(({ events }) => events.map(({ reason, physicalId }) => [reason, physicalId])),
    ]);
  }

  /**
   * Holds the vendor's store against CloudFormation's own table: each resource that stands has its one record, which says
   * what the stack says; there is no other, and no stranger was touched. And no secret was told.
   */
  expectInOrder(): void {
    const known = this.stacks.flatMap(({ resources }) =>
      resources.map(({ data, properties }) => {
        const { value } = Object(properties.Body);
        return `${data.RecordId} ${value.bucketName}`;
      }),
    );
    expect(
      this.held()
        .map(({ id, bucketName }) => `${id} ${bucketName}`)
        .sort(),
    ).toEqual(known.sort());
    const strangers = this.bitmovin.outputs().filter(({ id }) => this.strangers.some((one) => one.id === id));
    expect(strangers).toEqual(this.strangers);
    this.expectNoSecretTold();
  }

  expectNoSecretTold(): void {
    const said = this.said();
    expect(said).not.toContain(API_KEY);
    expect(said).not.toContain('X-Amz-Signature');
    for (const { event } of this.simulator.requests) {
      expect(said).not.toContain(new URL(event.ResponseURL).searchParams.get('X-Amz-Signature'));
    }
  }
}
