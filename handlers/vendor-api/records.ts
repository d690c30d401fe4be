import type { RegistrationWire, WriteWire } from '../../lib/vendor-api/contract';
import type { Effects } from '../runtime/effects';
import { Failure, Unsettled } from '../runtime/errors';
import { at, put } from '../runtime/json-pointer';
import { type Backoff, Interval, onlyIf, retry, retryReasonOf } from './backoff';
import { Client, type ClientRequest, type Refused } from './client';
import type { Marker } from './marker';
import { type Ownership, type RecordLists, saysAll } from './ownership';
import { listAll } from './paging';
import { RecordFormat } from './record-format';
import type { Reply } from './reply';
import { decodeBody } from './typed-body';
import { idInLocation, isUsableId } from './url-template';
import type { VendorRecord } from './vendor-record';
import { waitForOutcome } from './wait-for-outcome';

/** How often this function reads and writes a record again that somebody else changes at the same time. */
const MAX_CONFLICTS = 5;

/** How long, and how often, this function looks after a removal that the vendor only accepted, in milliseconds. */
const GONE_WITHIN = 120_000;
const GONE_EVERY = 5_000;

/** How long, and how often, this function looks for a record that the vendor has just made, in milliseconds. */
const SHOWN_WITHIN = 60_000;
const SHOWN_EVERY = 1_000;

/** The records of one kind at a vendor, as its description says. */
export class VendorRecords implements RecordLists {
  /** Whether the vendor listed a record of this very request without an id where the description says. */
  public sawNameless = false;
  /** The ids of records that the vendor listed without a marker of ours. */
  private readonly unmarked = new Set<string>();
  private readonly client: Client;
  private readonly format: RecordFormat;

  /** @param deadline milliseconds since the epoch: nothing begins, and nothing waits, after it */
  public constructor(
    private readonly wire: RegistrationWire,
    /** The marker of a record that this request posts. */
    private readonly marker: Marker,
    private readonly effects: Effects,
    private readonly deadline: number,
    /** The vendor's ids of records of the stack's other resources; undefined where CloudFormation does not say. */
    private readonly others: () => Promise<readonly string[] | undefined>,
    client?: Client,
  ) {
    this.client = client ?? new Client(wire.Api, effects, deadline);
    this.format = new RecordFormat(wire, marker);
  }

  /** How this function knows its own records. */
  public get ownership(): Ownership {
    return this.format.ownership;
  }

  /** Where this function looks for records: two that give the same text see one list alike. */
  public get place(): string {
    const { Api, Record } = this.wire;
    return JSON.stringify([Api.baseUrl, Api.headers, Api.parameters, Record.create, this.ownership.place]);
  }

  /** When this function first called the API, in milliseconds since the epoch; undefined before that. */
  public get firstCalled(): number | undefined {
    return this.client.firstCalled;
  }

  /** The same API with another deadline, to undo what was done. */
  public until(deadline: number): VendorRecords {
    return new VendorRecords(this.wire, this.marker, this.effects, deadline, this.others, this.client.until(deadline));
  }

  /** The waits of one request, until the deadline. */
  public backoff(): Backoff {
    return this.client.backoff();
  }

  /** A refused or lost post in words, with what to do. */
  public explain(reply: Refused): Failure {
    return this.client.explain('POST', this.client.path(this.wire.Record.create), reply);
  }

  /**
   * The records that say that they are ours; none where the vendor's records cannot say so, or the vendor has no list. A
   * record that was disabled in place of being deleted counts as removed.
   *
   * @param narrowed whether to use the filter, which finds only records that say the same as ours in the filtered member
   */
  public async list(narrowed: boolean): Promise<VendorRecord[]> {
    const { showsInList, keyAt } = this.ownership;
    const all = showsInList ? await this.all(narrowed) : [];
    for (const { id, marker } of all) {
      if (marker === undefined) {
        this.unmarked.add(id);
      }
    }
    const found = all.filter(({ marker }) => marker !== undefined);
    return keyAt !== undefined && found.length > 0 ? this.withoutOthers(found) : found;
  }

  /** Whether the vendor listed a record without a marker of ours. */
  public wasUnmarked(id: string): boolean {
    return this.unmarked.has(id);
  }

