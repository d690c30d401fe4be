import { at, textAt } from './pointer';

/** The kinds of request that write. */
export type Kind = 'create' | 'update' | 'removal' | 'call';

/** The part of a description that a trial needs, read from a registration's properties. */
export class Description {
  constructor(private readonly properties: Readonly<Record<string, unknown>>) {}

  /** How the function recognises its own record. */
  get ownership(): 'marker' | 'key' | 'none' {
    const by = textAt(this.properties, '/Record/ownership/by');
    return by === 'marker' || by === 'key' ? by : 'none';
  }

  /** Whether the description says what becomes of another's record with the key: another stack may have the key. */
  get keyIsShared(): boolean {
    return this.onExisting !== undefined;
  }

  /** What becomes of an earlier record with the key; undefined where no other stack can have the key. */
  get onExisting(): string | undefined {
    return textAt(this.properties, '/Record/ownership/onExisting');
  }

  /** JSON Pointer to the marker or the key in a record; empty where the description has neither. */
  get ownershipAt(): string {
    return textAt(this.properties, '/Record/ownership/at') ?? '';
  }

  /** JSON Pointer to the vendor's id, in a record. */
  get idAt(): string {
    return textAt(this.properties, '/Record/id') ?? '';
  }

  /** How the vendor lists records; undefined without a list. */
  get list(): List | undefined {
    if (!this.says('/Record/list')) {
      return undefined;
    }
    const items = textAt(this.properties, '/Record/list/items') ?? '';
    const size = textAt(this.properties, '/Record/list/paging/size');
    return { items, paged: this.says('/Record/list/paging'), size: size === undefined ? undefined : Number(size) };
  }

  /** How the vendor changes a record in place; undefined without an update. */
  get update(): Write | undefined {
    return this.#write('update');
  }

  /** How the vendor removes a record; undefined without a removal. */
  get removal(): Write | undefined {
    return this.#write('removal');
  }

  /** How the function learns whether a call succeeded; undefined where a 2xx is success. */
  get outcome(): Outcome | undefined {
    const pointer = textAt(this.properties, '/Outcome/at');
    if (pointer === undefined) {
      return undefined;
    }
    const values = (name: string) => [at(this.properties, `/Outcome/${name}`) ?? []].flat().map(String);
    const envelope = textAt(this.properties, '/Api/envelope') ?? '';
    return { at: envelope + pointer, success: values('success'), failure: values('failure') };
  }

  /** The attributes by name, each with a JSON Pointer into the record. */
  get returns(): readonly (readonly [name: string, at: string])[] {
    const returns = at(this.properties, '/Returns');
    return Object.entries(Object(returns)).map(([name, value]) => [name, textAt(value, '/at') ?? '']);
  }

  /** Whether the properties have a value at a JSON Pointer. */
  says(pointer: string): boolean {
    return at(this.properties, pointer) !== undefined;
  }

  /** The method of a kind of request, and its path with the braces. */
  request(kind: Kind): { readonly method: string; readonly path: string } {
    const place = kind === 'call' ? '/Call' : `/Record/${kind}`;
    const said = (name: string) => textAt(this.properties, `${place}/${name}`) ?? '';
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

/** How the function learns whether a call succeeded. */
export interface Outcome {
  /** JSON Pointer to the outcome in the whole answer. */
  readonly at: string;
  readonly success: readonly string[];
  readonly failure: readonly string[];
}

/** How the vendor lists records. */
export interface List {
  /** JSON Pointer to the items in the whole answer. */
  readonly items: string;
  readonly paged: boolean;
  /** Records on a page; undefined where the description does not say it. */
  readonly size: number | undefined;
}

/** A request that changes or removes a record. */
export interface Write {
  /** The body as it travels; undefined without a body, and where the request sends the registration's own body. */
  readonly body: unknown;
  /** JSON Pointers to the members that the request copies from the present record. */
  readonly carry: readonly string[];
  /** Whether the request sends the record's ETag. */
  readonly ifMatch: boolean;
}
