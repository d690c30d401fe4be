import type { RegistrationWire } from '../../lib/vendor-api/contract';
import { idText } from '../runtime/json';
import { at, put } from '../runtime/json-pointer';
import { isSameMarker, type Marker } from './marker';
import { type Ownership, ownershipOf, saysAll } from './ownership';
import { decodeBody } from './typed-body';
import { isUsableId } from './url-template';
import type { VendorRecord } from './vendor-record';

/** How records of one registration look: what ours says, and how this function reads one. Makes no request. */
export class RecordFormat {
  /** How this function knows its own records. */
  public readonly ownership: Ownership;
  /** What the stack wants our record to say. */
  private readonly body: unknown;

  /** @param marker the marker of a record that this request posts */
  public constructor(
    private readonly wire: RegistrationWire,
    private readonly marker: Marker,
  ) {
    this.body = decodeBody(wire.Body);
    this.ownership = ownershipOf(wire.Record.ownership, this.body, marker);
  }

  /** Reads a record; undefined where it has no id that this function could use. */
  public read(json: unknown): VendorRecord | undefined {
    const { id: idAt, createdAt } = this.wire.Record;
    const id = idText(at(json, idAt));
    if (id === undefined || !isUsableId(id)) {
      return undefined;
    }
    const created = createdAt === undefined ? undefined : at(json, createdAt);
    const marker = this.ownership.recognises(json);
    return { id, marker, createdAt: typeof created === 'string' ? created : '', json };
  }

  /** Whether the record says that this very request posted it. */
  public isOfThisRequest(json: unknown): boolean {
    return isSameMarker(this.ownership.recognises(json), this.marker);
  }

  /** Whether the record says all that a removal would make it say, and the stack does not ask for that itself. */
  public isDisabled(json: unknown): boolean {
    const { removal } = this.wire.Record;
    const disabled = removal?.body && decodeBody(removal.body);
    return !isEmpty(disabled) && saysAll(json, disabled) && !saysAll(this.body, disabled);
  }

  /** What of our body the vendor can change in place, as this function sends it. */
  public changeable(marker: Marker): unknown {
    const marked = this.ownership.marked(marker);
    const { fields } = this.wire.Record.update ?? {};
    const copy = (sent: unknown, field: string) => {
      const value = at(marked, field);
      return value === undefined ? sent : put(sent, field, value);
    };
    return fields ? fields.reduce<unknown>(copy, {}) : marked;
  }

  /** The query parameters that narrow a list to records that say the same as ours in some member. */
  public get narrowing(): [string, string][] {
    return Object.entries(this.wire.Record.list?.filter ?? {}).flatMap(([parameter, pointer]): [string, string][] => {
      const value = at(this.body, pointer);
      return typeof value === 'string' && value !== '' ? [[parameter, value]] : [];
    });
  }
}

function isEmpty(json: unknown): boolean {
  return json === undefined || (typeof json === 'object' && json !== null && Object.keys(json).length === 0);
}
