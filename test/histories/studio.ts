import type { VendorReply, VendorRequest } from '../../testing';
import { FakeVendor } from '../../testing/fake-vendor/fake-vendor';
import { isObject } from '../../testing/fake-vendor/json';
import type { WireRequest } from '../../testing/fake-vendor/loopback-server';

/** One record of the studio's. */
export interface StudioRecord {
  readonly id: string;
  readonly createdAt: string;
  readonly version: number;
  readonly tenant: string;
  /** The members that a client may set. */
  readonly says: Readonly<Record<string, string>>;
  /** The number of the run that posted it; -1 where none did. */
  readonly run: number;
  /** The number of the run that changed it last. */
  readonly changedBy?: number;
}

/** What a call has set, and the number of the run that made it. */
export interface Setting {
  readonly value: string;
  readonly run: number;
  readonly at: number;
}

/** The rules of one of the studio's collections. */
export interface Rules {
  /** How a record is changed in place. Default: it is not. */
  readonly changes?: 'PUT' | 'PATCH';
  /** A PUT must carry the record's version. */
  readonly locks?: boolean;
  /** A member that no two records of a tenant share. */
  readonly unique?: string;
  /** There is no DELETE: a record is disabled. */
  readonly disables?: boolean;
  /** The vendor shows only the first characters of each member, wherever it shows a record. */
  readonly cuts?: boolean;
}

/** What a client may say, in every collection. */
const KNOWN = ['name', 'owner', 'place', 'value', 'notes', 'state'];

/** What no change can reach. */
const FIXED = ['owner', 'place'];

export interface StudioOptions {
  /** The keys that are valid now. */
  readonly keys: () => readonly string[];
  readonly rules: Readonly<Record<string, Rules>>;
  readonly now: () => number;
  readonly newId: () => string;
  /** Lists show how things were so many milliseconds ago. */
  readonly lag: number;
  /** A record cannot be read by its id until so many milliseconds after its creation. */
  readonly shownAfter: number;
}

/**
 * A strict vendor with collections that differ in how a record is changed, known and removed. Its lists lag by time: each
 * shows the whole collection as it was some seconds ago. A record that is read by its id lags only after its creation.
 */
export class FakeStudio extends FakeVendor {
  static start(options: StudioOptions): Promise<FakeStudio> {
    return new FakeStudio(options).listen();
  }

  /** What the calls of `PUT /settings/{name}` have set. */
  readonly settings = new Map<string, Setting>();
  readonly #options: StudioOptions;
  readonly #changes: { readonly at: number; readonly key: string; readonly record?: StudioRecord }[] = [];

  private constructor(options: StudioOptions) {
    super();
    this.#options = options;
  }

  /** The records of a collection as they are now, by no order. */
  records(collection: string): StudioRecord[] {
    return this.#recordsAt(collection, Number.POSITIVE_INFINITY);
  }

  /** Adds a record of a stranger's. */
  add(collection: string, tenant: string, says: StudioRecord['says']): StudioRecord {
    return this.#post(collection, tenant, says, -1, Number.NEGATIVE_INFINITY);
  }

