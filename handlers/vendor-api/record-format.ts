import type { BodyWire, RegistrationWire } from '../../lib/vendor-api/contract';
import { at, put, step } from '../runtime/json-pointer';
import { type Marker, markerText, readMarker } from './marker';
import { decodeBody } from './typed-body';
import { isUsableId } from './url-template';

/** A record as the vendor has it. */
export interface VendorRecord {
  readonly id: string;
  /** Whose it is, by its marker or by our key; undefined where it does not say that it is ours. */
  readonly marker?: Marker;
  readonly createdAt: string;
  readonly json: unknown;
  readonly etag?: string;
}

/** How records of one registration look: what ours says, and how one is read. Asks nobody. */
export class RecordFormat {
  /** What the stack wants ours to say. */
  public readonly body: unknown;

  public constructor(
    private readonly wire: RegistrationWire,
    /** What a record of ours is called. */
    private readonly marker: Marker,
  ) {
    this.body = decodeBody(wire.Body);
  }

  /** A record; undefined where it has no id that could be used. */
  public read(json: unknown): VendorRecord | undefined {
    const { id: idAt, createdAt } = this.wire.Record;
    const id = at(json, idAt);
    // A number that JSON.parse had to round would be the id of another record.
    const text = Number.isSafeInteger(id) ? String(id) : id;
    if (typeof text !== 'string' || !isUsableId(text)) {
      return undefined;
    }
    const created = createdAt === undefined ? undefined : at(json, createdAt);
    return { id: text, marker: this.markerIn(json), createdAt: typeof created === 'string' ? created : '', json };
  }

  /** Whether it is a record of this very request. */
  public isOfThisRequest(json: unknown): boolean {
    const marker = this.markerIn(json);
    return marker !== undefined && markerText(marker) === markerText(this.marker);
  }

  /** Whether it has the key that ours has, or would have. */
  public hasKey(json: unknown): boolean {
    const { ownership } = this.wire.Record;
    const key = ownership.by === 'key' ? at(this.body, ownership.at) : undefined;
    return ownership.by === 'key' && typeof key === 'string' && key !== '' && at(json, ownership.at) === key;
  }

  /** Whether it says all that a removal would make it say, and that is not what we ask for ourselves. */
  public isDisabled(json: unknown): boolean {
    const { removal } = this.wire.Record;
    const body: BodyWire | undefined = removal && removal.method !== 'NONE' ? removal.body : undefined;
    const said = body && decodeBody(body);
    return !isEmpty(said) && saysAll(json, said) && !saysAll(this.body, said);
  }

  /** Our body, with the marker where there is to be one. */
  public marked(marker: Marker): unknown {
    const { ownership } = this.wire.Record;
    if (ownership.by !== 'marker') {
      return this.body;
    }
    const own = at(this.body, ownership.at);
    const text = typeof own === 'string' && own !== '' ? `${own} ${markerText(marker)}` : markerText(marker);
    return put(this.body, ownership.at, text);
  }

  /** What of our body can be changed in place, and is sent to change it. */
  public changeable(marker: Marker): unknown {
    const marked = this.marked(marker);
    const { fields } = this.wire.Record.update ?? {};
    const copy = (sent: unknown, field: string) => {
      const value = at(marked, field);
      return value === undefined ? sent : put(sent, field, value);
    };
    return fields ? fields.reduce<unknown>(copy, {}) : marked;
  }

  /** The query parameters by which a list holds no more than what says the same as ours in some member. */
  public get narrowing(): [string, string][] {
    return Object.entries(this.wire.Record.list?.filter ?? {}).flatMap(([parameter, pointer]): [string, string][] => {
      const value = at(this.body, pointer);
      return typeof value === 'string' && value !== '' ? [[parameter, value]] : [];
    });
  }

  private markerIn(json: unknown): Marker | undefined {
    const { ownership } = this.wire.Record;
    switch (ownership.by) {
      case 'marker':
        return readMarker(at(json, ownership.at));
      case 'key':
        return this.hasKey(json) ? this.marker : undefined;
      case 'none':
        return undefined;
    }
  }
}

function isEmpty(said: unknown): boolean {
  return said === undefined || (typeof said === 'object' && said !== null && Object.keys(said).length === 0);
}

/** Whether a JSON says all leaves of another. */
function saysAll(json: unknown, said: unknown): boolean {
  return typeof said === 'object' && said !== null
    ? Object.entries(said).every(([name, value]) => saysAll(at(json, step(name)), value))
    : json === said;
}
