import type { HttpRequest, HttpResponse } from '../../../handlers/runtime/effects';
import { DEFAULT_REFUSALS } from '../../../lib/vendor-api/vendor-refusal';
import type { FakeBitmovinOptions } from '../../../testing';
import type { FaultJournalEntry } from '../../../testing/fault-proxy/fault-journal';
import { FaultProxy, type FaultProxyDoor, type FaultProxyOptions } from '../../../testing/fault-proxy/fault-proxy';
import { type Answer, API_KEY, World } from '../../handlers/registration/world';
import { type OpenEffects, run } from '../../handlers/run';
import { HeldExchange } from '../held-exchange';
import { loggingTo } from './effects';

/** Where the analytics outputs are, from the origin. */
export const COLLECTION = '/v1/analytics/outputs/s3-role-based';

/** A physical id of a record that stands; of a create that failed and left one, that made nothing, that may have. */
export const OWN = /^va1:own:/;
export const LEFT = /^va1:left:/;
export const NONE = /^va1:none:/;
export const MAYBE = /^va1:maybe:/;

/** What CloudFormation must still have of its time when the answer comes, in milliseconds. */
const TO_SPARE = 10_000;

export interface StageOptions extends Pick<FaultProxyOptions, 'plan' | 'door' | 'tls'> {
  readonly bitmovin?: Partial<FakeBitmovinOptions>;
  /** The clock at the start, in milliseconds since the epoch. */
  readonly began?: number;
}

/** What a registration says, where it differs from an ordinary one. */
export interface Saying {
  readonly baseUrl?: string;
  readonly body?: Readonly<Record<string, unknown>>;
  readonly headers?: Record<string, string>;
  readonly refusals?: Readonly<Record<string, string>>;
  /** Whether the list is narrowed by the record's name. Default: it is. */
  readonly filtered?: boolean;
  readonly returns?: Readonly<Record<string, unknown>>;
}

/**
 * The real handler, the fault proxy and the fake behind it, over real HTTP. Secrets and the stack's status are the
 * {@link World}'s; CloudFormation records a physical id as soon as it is answered with one.
 */
export class Stage {
  public static async set({ bitmovin, plan, door, tls, ...options }: StageOptions = {}): Promise<Stage> {
    const clock = { now: options.began ?? Date.UTC(2026, 0, 1) };
    const now = () => new Date(clock.now);
    const world = await World.start({ now, ...bitmovin });
    const proxy = await FaultProxy.start({ upstream: world.bitmovin.url, now, plan, door, tls });
    return new Stage(world, proxy, clock, door ?? 'open');
  }

  /** What the jitter is made of, 0 to 1. */
  public random = 0.5;
  /** Called after the handler slept: the moment to mend, or to spoil, something. */
  public onSleep: () => Promise<void> | void = () => undefined;
  /** Called before the handler calls the vendor. */
  public onCall: () => Promise<void> | void = () => undefined;
  /** How long the handler slept, each time, in milliseconds. */
  public readonly slept: number[] = [];
  /** How long the handler would have waited for each answer of the vendor's, in milliseconds. */
  public readonly patience: number[] = [];
  public readonly lines: string[] = [];
  /** Whether CloudFormation records what it is answered. */
  public recording = true;
  private callsAtAnswer = 0;
  /** Every physical id that it recorded of each resource, the present one last. */
  private readonly recorded = new Map<string, string[]>();

  private constructor(
    public readonly world: World,
    public readonly proxy: FaultProxy,
    public readonly clock: { now: number },
    private door: FaultProxyDoor,
  ) {}

  /** How the proxy meets connections from now on. */
  public async setDoor(door: FaultProxyDoor): Promise<void> {
    this.door = door;
    await this.proxy.setDoor(door);
  }

  public async strike(): Promise<void> {
    await this.proxy.stop();
    await this.world.stop();
  }

  /** Sends one event, gives back the answer, and sees to it that it came in time and told no secret. */
  public async send(event: Record<string, unknown>, minutes = 5): Promise<Answer> {
    const deadline = this.clock.now + minutes * 60_000;
    const before = this.world.answers.length;
    this.world.onAnswer = (answer) => {
      expect(this.clock.now).toBeLessThanOrEqual(deadline - TO_SPARE);
      this.callsAtAnswer = this.proxy.journal.length;
      this.record(answer, event.RequestType === 'Create' || answer.Status === 'SUCCESS');
    };
    await run(this.world.event(event), this.effects(), deadline);
    const [answer, ...more] = this.world.answers.slice(before);
    expect(more).toEqual([]);
    if (!answer) {
      throw new Error('no answer');
    }
    expect(this.clock.now).toBeLessThanOrEqual(deadline);
    expect(JSON.stringify(answer) + this.lines.join()).not.toMatch(new RegExp(`${API_KEY}|canary-signature`));
    return answer;
  }

  public create(properties = this.properties(), minutes?: number): Promise<Answer> {
    return this.send({ RequestType: 'Create', ResourceProperties: properties }, minutes);
  }

