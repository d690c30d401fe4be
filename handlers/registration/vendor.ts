import type { RegistrationWire } from '../../lib/registration/contract';
import { decodeBody } from './body';
import { signIn } from './credentials';
import { type Effects, ExchangeError } from './effects';
import { Failure, Unsettled } from './failure';
import { markerOf, type Names, readMarker } from './names';
import { sharersOf } from './pace';
import { at, put } from './pointer';
import { type Reply, readReply } from './reply';
import { Patience, troubleOf } from './retry';

/** One attempt, its answer's body included, in milliseconds. */
const ATTEMPT_TIMEOUT = 15_000;

/** More pages than this are a list that does not end. */
const MAX_PAGES = 1_000;

/** A record as the vendor has it. */
export interface VendorRecord {
  readonly id: string;
  /** What its marker says; undefined where it has none of ours. */
  readonly names?: Names;
  readonly createdAt: string;
  readonly json: unknown;
}

/** A vendor's API, as its description says. Every request carries the same sign-in and says the same place. */
export class Vendor {
  /** When it was first called, in milliseconds since the epoch: what was known then may be out of date. */
  public firstCalled?: number;
  private secrets?: Record<string, string>;

  public constructor(
    private readonly wire: RegistrationWire,
    private readonly effects: Effects,
    /** Milliseconds since the epoch: nothing is begun or waited for past it. */
    private readonly deadline: number,
  ) {}

  /** The same API with more time, to undo what was done. */
  public until(deadline: number): Vendor {
    const vendor = new Vendor(this.wire, this.effects, deadline);
    vendor.secrets = this.secrets;
    return vendor;
  }

  /**
   * The records that carry a marker of ours.
   *
   * @param narrowed whether to use the filter, which finds only records that say the same as ours in the filtered field
   */
  public async list(narrowed: boolean): Promise<VendorRecord[]> {
    const { list } = this.wire.Record;
    const { filter = {}, paging } = list;
    const size = Number(paging?.size ?? 0);
    const narrowing = narrowed ? this.filterValues(filter) : [];
    const found: VendorRecord[] = [];
    for (let page = 0; page < MAX_PAGES; page++) {
      const paged = paging
        ? [[paging.parameter, String(page * size)] as const, [paging.sizeParameter, paging.size] as const]
        : [];
      const reply = await this.repeat('GET', list.path, [...narrowing, ...paged]);
      const items = at(this.accepted('GET', list.path, reply), list.items);
      if (!Array.isArray(items)) {
        throw new Failure(`GET ${this.url(list.path)} gave no list at '${list.items}': is this the vendor's API?`);
      }
      found.push(...items.map((item) => this.read(item)).filter((record) => record !== undefined));
      if (!paging || items.length < size) {
        return found.filter(({ names }) => names !== undefined);
      }
    }
    throw new Failure(`GET ${this.url(list.path)} did not end after ${MAX_PAGES} pages.`);
  }

  /** One record; undefined where the vendor has none of that id. */
  public async get(id: string): Promise<VendorRecord | undefined> {
    const path = this.itemPath(id);
    const reply = await this.repeat('GET', path, []);
    if (reply.kind === 'refused' && reply.meaning === 'GONE') {
      return undefined;
    }
    const record = this.read(at(this.accepted('GET', path, reply), this.wire.Api.envelope));
    if (!record) {
      throw new Unsettled(
        `GET ${this.url(path)} gave no record: deploy again when the vendor's API answers as it should.`,
      );
    }
    return record;
  }

  /** Deletes one record. One that is not there is deleted. */
  public async remove(id: string): Promise<void> {
    const path = this.itemPath(id);
    const reply = await this.repeat('DELETE', path, []);
    if (!(reply.kind === 'refused' && reply.meaning === 'GONE')) {
      this.accepted('DELETE', path, reply);
    }
    this.effects.log('record removed', { id });
  }

  /** Asks once for a new record that carries a marker. What to make of the reply is the caller's. */
  public async post(names: Names): Promise<{ reply: Reply; record?: VendorRecord }> {
    const { create, ownership } = this.wire.Record;
    const body = decodeBody(this.wire.Body);
    const own = at(body, ownership.at);
    const marked = typeof own === 'string' && own !== '' ? `${own} ${markerOf(names)}` : markerOf(names);
    const reply = await this.once('POST', create, [], put(body, ownership.at, marked));
    const record = reply.kind === 'ok' ? this.read(at(reply.json, this.wire.Api.envelope)) : undefined;
    return { reply, record };
  }

  /** Patience for one request, in the time that this has. */
  public patience(): Patience {
    return new Patience(this.effects, { deadline: this.deadline, sharers: sharersOf(this.wire.Api.baseUrl) });
  }

