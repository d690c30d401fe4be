import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { StackDescription } from '../../../handlers/runtime/effects';
import { exchange } from '../../../handlers/runtime/http-exchange';
import { Redactor } from '../../../handlers/runtime/redactor';
import { type OpenEffects, run } from '../run';
import type { Answer } from './world';

export const STACK_ID =
  'arn:aws:cloudformation:eu-west-1:111122223333:stack/Conformance/0a1b2c3d-0000-4000-8000-000000000001';

/** The ARN of a secret of the vendor's, by a name of the test's. */
export function arnOf(name: string): string {
  return `arn:aws:secretsmanager:eu-west-1:111122223333:secret:${name}-AbCdEf`;
}

/** Properties as CloudFormation hands them over. */
export type Properties = Readonly<Record<string, unknown>>;

/**
 * A world for the handler in which CloudFormation is played through, for whatever vendor the properties name: it records
 * what it is answered, and its stack is in the state that belongs to each request. Time passes only while the handler
 * sleeps; HTTP is real.
 */
export class AnyVendor {
  /** @param secrets the vendor's secrets, by name: see {@link arnOf} */
  public static async start(secrets: Readonly<Record<string, string>>): Promise<AnyVendor> {
    const world = new AnyVendor(secrets);
    await new Promise<void>((resolve) => world.cloudFormation.listen(0, '127.0.0.1', resolve));
    return world;
  }

  /** The physical id that CloudFormation has recorded. */
  public recorded: string | null = null;
  /** Every line of the log. */
  public readonly lines: string[] = [];
  /** How long the handler slept in all, in milliseconds. */
  public slept = 0;

  private stack: StackDescription = { status: 'CREATE_IN_PROGRESS' };
  private readonly past: string[] = [];
  private readonly answers: Answer[] = [];
  private clock = Date.UTC(2026, 0, 1);
  private requests = 0;
  private readonly cloudFormation: Server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      this.answers.push(JSON.parse(Buffer.concat(chunks).toString('utf8')));
      response.end();
    });
  });

  private constructor(private readonly secrets: Readonly<Record<string, string>>) {}

  public async stop(): Promise<void> {
    await new Promise((resolve) => this.cloudFormation.close(resolve));
  }

  /** A Create, recorded if it succeeds. */
  public async create(properties: Properties, more: Properties = {}): Promise<Answer> {
    this.stack = { status: 'CREATE_IN_PROGRESS' };
    return this.record(await this.send('Create', properties, more));
  }

  /** The same Create once more, as Lambda delivers it when it lost sight of the first: CloudFormation has no answer yet. */
  public async createAgain(properties: Properties, { RequestId }: Answer): Promise<Answer> {
    const recorded = this.recorded;
    this.recorded = null;
    this.stack = { status: 'CREATE_IN_PROGRESS' };
    const answer = await this.send('Create', properties, { RequestId });
    this.recorded = recorded;
    return answer;
  }

  /** An Update of what is recorded; followed, where that replaced it, by the Delete of the old one. */
  public async update(from: Properties, to: Properties): Promise<Answer> {
    this.stack = { status: 'UPDATE_IN_PROGRESS' };
    const old = this.recorded ?? '';
    const answer = this.record(await this.send('Update', to, { PhysicalResourceId: old, OldResourceProperties: from }));
    if (answer.Status === 'SUCCESS' && answer.PhysicalResourceId !== old) {
      expect(await this.send('Delete', from, { PhysicalResourceId: old })).toMatchObject({ Status: 'SUCCESS' });
    }
    return answer;
  }

  /** A Delete with the whole stack. */
  public remove(physicalId: string, properties: Properties): Promise<Answer> {
    this.stack = { status: 'DELETE_IN_PROGRESS' };
    return this.send('Delete', properties, { PhysicalResourceId: physicalId });
  }

  private record(answer: Answer): Answer {
    if (answer.Status === 'SUCCESS') {
      this.recorded = answer.PhysicalResourceId;
      this.past.push(answer.PhysicalResourceId);
    }
    return answer;
  }

  private async send(RequestType: string, ResourceProperties: Properties, more: Properties): Promise<Answer> {
    const { port } = this.cloudFormation.address() as AddressInfo;
    const event = {
      RequestType,
      RequestId: `request-${++this.requests}`,
      StackId: STACK_ID,
      LogicalResourceId: 'Registration',
      ResourceType: 'Custom::VendorRegistration',
      ResponseURL: `http://127.0.0.1:${port}/answer?X-Amz-Signature=canary-signature`,
      ServiceToken: 'arn:aws:lambda:eu-west-1:111122223333:function:f',
      ResourceProperties,
      ...more,
    };
    await run(event, this.effects(), this.clock + 5 * 60_000);
    const [answer, ...others] = this.answers.splice(0);
    expect(others).toEqual([]);
    if (!answer) {
      throw new Error('CloudFormation got no answer');
    }
    return answer;
  }

  private effects(): OpenEffects {
    const redactor = new Redactor();
    return {
      exchange,
      getSecretValue: async (arn) => this.secretAt(arn),
      describeStack: async () => this.stack,
      recordedPhysicalId: async () => this.recorded,
      rollbackOf: async () => undefined,
      pastPhysicalIds: async () => this.past,
      lastPhysicalId: async (_stackId, _logicalId, is) => [...this.past].reverse().find(is),
      othersPhysicalIds: async () => [],
      now: () => this.clock,
      random: () => 0.5,
      sleep: async (milliseconds) => {
        this.slept += milliseconds;
        this.clock += milliseconds;
      },
      log: (message, fields) => this.lines.push(redactor.clean(JSON.stringify({ message, ...fields }))),
      redact: (secret, mayBeTold) => redactor.add(secret, mayBeTold),
      clean: (text) => redactor.clean(text),
      holdsSecret: (text) => redactor.holdsSecret(text),
    };
  }

  private secretAt(arn: string): string {
    const [, value] = Object.entries(this.secrets).find(([name]) => arnOf(name) === arn) ?? [];
    if (value === undefined) {
      throw new Error(`There is no secret ${arn}`);
    }
    return value;
  }
}