  public update(PhysicalResourceId: string, from: unknown, to: unknown, minutes?: number): Promise<Answer> {
    this.world.stack = { status: 'UPDATE_IN_PROGRESS' };
    const event = { RequestType: 'Update', PhysicalResourceId, ResourceProperties: to, OldResourceProperties: from };
    return this.send(event, minutes);
  }

  /** Deletes a resource, as when its stack goes. */
  public remove(PhysicalResourceId: string, properties = this.properties(), minutes?: number): Promise<Answer> {
    this.world.stack = { status: 'DELETE_IN_PROGRESS' };
    return this.send({ RequestType: 'Delete', PhysicalResourceId, ResourceProperties: properties }, minutes);
  }

  /** Deletes what an update replaced. */
  public cleanUp(PhysicalResourceId: string, properties: unknown): Promise<Answer> {
    this.world.stack = { status: 'UPDATE_COMPLETE_CLEANUP_IN_PROGRESS' };
    return this.send({ RequestType: 'Delete', PhysicalResourceId, ResourceProperties: properties });
  }

  /** What the construct would have written, with the proxy for the vendor. */
  public properties({ baseUrl, body, headers, refusals, filtered = true, returns }: Saying = {}) {
    const ordinary = this.world.properties(body, headers);
    const record = Object(ordinary.Record);
    return {
      ...ordinary,
      Api: {
        ...Object(ordinary.Api),
        baseUrl: baseUrl ?? this.proxy.url,
        refusals: { ...DEFAULT_REFUSALS, ...refusals },
      },
      Record: filtered ? record : { ...record, list: { ...record.list, filter: {} } },
      ...(returns && { Returns: returns }),
    };
  }

  /** Removes every record at the vendor, as a person does who knows nothing of us. */
  public async removeByHand(): Promise<void> {
    for (const id of this.held()) {
      await fetch(`${this.world.bitmovin.url}/analytics/outputs/s3-role-based/${id}`, {
        method: 'DELETE',
        headers: { 'X-Api-Key': API_KEY },
      });
    }
  }

  /** The ids that the vendor holds. */
  public held(tenant?: string): string[] {
    return this.world.bitmovin.outputs(tenant).map(({ id }) => id);
  }

  /** The requests that came as far as the proxy, up to the last answer to CloudFormation. */
  public asked(): readonly FaultJournalEntry[] {
    return this.proxy.journal.slice(0, this.callsAtAnswer);
  }

  /** The methods of those. */
  public calls(): string[] {
    return this.asked().map(({ method }) => method);
  }

  /** How many requests of a method came as far as the proxy, those included that came after the answer. */
  public count(method: string): number {
    return this.proxy.journal.filter((one) => one.method === method).length;
  }

  /** Everything that was said, to CloudFormation and to the log. */
  public said(): string {
    return JSON.stringify(this.world.answers) + this.lines.join();
  }

  /** How long the handler slept in all, in milliseconds. */
  public waited(): number {
    return this.slept.reduce((a, b) => a + b, 0);
  }

  private record({ LogicalResourceId, PhysicalResourceId }: Answer, taken: boolean): void {
    if (this.recording && taken) {
      this.recorded.set(LogicalResourceId, [...(this.recorded.get(LogicalResourceId) ?? []), PhysicalResourceId]);
    }
  }

  private effects(): OpenEffects {
    return {
      exchange: (request) => this.exchange(request),
      getSecretValue: (arn) => this.world.getSecretValue(arn),
      describeStack: async () => this.world.stack,
      recordedPhysicalId: async (_, logicalId) => this.recorded.get(logicalId)?.at(-1) ?? null,
      pastPhysicalIds: async (_, logicalId) => this.recorded.get(logicalId) ?? [],
      lastPhysicalId: async (_, logicalId, is) => [...(this.recorded.get(logicalId) ?? [])].reverse().find(is),
      othersPhysicalIds: async () => [],
      rollbackOf: async () => undefined,
      now: () => this.clock.now,
      random: () => this.random,
      sleep: async (milliseconds) => {
        this.slept.push(milliseconds);
        this.clock.now += milliseconds;
        await this.onSleep();
      },
      ...loggingTo(this.lines),
    };
  }

  /** Over real sockets. Time passes only where nothing more comes, and then it is the exchange's own time-out. */
  private async exchange(request: HttpRequest): Promise<HttpResponse> {
    if (request.url === this.world.responseUrl()) {
      return new HeldExchange(request).answer;
    }
    await this.onCall();
    this.patience.push(request.timeout);
    const before = this.proxy.journal.length;
    const held = new HeldExchange(request);
    this.clock.now += await held.end(() => {
      if (this.door === 'unreachable' || this.door === 'mute') {
        return 'connection';
      }
      const entry = this.proxy.journal[before];
      return entry && hangs(entry) ? 'answer' : undefined;
    });
    return held.answer;
  }
}

/** Whether nothing more comes in time: the proxy is silent, or it sends the body in drips. */
function hangs({ fault, status }: FaultJournalEntry): boolean {
  const hasActed = status !== undefined;
  return (fault?.kind === 'silence' && (hasActed || !fault.acted)) || (fault?.kind === 'drip' && hasActed);
}