  /** A refusal or loss in words, with what to do. */
  public explain(method: string, path: string, reply: Exclude<Reply, { kind: 'ok' }>): Failure {
    const tried = `${method} ${this.url(path)}`;
    if (reply.kind === 'lost') {
      // A look that is answered, and not by this API, will be so again: a wrong URL must not keep a stack from going.
      const Kind = reply.heard && !(method === 'GET' && reply.answered) ? Unsettled : Failure;
      return new Kind(
        `${tried} got no usable answer: ${reply.said}. Deploy again when the vendor's API can be reached.`,
      );
    }
    const Kind = reply.meaning === 'RETRY' && !(method === 'POST' && reply.status === 429) ? Unsettled : Failure;
    return new Kind(`${tried} was refused with ${reply.said}. ${this.advice(reply)}`);
  }

  private advice({ status, meaning }: Extract<Reply, { kind: 'refused' }>): string {
    if (status === 401 || status === 403) {
      const arns = this.wire.Api.authentication.map(({ secret }) => secret.arn).join(', ');
      const headers = Object.entries(this.wire.Api.headers ?? {}).map(([name, value]) => `${name} ${value}`);
      const where = headers.length > 0 ? ` and ${headers.join(', ')}` : '';
      return `Check the key in ${arns}${where}, then deploy again.`;
    }
    if (status === 429) {
      return 'It is rate limited for longer than there is time to wait: deploy again later.';
    }
    return meaning === 'RETRY'
      ? 'The vendor did not recover in time: deploy again later.'
      : 'Correct what the vendor names, then deploy again.';
  }

  /** Repeats a request that is safe to repeat until the vendor has decided, or our time is up. */
  private async repeat(method: 'GET' | 'DELETE', path: string, query: Query): Promise<Reply> {
    const patience = this.patience();
    for (;;) {
      const reply = await this.once(method, path, query);
      const trouble = troubleOf(method, reply);
      if (!trouble || !(await patience.again(trouble))) {
        return reply;
      }
    }
  }

  private accepted(method: string, path: string, reply: Reply): unknown {
    if (reply.kind !== 'ok') {
      throw this.explain(method, path, reply);
    }
    return reply.json;
  }

  private async once(method: string, path: string, query: Query, body?: unknown): Promise<Reply> {
    this.firstCalled ??= this.effects.now();
    this.secrets ??= await signIn(this.wire.Api, this.effects, this.deadline);
    const url = `${this.url(path)}${query.length > 0 ? `?${new URLSearchParams(Object.fromEntries(query))}` : ''}`;
    const text = body === undefined ? undefined : JSON.stringify(body);
    const timeout = Math.min(ATTEMPT_TIMEOUT, this.deadline - this.effects.now());
    if (timeout <= 0) {
      throw new Unsettled(`${method} ${this.url(path)} was not tried: no time was left. Deploy again later.`);
    }
    const started = this.effects.now();
    const reply = await this.effects
      .exchange({
        method,
        url,
        headers: {
          ...this.wire.Api.headers,
          ...this.secrets,
          accept: 'application/json',
          ...(text === undefined
            ? {}
            : { 'content-type': 'application/json', 'content-length': String(Buffer.byteLength(text)) }),
        },
        body: text,
        timeout,
      })
      .then(
        (answer) => readReply(this.wire.Api, answer, this.effects.clean),
        (error: unknown): Reply => {
          if (error instanceof ExchangeError) {
            return { kind: 'lost', heard: error.heard, said: error.message };
          }
          throw error;
        },
      );
    if (reply.kind === 'refused') {
      this.effects.count?.('refusals');
    }
    this.effects.log('vendor call', {
      method,
      url,
      milliseconds: this.effects.now() - started,
      outcome: reply.kind === 'ok' ? reply.status : reply.said,
    });
    return reply;
  }

  private read(json: unknown): VendorRecord | undefined {
    const { id: idAt, createdAt, ownership } = this.wire.Record;
    const id = at(json, idAt);
    // A number that JSON.parse had to round would be the id of another record.
    const text = Number.isSafeInteger(id) ? String(id) : id;
    if (typeof text !== 'string' || !isUsableId(text)) {
      return undefined;
    }
    const created = createdAt === undefined ? undefined : at(json, createdAt);
    return {
      id: text,
      names: readMarker(at(json, ownership.at)),
      createdAt: typeof created === 'string' ? created : '',
      json,
    };
  }

  private filterValues(filter: Readonly<Record<string, string>>): Query {
    const body = decodeBody(this.wire.Body);
    return Object.entries(filter).flatMap(([parameter, pointer]) => {
      const value = at(body, pointer);
      return typeof value === 'string' && value !== '' ? [[parameter, value] as const] : [];
    });
  }

  private itemPath(id: string): string {
    return this.wire.Record.item.replace('{id}', encodeURIComponent(id));
  }

  private url(path: string): string {
    return `${this.wire.Api.baseUrl}${path}`;
  }
}

type Query = readonly (readonly [string, string])[];

/** An id goes into a URL and into a physical id of at most 1,024 bytes; `.` and `..` would climb in the path. */
export function isUsableId(id: string): boolean {
  return id !== '' && id !== '.' && id !== '..' && !/[\p{Cc}\p{Cs}]/u.test(id) && encodeURIComponent(id).length <= 900;
}
