import type { VendorReply, VendorRequest } from '../../../testing';
import { FakeVendor } from '../../../testing/fake-vendor/fake-vendor';
import type { WireRequest } from '../../../testing/fake-vendor/loopback-server';

/** What is wrong with a vendor. Nothing, where nothing is said. */
export interface AcmeFlaws {
  /** Notes are cut to so many characters. */
  readonly notesLength?: number;
  /** The list leaves out what was made in this minute. */
  readonly listHides?: boolean;
  /** A PUT resets the notes, whatever it says. */
  readonly putResets?: boolean;
  /** Whatever is asked of a thing that is not there is refused with this, in place of 404. */
  readonly goneStatus?: number;
  /** A create answers with another external ID than is kept. */
  readonly answersAnother?: boolean;
  /** A thing counts how often it was read. */
  readonly countsReads?: boolean;
  /** One store for all tenants. */
  readonly mixesTenants?: boolean;
  /** An old key opens still. */
  readonly forgetsNoKey?: boolean;
  /** A DELETE is answered, and does nothing. */
  readonly deletesNothing?: boolean;
  /** A rule and no flaw: no two things of a tenant share a name. */
  readonly uniqueNames?: boolean;
  /** No flaw: the list comes whole. */
  readonly listsWhole?: boolean;
}

export interface Thing {
  readonly id: string;
  readonly version: number;
  readonly created: string;
  readonly external_id: string;
  readonly name: string;
  readonly notes: string;
  readonly size?: number;
  readonly sealed?: string;
  readonly reads?: number;
}

/** The most that a page of the list holds. */
const PAGE = 10;

/** A vendor of no particular kind: names may repeat, `sealed` cannot change, and a PUT must say the present version. */
export class FakeAcme extends FakeVendor {
  static start(now: () => Date, flaws: AcmeFlaws = {}): Promise<FakeAcme> {
    return new FakeAcme(now, flaws).listen();
  }

  readonly #keys = new Set(['acme-key-1']);
  readonly #stores = new Map<string, Map<string, Thing>>();
  #ids = 0;

  private constructor(
    private readonly now: () => Date,
    private readonly flaws: AcmeFlaws,
  ) {
    super({}, '/v1');
  }

  things(tenant = 'own'): Map<string, Thing> {
    const name = this.flaws.mixesTenants ? 'own' : tenant;
    const store = this.#stores.get(name) ?? new Map<string, Thing>();
    this.#stores.set(name, store);
    return store;
  }

  add(fields: object, tenant?: string): Thing {
    const id = `thing/${++this.#ids}`;
    const rest = { version: 1, created: this.now().toISOString(), external_id: `external-${this.#ids}` };
    const thing: Thing = { name: '', notes: '', ...fields, ...rest, id };
    const cut = { ...thing, notes: thing.notes.slice(0, this.flaws.notesLength) };
    this.things(tenant).set(id, cut);
    return cut;
  }

  rotate(): string {
    const key = `acme-key-${this.#keys.size + 1}`;
    if (!this.flaws.forgetsNoKey) {
      this.#keys.clear();
    }
    this.#keys.add(key);
    return key;
  }

  protected perform({ method, path }: VendorRequest, { query, headers, body }: WireRequest): VendorReply {
    if (!this.#keys.has(String(headers['x-acme-key']))) {
      return { status: 401, body: { message: 'Who are you?' } };
    }
    const things = this.things(headers['x-acme-tenant']?.toString());
    const [, id] = /^\/v1\/things(?:\/([^/]+))?$/.exec(path) ?? [];
    if (id !== undefined) {
      return this.#one(things, decodeURIComponent(id), method, body);
    }
    if (method === 'POST') {
      const { name } = JSON.parse(body);
      if (this.flaws.uniqueNames && [...things.values()].some((thing) => thing.name === name)) {
        return { status: 409, body: { message: 'The name is taken' } };
      }
      const thing = this.add(JSON.parse(body), headers['x-acme-tenant']?.toString());
      const answer = this.flaws.answersAnother ? { ...thing, external_id: 'another' } : thing;
      return { status: 201, body: { thing: answer } };
    }
    const all = [...things.values()].filter(({ created }) => !this.flaws.listHides || created < this.#aMinuteAgo());
    const after = query.get('after');
    const start = after === null ? Number(query.get('cursor') ?? query.get('offset')) : all.findIndex(isOf(after)) + 1;
    const end = this.flaws.listsWhole ? all.length : start + PAGE;
    const isLast = end >= all.length;
    return {
      status: 200,
      body: { things: all.slice(start, end), ...(isLast ? {} : { next: String(end) }), more: !isLast },
    };
  }

  #one(things: Map<string, Thing>, id: string, method: string, body: string): VendorReply {
    const thing = things.get(id);
    if (thing === undefined) {
      return { status: this.flaws.goneStatus ?? 404, body: { message: 'No such thing' } };
    }
    switch (method) {
      case 'PUT':
        return this.#put(things, thing, JSON.parse(body));
      case 'DELETE':
        return { status: this.flaws.deletesNothing || things.delete(id) ? 204 : 404 };
      default:
        if (this.flaws.countsReads) {
          things.set(id, { ...thing, reads: (thing.reads ?? 0) + 1 });
        }
        return { status: 200, body: { thing } };
    }
  }

  #put(things: Map<string, Thing>, thing: Thing, { version, name, notes, size, ...others }: Thing): VendorReply {
    if (version !== thing.version) {
      return { status: 409, body: { message: `The version is ${thing.version}` } };
    }
    if (Object.keys(others).length > 0) {
      return { status: 400, body: { message: `${Object.keys(others)} cannot change` } };
    }
    const changed = { ...thing, name, size, notes: this.flaws.putResets ? '' : notes, version: version + 1 };
    things.set(thing.id, changed);
    return { status: 200, body: { thing: changed } };
  }

  #aMinuteAgo(): string {
    return new Date(this.now().getTime() - 60_000).toISOString();
  }
}

function isOf(id: string): (thing: Thing) => boolean {
  return (thing) => thing.id === id;
}
