import { performUnlessIntercepted, type VendorReply } from '../fake-vendor/exchange';
import { LoopbackServer, type WireRequest } from '../fake-vendor/loopback-server';
import type { FakeClock } from '../lambda/fake-clock';
import { type AwsCall, type AwsFailure, accepted, readCall, refused } from './aws-call';
import { type DescribedStack, describe, isFailure, resultXml } from './describe-stack';

export interface AwsEndpointOptions {
  /** The source of the described stacks: a `CloudFormationSimulator`, or another object with stacks and a clock. */
  readonly simulator: DescribedStacks;
  /**
   * The secrets of Secrets Manager, by the `SecretId` of a call. Each is its text, or the failure of the call. Default:
   * none.
   */
  readonly secrets?: Iterable<readonly [string, string | AwsFailure]>;
}

/** A source of stacks, by their ARN. */
export interface DescribedStacks {
  readonly clock: Pick<FakeClock, 'now'>;
  stackById(id: string): DescribedStack | undefined;
}

/**
 * Looks at each call first. The endpoint answers with the failure, or closes the connection for `drop-before` and
 * `drop-after`. `undefined` lets the call through.
 */
export type AwsIntercept = (call: AwsCall) => AwsFailure | 'drop-before' | 'drop-after' | undefined;

/**
 * The part of AWS that the function of a custom resource calls, on loopback. Set `AWS_ENDPOINT_URL` to its origin.
 *
 * A function can ask about its own stack by the stack's ARN: `DescribeStacks`, `DescribeStackResource` and
 * `DescribeStackEvents`. It can read its secrets: `GetSecretValue`. The simulator's state gives CloudFormation's
 * answers.
 *
 * The endpoint accepts any credentials, and calls without credentials.
 */
export class AwsEndpoint {
  static async start(options: AwsEndpointOptions): Promise<AwsEndpoint> {
    const endpoint = new AwsEndpoint(options);
    endpoint.#server = await LoopbackServer.start({ handler: (request) => endpoint.#answer(request) });
    return endpoint;
  }

  /** The secrets of Secrets Manager; a test may change them at any time. */
  readonly secrets: Map<string, string | AwsFailure>;
  /** Looks at each call first; a test may set and unset it at any time. */
  intercept: AwsIntercept | undefined;

  readonly #simulator: DescribedStacks;
  readonly #calls: AwsCall[] = [];
  #server: LoopbackServer | undefined;

  private constructor({ simulator, secrets = [] }: AwsEndpointOptions) {
    this.#simulator = simulator;
    this.secrets = new Map(secrets);
  }

  /** Scheme, address and port, without a slash at the end. */
  get origin(): string {
    return this.#server?.origin ?? '';
  }

  /** Every call so far, in the order of their arrival. */
  get calls(): readonly AwsCall[] {
    return [...this.#calls];
  }

  async stop(): Promise<void> {
    await this.#server?.stop();
  }

  async #answer(request: WireRequest): Promise<VendorReply | 'drop'> {
    const now = this.#simulator.clock.now();
    const call = readCall(request);
    if (call === undefined) {
      return refused({ service: 'cloudformation' }, { code: 'InvalidAction', status: 404 }, now);
    }
    this.#calls.push(call);
    const wanted = this.intercept?.(call);
    const interception = typeof wanted === 'object' ? refused(call, wanted, now) : wanted;
    const perform = () => {
      const result = this.#perform(call);
      return typeof result === 'string' ? accepted(call, result, now) : refused(call, result, now);
    };
    const outcome = await performUnlessIntercepted(
      { method: 'POST', path: '/', query: {} },
      () => interception,
      perform,
    );
    return outcome.reply;
  }

  #perform({ service, action, parameters }: AwsCall): string | AwsFailure {
    if (service === 'secretsmanager') {
      return action === 'GetSecretValue' ? this.#secretValue(parameters) : unknown(action);
    }
    const description = describe(action, this.#simulator.stackById(parameters.StackName ?? ''), parameters);
    return isFailure(description) ? description : resultXml(description);
  }

  #secretValue({ SecretId = '' }: AwsCall['parameters']): string | AwsFailure {
    const secret = this.secrets.get(SecretId);
    if (secret === undefined) {
      return { code: 'ResourceNotFoundException', message: "Secrets Manager can't find the specified secret." };
    }
    return typeof secret === 'string' ? JSON.stringify({ ARN: SecretId, SecretString: secret }) : secret;
  }
}

function unknown(action: string): AwsFailure {
  return { code: 'UnknownOperationException', message: `This endpoint carries out no ${action}.` };
}
