import type { RegistrationWire, WriteWire } from '../../lib/vendor-api/contract';
import type { StackEffects } from '../runtime/effects';
import { Failure, Unsettled } from '../runtime/errors';
import { at, put } from '../runtime/json-pointer';
import { retryReasonOf } from './backoff';
import { Client, type ClientRequest } from './client';
import type { Marker } from './marker';
import { listAll } from './paging';
import { RecordFormat, type VendorRecord } from './record-format';
import type { Reply } from './reply';
import { decodeBody } from './typed-body';
import { idInLocation, isUsableId } from './url-template';
import { settle } from './wait-for-outcome';

/** How often a record that somebody else changes meanwhile is read and written again. */
const MAX_CONFLICTS = 5;

/** How long a removal that the vendor only accepted is looked after, and how often, in milliseconds. */
const GONE_WITHIN = 120_000;
const GONE_EVERY = 5_000;

/** The records of one kind at a vendor, as its description says. */
export class VendorRecords {
  /** Whether a record of this very request was listed that has no id where the description says. */
  public sawNameless = false;
  private readonly client: Client;
  private readonly form: RecordFormat;

  /** @param deadline milliseconds since the epoch: nothing is begun or waited for past it */
  public constructor(
    private readonly wire: RegistrationWire,
    /** What a record of ours is called. */
    private readonly marker: Marker,
    private readonly effects: StackEffects,
    private readonly deadline: number,
    /** The vendor's ids of records that the stack's other resources have had; undefined where nobody says. */
    private readonly others: () => Promise<readonly string[] | undefined>,
    client?: Client,
  ) {
    this.client = client ?? new Client(wire.Api, effects, deadline);
    this.form = new RecordFormat(wire, marker);
  }

  /** When the API was first called, in milliseconds since the epoch: what was known then may be out of date. */
  public get firstCalled(): number | undefined {
    return this.client.firstCalled;
  }

  /** The same API with more time, to undo what was done. */
  public until(deadline: number): VendorRecords {
    return new VendorRecords(this.wire, this.marker, this.effects, deadline, this.others, this.client.until(deadline));
  }

  /** Backoff for one request, in the time that this has. */
  public patience() {
    return this.client.patience();
  }

  /** A refusal or loss in words, with what to do. */
  public explain(reply: Exclude<Reply, { kind: 'ok' }>): Failure {
    return this.client.explain('POST', this.client.path(this.wire.Record.create), reply);
  }

  /**
   * The records that say that they are ours; none where the vendor's cannot say so, or has no list. One that was
   * disabled in place of being deleted is not there any more.
   *
   * @param narrowed whether to use the filter, which finds only records that say the same as ours in the filtered field
   */
  public async list(narrowed: boolean): Promise<VendorRecord[]> {
    const { ownership } = this.wire.Record;
    const telling = ownership.by === 'marker' || (ownership.by === 'key' && ownership.onExisting === undefined);
    const found = telling ? (await this.all(narrowed)).filter(({ marker }) => marker !== undefined) : [];
    return ownership.by === 'key' && found.length > 0 ? this.withoutOthers(found) : found;
  }

  /** Whether a record was disabled in place of being deleted. */
  public isDisabled({ json }: VendorRecord): boolean {
    return this.form.isDisabled(json);
  }

  /** A key says which stack a record is of, not which resource: what another of the stack has had is not ours. */
  private async withoutOthers(found: VendorRecord[]): Promise<VendorRecord[]> {
    const others = await this.others();
    return others === undefined ? [] : found.filter(({ id }) => !others.includes(id));
  }

  /** The records that have the key that ours would have, whoever made them. */
  public async withKey(): Promise<VendorRecord[]> {
    return (await this.all(true)).filter(({ json }) => this.form.hasKey(json));
  }

  /** One record; undefined where the vendor has none of that id. */
  public async get(id: string): Promise<VendorRecord | undefined> {
    const request = { method: 'GET', path: this.client.path(this.wire.Record.item, { id }) };
    const reply = await this.client.repeat(request);
    if (reply.kind === 'refused' && reply.meaning === 'GONE') {
      return undefined;
    }
    const json = at(this.client.accepted(request, reply), this.wire.Api.envelope);
    const record = this.form.read(json);
    if (!record || reply.kind !== 'ok') {
      throw new Unsettled(
        `GET ${this.client.url(request.path)} gave no record: deploy again when the vendor's API answers as it should.`,
      );
    }
    return { ...record, etag: reply.headers.etag };
  }

  /** Asks once for a new record. What to make of the reply is the caller's. */
  public async post(marker: Marker): Promise<{ reply: Reply; record?: VendorRecord }> {
    const { create, item } = this.wire.Record;
    const path = this.client.path(create);
    const reply = await this.client.once({ method: 'POST', path, body: this.enveloped(this.form.marked(marker)) });
    if (reply.kind !== 'ok') {
      return { reply };
    }
    const json = at(reply.json, this.wire.Api.envelope);
    const { location } = reply.headers;
    const id = location && idInLocation(location, this.client.url(path), this.client.url(this.unfilled(item)));
    const located = id && isUsableId(id) ? { id, createdAt: '', json: undefined } : undefined;
    return { reply, record: this.form.read(json) ?? located };
  }