  protected perform(request: VendorRequest, { headers }: WireRequest): VendorReply {
    if (!this.#options.keys().includes(String(headers['x-studio-key']))) {
      return refuse(401, 'the key is not valid');
    }
    const tenant = String(headers['x-tenant'] ?? '');
    const [, collection = '', id] = request.path.split('/').map(decodeURIComponent);
    const { body, method } = request;
    if (collection === 'settings' && method === 'PUT' && id !== undefined && isText(body)) {
      this.settings.set(id, { value: body.value ?? '', run: Number(headers['x-run']), at: this.#options.now() });
      return { status: 200, body };
    }
    const rules = this.#options.rules[collection];
    if (rules === undefined) {
      return refuse(404, `there is nothing at ${request.path}`);
    }
    if (id === undefined) {
      return method === 'POST'
        ? this.#create(collection, rules, tenant, body, Number(headers['x-run']))
        : this.#list(collection, rules, tenant);
    }
    const record = this.records(collection).find((one) => one.id === id && one.tenant === tenant);
    if (record === undefined) {
      return refuse(404, `there is no record ${id}`);
    }
    switch (method) {
      case 'GET':
        return Date.parse(record.createdAt) + this.#options.shownAfter > this.#options.now()
          ? refuse(404, `there is no record ${id}`)
          : { status: 200, body: shown(record, rules) };
      case 'DELETE':
        return rules.disables ? refuse(405, 'records are disabled') : this.#remove(collection, record);
      default:
        return this.#change(collection, rules, record, request, Number(headers['x-run']));
    }
  }

  #create(collection: string, rules: Rules, tenant: string, body: unknown, run: number): VendorReply {
    const { unique } = rules;
    if (!isText(body) || !isKnown(body)) {
      return refuse(422, 'a member is not known');
    }
    const rivals = this.records(collection).filter((one) => one.tenant === tenant);
    if (unique !== undefined && rivals.some(({ says }) => says[unique] === body[unique])) {
      return refuse(409, `${unique} is taken`);
    }
    const record = this.#post(collection, tenant, body, run, this.#options.now());
    return { status: 201, body: shown(record, rules) };
  }

  #post(collection: string, tenant: string, says: StudioRecord['says'], run: number, at: number): StudioRecord {
    const createdAt = new Date(Math.max(at, 0)).toISOString();
    const record = { id: this.#options.newId(), createdAt, version: 1, tenant, says, run };
    this.#changes.push({ at, key: `${collection}/${record.id}`, record });
    return record;
  }

  #list(collection: string, rules: Rules, tenant: string): VendorReply {
    const then = this.#options.now() - this.#options.lag;
    const items = this.#recordsAt(collection, then).filter((one) => one.tenant === tenant);
    return { status: 200, body: { items: items.map((item) => shown(item, rules)) } };
  }

  #change(
    collection: string,
    rules: Rules,
    record: StudioRecord,
    { method, body }: VendorRequest,
    changedBy: number,
  ): VendorReply {
    const { changes, locks, disables, unique } = rules;
    const disabling = disables && method === 'PATCH' && isText(body) && body.state === 'DISABLED';
    if (method !== changes && !disabling) {
      return refuse(405, `there is no ${method} here`);
    }
    const { version, ...said } = isObject(body) ? body : {};
    if (!isText(said) || !isKnown(said)) {
      return refuse(422, 'a member is not known');
    }
    if (locks && version !== record.version) {
      return refuse(409, `the version is ${record.version}`);
    }
    const says = method === 'PUT' ? { ...pick(record.says, FIXED), ...said } : { ...record.says, ...said };
    if ([...FIXED, ...(unique ? [unique] : [])].some((name) => says[name] !== record.says[name])) {
      return refuse(422, 'that member cannot change');
    }
    const changed = { ...record, says, version: record.version + 1, changedBy };
    this.#changes.push({ at: this.#options.now(), key: `${collection}/${record.id}`, record: changed });
    return { status: 200, body: shown(changed, rules) };
  }

  #remove(collection: string, { id }: StudioRecord): VendorReply {
    this.#changes.push({ at: this.#options.now(), key: `${collection}/${id}` });
    return { status: 204 };
  }

  #recordsAt(collection: string, time: number): StudioRecord[] {
    const records = new Map<string, StudioRecord>();
    for (const { at, key, record } of this.#changes) {
      if (at <= time && key.startsWith(`${collection}/`)) {
        records.delete(key);
        if (record) {
          records.set(key, record);
        }
      }
    }
    return [...records.values()];
  }
}

function refuse(status: number, message: string): VendorReply {
  return { status, body: { message } };
}

/** The most characters of a member that a vendor shows that cuts them. */
const SHOWN_CHARACTERS = 40;

function shown({ id, createdAt, version, says }: StudioRecord, { cuts }: Rules) {
  const members = Object.entries(says).map(([name, text]) => [name, cuts ? text.slice(0, SHOWN_CHARACTERS) : text]);
  return { id, createdAt, version, ...Object.fromEntries(members) };
}

function isText(body: unknown): body is Record<string, string> {
  return isObject(body) && Object.values(body).every((value) => typeof value === 'string');
}

function isKnown(said: object): boolean {
  return Object.keys(said).every((name) => KNOWN.includes(name));
}

function pick(says: StudioRecord['says'], names: readonly string[]): Record<string, string> {
  return Object.fromEntries(names.flatMap((name) => (says[name] === undefined ? [] : [[name, says[name]]])));
}
