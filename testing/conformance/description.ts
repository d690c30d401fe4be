import { at, textAt } from './pointer';

/** The kinds of request that write. */
export type Kind = 'create' | 'update' | 'removal';

/** What a description says, as a registration's properties tell it: as much as a trial needs. */
export class Description {
  constructor(private readonly properties: Readonly<Record<string, unknown>>) {}

  /** How a record is known to be ours. */
  get ownership(): 'marker' | 'key' | 'none' {
    const by = textAt(this.properties, '/Record/ownership/by');
    return by === 'marker' || by === 'key' ? by : 'none';
  }

  /** JSON Pointer to the marker, or the key, in a record; empty where there is neither. */
  get ownershipAt(): string {
    return textAt(this.properties, '/Record/ownership/at') ?? '';
  }

  /** JSON Pointer to the vendor's id, in a record. */
  get idAt(): string {
    return textAt(this.properties, '/Record/id') ?? '';
  }

  /** How records are listed; undefined where they are not. */
  get list(): List | undefined {
    if (!this.says('/Record/list')) {
      return undefined;
    }
    const items = textAt(this.properties, '/Record/list/items') ?? '';
    const size = textAt(this.properties, '/Record/list/paging/size');
    return { items, paged: this.says('/Record/list/paging'), size: size === undefined ? undefined : Number(size) };
  }

  /** How a record is changed in place; undefined where it is not. */
  get update(): Write | undefined {
    return this.#write('update');
  }

  /** How a record is taken away; undefined where it is not. */
  get removal(): Write | undefined {
    return this.request('removal').method === 'NONE' ? undefined : this.#write('removal');
  }

  /** What comes back, by the attribute's name: JSON Pointers in the record. */
  get returns(): readonly (readonly [name: string, at: string])[] {
    const returns = at(this.properties, '/Returns');
    return Object.entries(Object(returns)).map(([name, value]) => [name, textAt(value, '/at') ?? '']);
  }

  /** Whether something is said at a JSON Pointer in the properties. */
  says(pointer: string): boolean {
    return at(this.properties, pointer) !== undefined;
  }

  /** What a kind of request is: its path with its braces. */
  request(kind: Kind): { readonly method: string; readonly path: string } {
    const said = (name: string) => textAt(this.properties, `/Record/${kind}/${name}`) ?? '';
    return kind === 'create'
      ? { method: 'POST', path: textAt(this.properties, '/Record/create') ?? '' }
      : { method: said('method'), path: said('path') };
  }

  #write(kind: Kind): Write | undefined {
    const place = `/Record/${kind}`;
    if (!this.says(place)) {
      return undefined;
    }
    const carry = [at(this.properties, `${place}/carry`) ?? []].flat().map(String);
    return { body: at(this.properties, `${place}/body`), carry, ifMatch: this.says(`${place}/ifMatch`) };
  }
}

/** How records are listed. */
export interface List {
  /** JSON Pointer to the items, in the whole answer. */
  readonly items: string;
  readonly paged: boolean;
  /** Records a page, where the description says how many. */
  readonly size: number | undefined;
}

/** A request that changes a record, or takes it away. */
export interface Write {
  /** What it says, as it travels; undefined where it has no body, or the registration's own. */
  readonly body: unknown;
  /** JSON Pointers to what goes along from the record as it is just before. */
  readonly carry: readonly string[];
  /** Whether the record's ETag goes along. */
  readonly ifMatch: boolean;
}