  /**
   * Waits until the vendor has decided on a record that it accepted. Gives the record as it then is.
   *
   * @param changed whether it stood before: what the answer to a change says may be from before the change
   */
  public async settled(record: VendorRecord, changed = false): Promise<VendorRecord> {
    const { Outcome: outcome } = this.wire;
    if (!outcome) {
      return record;
    }
    const look = async () => {
      const path = this.client.path(outcome.path ?? this.wire.Record.item, { id: record.id });
      const request = { method: 'GET', path };
      return at(this.client.accepted(request, await this.client.repeat(request)), this.wire.Api.envelope);
    };
    const what = `Record ${record.id}`;
    const seen = await settle(outcome, changed ? undefined : record.json, look, {
      effects: this.effects,
      deadline: this.deadline,
      what,
    });
    return (outcome.path === undefined ? this.form.read(seen) : await this.get(record.id)) ?? record;
  }

  /**
   * Changes a record to what our body says, as far as it can be changed in place. What is carried is read first, and
   * again where somebody else was faster.
   *
   * @returns undefined where the record is not there any more
   */
  public async change(id: string, marker: Marker): Promise<VendorRecord | undefined> {
    const { update } = this.wire.Record;
    if (!update) {
      throw new Failure(`Record ${id} cannot be changed: its description says no update.`);
    }
    const reply = await this.write(update, id, this.form.changeable(marker));
    this.effects.log('record changed', { id });
    const answered = reply && this.form.read(at(reply.json, this.wire.Api.envelope));
    // An answer of another id is an operation's, or a revision's.
    return reply && (answered?.id === id ? answered : this.get(id));
  }

  /** Takes one record away, by deleting or by disabling it. One that is not there is away. */
  public async remove(id: string): Promise<void> {
    const { removal } = this.wire.Record;
    if (!removal || removal.method === 'NONE') {
      this.effects.log('the vendor removes no records: this one stays', { id }, 'WARN');
      return;
    }
    const said = removal.body && decodeBody(removal.body);
    const reply = await this.write(removal, id, said);
    if (reply?.status === 202 && removal.method === 'DELETE') {
      await this.untilGone(id);
    }
    this.effects.log('record removed', { id });
  }

  /** Makes a request that is safe to repeat, and repeats it; undefined where the record is not there. */
  private async write(
    { method, path: template, carry = [], ifMatch }: WriteWire,
    id: string,
    said: unknown,
  ): Promise<Extract<Reply, { kind: 'ok' }> | undefined> {
    const patience = this.patience();
    for (let conflicts = 0; ; ) {
      const current = carry.length > 0 || ifMatch ? await this.get(id) : undefined;
      if ((carry.length > 0 || ifMatch) && !current) {
        return undefined;
      }
      const body = carry.reduce((sent, pointer) => {
        const value = at(current?.json, pointer);
        return value === undefined ? sent : put(sent, pointer, value);
      }, said);
      const request: ClientRequest = {
        method,
        path: this.client.path(template, { id }),
        ...(body === undefined ? {} : { body: this.enveloped(body) }),
        ...(ifMatch && current?.etag ? { ifMatch: current.etag } : {}),
      };
      const reply = await this.client.once(request);
      if (reply.kind === 'ok') {
        return reply;
      }
      if (reply.kind === 'refused' && reply.meaning === 'GONE') {
        return undefined;
      }
      const conflict = reply.kind === 'refused' && reply.meaning === 'CONFLICT';
      if (conflict && current && ++conflicts < MAX_CONFLICTS) {
        continue; // Somebody else was faster: what is to be carried is read anew.
      }
      const trouble = retryReasonOf(method, reply);
      if (!trouble || !(await patience.again(trouble))) {
        throw this.client.explain(method, request.path, reply);
      }
    }
  }

  private async untilGone(id: string): Promise<void> {
    const until = Math.min(this.deadline, this.effects.now() + GONE_WITHIN);
    while (await this.get(id)) {
      if (this.effects.now() + GONE_EVERY >= until) {
        throw new Unsettled(`Record ${id} was to be removed (202), and is still there: delete again later.`);
      }
      await this.effects.sleep(GONE_EVERY);
    }
  }

  private async all(narrowed: boolean): Promise<VendorRecord[]> {
    const { list } = this.wire.Record;
    if (!list) {
      return [];
    }
    const found = await listAll(this.client, list, narrowed ? this.form.narrowing : []);
    return found
      .filter((json) => !this.form.isDisabled(json))
      .map((json) => this.readListed(json))
      .filter((record) => record !== undefined);
  }

  private readListed(json: unknown): VendorRecord | undefined {
    const record = this.form.read(json);
    this.sawNameless ||= record === undefined && this.form.isOfThisRequest(json);
    return record;
  }

  private enveloped(body: unknown): unknown {
    return put({}, this.wire.Api.requestEnvelope ?? '', body);
  }

  /** The path of one record with every brace filled but `{id}`. */
  private unfilled(item: string): string {
    return item
      .split('{id}')
      .map((part) => this.client.path(part))
      .join('{id}');
  }
}