  /** Whether a record was disabled in place of being deleted. */
  public isDisabled({ json }: VendorRecord): boolean {
    return this.format.isDisabled(json);
  }

  /** Whether a record says nothing else than our body in what the vendor can change in place. */
  public saysOurs({ json }: VendorRecord, marker: Marker): boolean {
    return saysAll(json, this.format.changeable(marker), true);
  }

  /** The records that have the key of ours, whoever made them. */
  public async withKey(): Promise<VendorRecord[]> {
    return (await this.all(true)).filter(({ json }) => this.ownership.hasKey(json));
  }

  /** Reads one record; undefined where the vendor has none of that id. */
  public async get(id: string): Promise<VendorRecord | undefined> {
    const request = { method: 'GET', path: this.client.path(this.wire.Record.item, { id }) };
    const reply = await this.client.repeat(request);
    if (reply.kind === 'refused' && reply.meaning === 'GONE') {
      return undefined;
    }
    const json = at(this.client.accepted(request, reply), this.wire.Api.envelope);
    const record = this.format.read(json);
    if (!record || reply.kind !== 'ok') {
      throw new Unsettled(
        `GET ${this.client.url(request.path)} gave no record: deploy again when the vendor's API answers as it should.`,
      );
    }
    return { ...record, etag: reply.headers.etag };
  }

  /** Reads a record that this request posted: the vendor may show it only some seconds later. Undefined as in {@link get}. */
  public async getPosted(id: string): Promise<VendorRecord | undefined> {
    const until = Math.min(this.deadline, this.effects.now() + SHOWN_WITHIN);
    return retry(
      () => this.get(id),
      (record) => (record === undefined ? {} : undefined),
      new Interval(this.effects, SHOWN_EVERY, until),
    );
  }

  /** Asks once for a new record. The caller decides what the reply means. */
  public async post(marker: Marker): Promise<{ reply: Reply; record?: VendorRecord }> {
    const { create, item } = this.wire.Record;
    const path = this.client.path(create);
    const body = this.enveloped(this.ownership.marked(marker));
    const reply = await this.client.once({ method: 'POST', path, body });
    if (reply.kind !== 'ok') {
      return { reply };
    }
    const json = at(reply.json, this.wire.Api.envelope);
    const { location } = reply.headers;
    const id = location && idInLocation(location, this.client.url(path), this.client.url(this.unfilled(item)));
    const located = id && isUsableId(id) ? { id, createdAt: '', json: undefined } : undefined;
    return { reply, record: this.format.read(json) ?? located };
  }

  /**
   * Waits until the vendor has decided on a record that it accepted. Gives the record as it then is.
   *
   * @param changed whether the record was there before: the answer to a change may show the record before the change
   */
  public async waitForOutcome(record: VendorRecord, changed = false): Promise<VendorRecord> {
    const { Outcome: outcome } = this.wire;
    if (!outcome) {
      return record;
    }
    const shownBy = this.effects.now() + SHOWN_WITHIN;
    const look = async () => {
      const path = this.client.path(outcome.path ?? this.wire.Record.item, { id: record.id });
      const request = { method: 'GET', path };
      const reply = await this.client.repeat(request);
      if (!changed && reply.kind === 'refused' && reply.meaning === 'GONE' && this.effects.now() < shownBy) {
        return undefined; // Not shown yet, so not decided.
      }
      return at(this.client.accepted(request, reply), this.wire.Api.envelope);
    };
    const seen = await waitForOutcome(outcome, changed ? undefined : record.json, look, {
      effects: this.effects,
      deadline: this.deadline,
      what: `Record ${record.id}`,
    });
    return (outcome.path === undefined ? this.format.read(seen) : await this.getPosted(record.id)) ?? record;
  }

  /**
   * Changes a record to what our body says, as far as the vendor can change it in place.
   *
   * @param mayRepeat asked before each further attempt, because the stack may have changed meanwhile
   * @returns undefined where the record is gone
   */
  public async change(
    id: string,
    marker: Marker,
    mayRepeat: () => Promise<boolean>,
  ): Promise<VendorRecord | undefined> {
    const { update } = this.wire.Record;
    if (!update) {
      throw new Failure(`Record ${id} cannot be changed: its description says no update.`);
    }
    const reply = await this.write(update, id, this.format.changeable(marker), mayRepeat);
    this.effects.log('record changed', { id });
    const answered = reply && this.format.read(at(reply.json, this.wire.Api.envelope));
    // An answer of another id is an operation's, or a revision's.
    return reply && (answered?.id === id ? answered : this.get(id));
  }

