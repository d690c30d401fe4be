import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Rollback, StackDescription } from '../../../handlers/runtime/effects';
import { exchange } from '../../../handlers/runtime/http-exchange';
import { Redactor } from '../../../handlers/runtime/redactor';
import { FakeBitmovin, type FakeBitmovinOptions } from '../../../testing';
import { propertiesOf } from '../../faults/cloudformation/properties';
import { type OpenEffects, run } from '../run';

export { SECRET_ARN } from '../../faults/cloudformation/properties';

export const API_KEY = 'canary-4f1c9d';
export const STACK_ID =
  'arn:aws:cloudformation:eu-west-1:111122223333:stack/Exports/0a1b2c3d-0000-4000-8000-000000000001';

/** What CloudFormation was told. */
export interface Answer {
  Status: string;
  Reason?: string;
  PhysicalResourceId: string;
  StackId: string;
  RequestId: string;
  LogicalResourceId: string;
  Data?: Record<string, string>;
}

/**
 * A world for the handler in which the vendor is the fake, the answers go to a ResponseURL on loopback, both over real
 * HTTP, and what AWS says is set by the test. Time passes only while the handler sleeps.
 */
export class World {
  public static async start(options: Partial<FakeBitmovinOptions> = {}): Promise<World> {
    const bitmovin = await FakeBitmovin.start({ apiKey: API_KEY, ...options });
    const world = new World(bitmovin);
    await new Promise<void>((resolve) => world.cloudFormation.listen(0, '127.0.0.1', resolve));
    return world;
  }

  /** What CloudFormation says of the stack; undefined is no answer. */
  public stack: StackDescription | undefined = { status: 'CREATE_IN_PROGRESS' };
  /** What it has recorded; undefined is no answer. */
  public recorded: string | null | undefined = null;
  public rollback: Rollback | undefined;
  /** Every physical id that CloudFormation has recorded of the resource; undefined is no answer. */
  public past: string[] | undefined = [];
  /** Every physical id that the stack's other resources have had; undefined is no answer. */
  public others: string[] | undefined = [];
  public getSecretValue: (arn: string) => Promise<string> = async () => API_KEY;
  /** The statuses that the ResponseURL answers with, in turn; 200 when they are used up. */
  public responseStatuses: number[] = [];
  /** Called when the handler asks how the stack is: the moment to change it. */
  public onDescribe: (time: number) => void = () => undefined;

  /** Called with each answer as it arrives. */
  public onAnswer: (answer: Answer) => void = () => undefined;

  /** Called when the handler asks for the rollback: the moment to change it. */
  public onRollback: () => void = () => undefined;

  /** Called when the handler asks what is recorded: the moment to change the world. */
  public onRecorded: () => void = () => undefined;

  public readonly answers: Answer[] = [];
  public readonly lines: string[] = [];
  public readonly slept: number[] = [];
  /** What was counted for the metrics, each time. */
  public readonly counted: string[] = [];
  private readonly cloudFormation: Server;
  private described = 0;
  private clock = Date.UTC(2026, 0, 1);
  private requests = 0;

  private constructor(public readonly bitmovin: FakeBitmovin) {
    this.cloudFormation = createServer((request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        const status = this.responseStatuses.shift() ?? 200;
        if (status === 200) {
          expect(request.method).toBe('PUT');
          expect(request.headers['content-type']).toBe('');
          expect(Number(request.headers['content-length'])).toBe(Buffer.concat(chunks).length);
          const answer: Answer = JSON.parse(Buffer.concat(chunks).toString('utf8'));
          this.answers.push(answer);
          this.onAnswer(answer);
        }
        response.writeHead(status).end();
      });
    });
  }

  public async stop(): Promise<void> {
    await this.bitmovin.stop();
    await new Promise((resolve) => this.cloudFormation.close(resolve));
  }

  /** Sends one event, and gives back the answer. */
  public async send(event: Record<string, unknown>, minutes = 5): Promise<Answer> {
    const before = this.answers.length;
    await this.deliver(event, minutes);
    expect(this.answers).toHaveLength(before + 1);
    const [answer] = this.answers.slice(-1);
    if (!answer) {
      throw new Error('no answer');
    }
    return answer;
  }

  /** Delivers one event, perhaps among others. */
  public deliver(event: Record<string, unknown>, minutes = 5): Promise<void> {
    return run(this.event(event), this.effects(), this.clock + minutes * 60_000);
  }

  public create(properties = this.properties(), more: Record<string, unknown> = {}): Promise<Answer> {
    return this.send({ RequestType: 'Create', ResourceProperties: properties, ...more });
  }

  public update(
    PhysicalResourceId: string,
    from: unknown,
    to: unknown,
    more: Record<string, unknown> = {},
  ): Promise<Answer> {
    const event = { RequestType: 'Update', PhysicalResourceId, ResourceProperties: to, OldResourceProperties: from };
    return this.send({ ...event, ...more });
  }

  public remove(
    PhysicalResourceId: string,
    properties = this.properties(),
    more: Record<string, unknown> = {},
  ): Promise<Answer> {
    return this.send({ RequestType: 'Delete', PhysicalResourceId, ResourceProperties: properties, ...more });
  }

  /** Where answers go. */
  public responseUrl(): string {
    const { port } = this.cloudFormation.address() as AddressInfo;
    return `http://127.0.0.1:${port}/answer?X-Amz-Signature=canary-signature`;
  }

  /** An event, with a request id of its own unless it names one. */
  public event(more: Record<string, unknown>): Record<string, unknown> {
    return {
      RequestId: `request-${++this.requests}`,
      StackId: STACK_ID,
      LogicalResourceId: 'AnalyticsRegistration',
      ResourceType: 'Custom::VendorRegistration',
      ResponseURL: this.responseUrl(),
      ServiceToken: 'arn:aws:lambda:eu-west-1:111122223333:function:f',
      ...more,
    };
  }

  /** What the construct would have written, with other members in the body or headers. */
  public properties(body: Record<string, unknown> = {}, headers?: Record<string, string>): Record<string, unknown> {
    const ServiceToken = 'arn:aws:lambda:eu-west-1:111122223333:function:f';
    return { ServiceToken, ...propertiesOf(this.bitmovin.url, { body, headers }) };
  }

  private effects(): OpenEffects {
    const redactor = new Redactor();
    return {
      exchange,
      getSecretValue: (arn) => this.getSecretValue(arn),
      describeStack: async () => {
        this.onDescribe(++this.described);
        return this.stack;
      },
      recordedPhysicalId: async () => {
        this.onRecorded();
        return this.recorded;
      },
      rollbackOf: async () => {
        this.onRollback();
        return this.rollback;
      },
      pastPhysicalIds: async () => this.past,
      lastPhysicalId: async (_stackId, _logicalId, is) => this.past?.find(is),
      othersPhysicalIds: async () => this.others,
      now: () => this.clock,
      random: () => 0.5,
      sleep: async (milliseconds) => {
        this.slept.push(milliseconds);
        this.clock += milliseconds;
      },
      log: (message, fields) => this.lines.push(redactor.clean(JSON.stringify({ message, ...fields }))),
      count: (what) => this.counted.push(what),
      redact: (secret, mayBeTold) => redactor.add(secret, mayBeTold),
      clean: (text) => redactor.clean(text),
      holdsSecret: (text) => redactor.holdsSecret(text),
    };
  }
}
