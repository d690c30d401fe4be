import { createHash } from 'node:crypto';
import type { KeyEffects, ListedKey, Stage } from '../../../handlers/dolby-media/effects';
import { exchange } from '../../../handlers/runtime/http-exchange';

export const USER = 'dolby-user';
const DAY = 24 * 60 * 60 * 1_000;

/** A refusal of AWS's, as its SDK throws it. */
export class AwsRefusal extends Error {
  public readonly $fault = 'client';
  public readonly $metadata = { httpStatusCode: 400 };
  constructor(public override readonly name: string) {
    super(`${name}: no`);
  }
}

/** The process was killed: nothing that it would still have done is done. */
export class Killed extends Error {}

/** When a call of a run is its last: before it is carried out, or after. */
export interface Kill {
  readonly call: number;
  readonly when: 'before' | 'after';
}

/**
 * IAM and Secrets Manager for one user and one secret, as strict as AWS: two keys at most, a version is written once, a
 * label moves only from where it is. Time passes only in sleep, or where a test says so.
 */
export class FakeAws {
  public now = Date.parse('2026-01-01T00:00:00Z');
  public readonly keys = new Map<string, { created: number; active: boolean; secret: string }>();
  public readonly versions = new Map<string, string>();
  public readonly stages = new Map<Stage, string>();
  public readonly lines: string[] = [];
  public readonly hidden = new Set<string>();
  /** What was called, in order. */
  public readonly calls: string[] = [];
  /** How many times a new key is not known yet. */
  public settling = 0;
  /** Looks at each call before it is carried out, and may throw. */
  public before: (call: string) => void | Promise<void> = () => undefined;
  /** When a rotation last ended. */
  public rotated: number | undefined;
  private made = 0;

  /** A day passes, and another. */
  public pass(days: number): void {
    this.now += days * DAY;
  }

  /** How CloudFormation describes the keys' resource. */
  public resourceStatus = 'CREATE_COMPLETE';

  /** The effects of one run. */
  public effects(kill?: Kill): KeyEffects {
    let calls = 0;
    let dead = false;
    const call = async <T>(name: string, act: () => T): Promise<T> => {
      const mine = ++calls;
      dead ||= mine === kill?.call && kill.when === 'before';
      if (dead) {
        throw new Killed(name);
      }
      this.calls.push(name);
      await this.before(name);
      const result = act();
      dead ||= mine === kill?.call;
      if (dead) {
        throw new Killed(name);
      }
      return result;
    };
    return {
      keys: {
        list: () => call('list', () => this.listed()),
        create: () => call('create', () => this.create()),
        deactivate: (id) => call('deactivate', () => this.deactivate(id)),
        remove: (id) => call('remove', () => void this.keys.delete(id)),
      },
      secret: {
        read: (version) =>
          call('read', () =>
            this.versions.get(
              'VersionId' in version ? version.VersionId : (this.stages.get(version.VersionStage) ?? ''),
            ),
          ),
        stages: () => call('stages', () => new Map(this.stages)),
        lastRotated: () => call('lastRotated', () => this.rotated),
        put: (version, text, stage) => call('put', () => this.put(version, text, stage)),
        move: (stage, from, to) => call('move', () => this.move(stage, from, to)),
      },
      describeResource: async () => ({ status: this.resourceStatus, physicalId: `keys-of-${USER}` }),
      whoIs: ({ accessKeyId }) =>
        call('whoIs', () =>
          this.keys.get(accessKeyId)?.active && this.settling-- <= 0
            ? `arn:aws:iam::111122223333:user/${USER}`
            : undefined,
        ),
      exchange,
      now: () => this.now,
      random: () => 0,
      sleep: async (milliseconds) => {
        this.now += milliseconds;
      },
      log: (message, fields) => void this.lines.push(JSON.stringify({ message, ...fields })),
      redact: (secret) => void this.hidden.add(secret),
      clean: (text) => text,
    };
  }

  /** The id of the key under a label; undefined where there is none. */
  public keyAt(stage: Stage): string | undefined {
    const { accessKeyId } = JSON.parse(this.versions.get(this.stages.get(stage) ?? '') ?? '{}');
    return accessKeyId;
  }

  /** Who is let in by S3 with the key under a label. */
  public works(id: string | undefined): boolean {
    return this.keys.get(id ?? '')?.active === true;
  }

  public put(version: string, text: string, stage: Stage): void {
    const there = this.versions.get(version);
    if (there !== undefined && there !== text) {
      throw new AwsRefusal('ResourceExistsException');
    }
    this.versions.set(version, text);
    this.give(stage, version);
  }

  public create(): { accessKeyId: string; secretAccessKey: string } {
    if (this.keys.size >= 2) {
      throw new AwsRefusal('LimitExceededException');
    }
    const accessKeyId = `AKIA${++this.made}`;
    const secret = `canary-${createHash('sha256').update(accessKeyId).digest('hex')}`;
    this.keys.set(accessKeyId, { created: this.now, active: true, secret });
    return { accessKeyId, secretAccessKey: secret };
  }

  private listed(): ListedKey[] {
    return [...this.keys].map(([id, { created }]) => ({ id, created }));
  }

  private deactivate(id: string): void {
    const key = this.keys.get(id);
    if (key) {
      key.active = false;
    }
  }

  private move(stage: Stage, from: string | undefined, to: string | undefined): void {
    if (this.stages.get(stage) !== from) {
      throw new AwsRefusal('InvalidParameterException');
    }
    if (stage === 'AWSCURRENT') {
      this.rotated = this.now;
    }
    if (to === undefined) {
      this.stages.delete(stage);
    } else {
      this.give(stage, to);
    }
  }

  private give(stage: Stage, version: string): void {
    const before = this.stages.get(stage);
    if (stage === 'AWSCURRENT' && before !== undefined && before !== version) {
      this.stages.set('AWSPREVIOUS', before);
    }
    this.stages.set(stage, version);
  }
}