  /** Removes one record, by deleting or by disabling it. A record that is gone is no error. */
  public async remove(id: string): Promise<void> {
    const { item, removal = { method: 'DELETE', path: item } } = this.wire.Record;
    const reply = await this.write(removal, id, removal.body && decodeBody(removal.body));
    if (reply?.status === 202 && removal.method === 'DELETE') {
      await this.untilGone(id);
    }
    this.effects.log('record removed', { id });
  }

  /**
   * Makes a request that is safe to repeat, and repeats it. Reads what is carried just before, and again where somebody
   * else changed the record meanwhile.
   *
   * @returns undefined where the record is gone
   */
  private async write(
    wire: WriteWire,
    id: string,
    body: unknown,
    mayRepeat = async () => true,
  ): Promise<Extract<Reply, { kind: 'ok' }> | undefined> {
    const path = this.client.path(wire.path, { id });
    let conflicts = 0;
    const once = async () => {
      for (;;) {
        const request = await this.withCarried(wire, id, { method: wire.method, path, body });
        const reply = request && (await this.client.once(request));
        const conflict = reply?.kind === 'refused' && reply.meaning === 'CONFLICT' && isCarrying(wire);
        if (!conflict || ++conflicts >= MAX_CONFLICTS) {
          return reply;
        }
      }
    };
    const reasonOf = (reply: Reply | undefined) => reply && retryReasonOf(wire.method, reply);
    const reply = await retry(once, reasonOf, onlyIf(mayRepeat, this.backoff()));
    if (reply === undefined || (reply.kind === 'refused' && reply.meaning === 'GONE')) {
      return undefined;
    }
    if (reply.kind !== 'ok') {
      throw this.client.explain(wire.method, path, reply);
    }
    return reply;
  }

  /** A request with the members and the ETag that it carries from the record; undefined where the record is gone. */
  private async withCarried(
    wire: WriteWire,
    id: string,
    { body, ...request }: ClientRequest,
  ): Promise<ClientRequest | undefined> {
    const current = isCarrying(wire) ? await this.get(id) : undefined;
    if (isCarrying(wire) && !current) {
      return undefined;
    }
    const sent = (wire.carry ?? []).reduce((whole, pointer) => {
      const value = at(current?.json, pointer);
      return value === undefined ? whole : put(whole, pointer, value);
    }, body);
    return {
      ...request,
      ...(sent === undefined ? {} : { body: this.enveloped(sent) }),
      ...(wire.ifMatch && current?.etag ? { ifMatch: current.etag } : {}),
    };
  }

  private async untilGone(id: string): Promise<void> {
    const until = Math.min(this.deadline, this.effects.now() + GONE_WITHIN);
    const interval = new Interval(this.effects, GONE_EVERY, until);
    const left = await retry(
      () => this.get(id),
      (record) => record && {},
      interval,
    );
    if (left) {
      throw new Unsettled(`Record ${id} was to be removed (202), and is still there: delete again later.`);
    }
  }

  private async all(narrowed: boolean): Promise<VendorRecord[]> {
    const { list } = this.wire.Record;
    if (!list) {
      return [];
    }
    const found = await listAll(this.client, list, narrowed ? this.format.narrowing : []);
    return found
      .filter((json) => !this.format.isDisabled(json))
      .map((json) => this.readListed(json))
      .filter((record) => record !== undefined);
  }

  /** A key says which stack a record is of, not which resource: a record of the stack's other resources is not ours. */
  private async withoutOthers(found: VendorRecord[]): Promise<VendorRecord[]> {
    const others = await this.others();
    return others === undefined ? [] : found.filter(({ id }) => !others.includes(id));
  }

  private readListed(json: unknown): VendorRecord | undefined {
    const record = this.format.read(json);
    this.sawNameless ||= record === undefined && this.format.isOfThisRequest(json);
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

/** Whether a write must read the record first. */
function isCarrying({ carry = [], ifMatch }: WriteWire): boolean {
  return carry.length > 0 || ifMatch !== undefined;
}
