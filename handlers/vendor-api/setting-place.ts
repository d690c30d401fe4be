import type { SettingWire } from '../../lib/vendor-api/contract';
import { canonicalJson, digest } from '../runtime/digest';
import type { Effects } from '../runtime/effects';
import { Failure } from '../runtime/errors';
import { at, put, step } from '../runtime/json-pointer';
import { type RetryReason, retry, retryReasonOf } from './backoff';
import { Client, type ClientRequest } from './client';
import type { Reply } from './reply';
import { decodeBody } from './typed-body';

/** Members of a setting, by the names that a write gives them. */
export type Members = Readonly<Record<string, unknown>>;

/** What one GET, or the answer to a write, shows. */
export interface Reading {
  readonly members: Members;
  /** The answer, without its envelope. */
  readonly answer: unknown;
  /** The vendor says that nothing is there (404). */
  readonly gone: boolean;
}

/** What came of a write. */
export interface Written {
  readonly reply: Reply;
  /** Whether the vendor may have written, though the last reply says no. */
  readonly mayHaveActed: boolean;
}

/** One setting at a vendor, as its description says. */
export class SettingPlace {
  /** What the stack wants the members to say. */
  public readonly wanted: Members;
  /** What members say where nothing is set. */
  public readonly cleared: Members;
  /** A digest of where the setting is. */
  public readonly digest: string;
  private readonly client: Client;

  /** @param deadline milliseconds since the epoch: nothing begins, and nothing waits, after it */
  public constructor(
    public readonly wire: SettingWire,
    private readonly effects: Effects,
    deadline: number,
    client?: Client,
  ) {
    const { Api, Setting, Body } = wire;
    const { headers = {}, parameters = {} } = Api;
    this.client = client ?? new Client(Api, effects, deadline);
    this.wanted = membersOf(decodeBody(Body));
    this.cleared =
      Setting.clear.by === 'write'
        ? membersOf(decodeBody(Setting.clear.body))
        : Object.fromEntries(Object.keys(this.wanted).map((name) => [name, null]));
    const { path, at: pointer } = Setting.read;
    this.digest = digest(Api.baseUrl, canonicalJson(headers), canonicalJson(parameters), path, pointer);
  }

  /** The same setting with another deadline, to undo what was done. */
  public until(deadline: number): SettingPlace {
    return new SettingPlace(this.wire, this.effects, deadline, this.client.until(deadline));
  }

  /** The read in words: its method and URL. */
  public get name(): string {
    return `GET ${this.client.url(this.client.path(this.wire.Setting.read.path))}`;
  }

  /** Where a member is in the answer to the read, as a JSON Pointer. */
  public pointerOf(name: string): string {
    const { at: map, names = {} } = this.wire.Setting.read;
    return `${map}${names[name] ?? step(name)}`;
  }

  /** Reads the setting. */
  public async read(): Promise<Reading> {
    const request = { method: 'GET', path: this.client.path(this.wire.Setting.read.path) };
    const reply = await this.client.repeat(request);
    const gone = reply.kind === 'refused' && reply.meaning === 'GONE';
    return this.reading(gone ? undefined : this.client.accepted(request, reply), gone);
  }

  /**
   * Sets members, and tries again until the vendor has decided or the time is over.
   *
   * @param mayRepeat asked before each further attempt
   */
  public write(members: Members, mayRepeat?: () => Promise<boolean>): Promise<Written> {
    const { method, path, at: pointer, form } = this.wire.Setting.write;
    const body = put({}, `${this.wire.Api.requestEnvelope ?? ''}${pointer}`, members);
    return this.send({ method, path: this.client.path(path), body, form: form !== undefined }, mayRepeat);
  }

  /** Clears the setting, as {@link write} writes it. */
  public clear(mayRepeat?: () => Promise<boolean>): Promise<Written> {
    const { clear } = this.wire.Setting;
    return clear.by === 'write'
      ? this.write(this.cleared, mayRepeat)
      : this.send({ method: 'DELETE', path: this.client.path(clear.path) }, mayRepeat);
  }

  /** A refused or lost write in words, with what to do. */
  public explain(reply: Exclude<Reply, { readonly kind: 'ok' }>): Failure {
    const { method, path } = this.wire.Setting.write;
    return this.client.explain(method, this.client.path(path), reply);
  }

  /** What the answer to a write shows: often the setting as it then is. */
  public readingOf(reply: Extract<Reply, { readonly kind: 'ok' }>): Reading {
    return this.reading(reply.json, false);
  }

  /** What the stack's members say in an answer; one that is not there is absent. */
  public membersIn(answer: unknown): Members {
    const found = Object.keys(this.wanted).map((name) => [name, at(answer, this.pointerOf(name))] as const);
    return Object.fromEntries(found.filter(([, value]) => value !== undefined));
  }

  private reading(json: unknown, gone: boolean): Reading {
    const answer = at(json, this.wire.Api.envelope);
    return { members: this.membersIn(answer), answer, gone };
  }

  private async send(request: ClientRequest, mayRepeat = async () => true): Promise<Written> {
    let mayHaveActed = false;
    const once = async () => {
      const reply = await this.client.once(request);
      mayHaveActed ||= isPerhapsDone(reply);
      return reply;
    };
    const backoff = this.client.backoff();
    const waits = { again: async (reason: RetryReason) => (await backoff.again(reason)) && (await mayRepeat()) };
    const reply = await retry(once, (one) => retryReasonOf(request.method, one), waits);
    return { reply, mayHaveActed };
  }
}

/** Whether the vendor wrote, or may have: not where nothing reached it, and not after a refusal that it chose to give. */
function isPerhapsDone(reply: Reply): boolean {
  switch (reply.kind) {
    case 'ok':
      return true;
    case 'lost':
      return reply.mayHaveActed;
    case 'refused':
      return reply.status === 408 || reply.status >= 500;
  }
}

function membersOf(json: unknown): Members {
  if (typeof json !== 'object' || json === null || Array.isArray(json)) {
    throw new Failure('Body.value is not a map: the stack was not written by this library.');
  }
  return Object.fromEntries(Object.entries(json));
}
