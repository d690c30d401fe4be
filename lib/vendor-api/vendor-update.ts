import { refuse, refuseUnknown } from '../validation/refuse';
import type { UpdateWire } from './contract';
import { checkMemberPointer, overlap } from './pointer';
import type { VendorWriteOptions } from './vendor-write';
import { checkWrite, WRITE_OPTIONS, writeWire } from './vendor-write';

/** The changes that a vendor makes in place. */
export interface VendorUpdateOptions extends VendorWriteOptions {
  /**
   * JSON Pointers to the members of the body that the vendor can change. The function sends these. A change of any
   * other member makes a new record.
   *
   * @default - all of the body
   */
  readonly fields?: string[];
}

type Method = 'PUT' | 'PATCH';

/** How the function changes a record in place. */
export class VendorUpdate {
  /**
   * A PUT that replaces the whole record. It must send or carry the marker's field.
   *
   * @param options what can change, and what the request carries
   */
  public static byPut(options: VendorUpdateOptions = {}): VendorUpdate {
    return new VendorUpdate('VendorUpdate.byPut', options, 'PUT');
  }

  /**
   * A PATCH with the members that the vendor can change. A member that leaves the body is not sent, and stays in the
   * record.
   *
   * @param options what can change, and what the request carries
   */
  public static byPatch(options: VendorUpdateOptions = {}): VendorUpdate {
    return new VendorUpdate('VendorUpdate.byPatch', options, 'PATCH');
  }

  /** The vendor changes nothing in place. Every change makes a new record, and the old one is removed last. */
  public static none(): VendorUpdate {
    return new VendorUpdate('VendorUpdate.none', {});
  }

  /** @internal */
  public readonly _name: string;

  /** @internal */
  public readonly _method?: Method;

  /** @internal */
  public readonly _fields?: string[];

  /** @internal */
  public readonly _carry: string[];

  /** @internal */
  public readonly _path?: string;

  private readonly options: VendorUpdateOptions;

  private constructor(name: string, options: VendorUpdateOptions, method?: Method) {
    refuseUnknown(name, options, [...WRITE_OPTIONS, 'fields']);
    checkWrite(name, options);
    const { fields, carry = [], path } = options;
    checkFields(name, fields, carry);
    this._name = name;
    this._method = method;
    this._fields = fields;
    this._carry = carry;
    this._path = path;
    this.options = options;
  }

  /**
   * @param itemPath the path of a record
   * @internal
   */
  public _wire(itemPath: string): UpdateWire | undefined {
    if (this._method === undefined) {
      return undefined;
    }
    return { ...writeWire(this._method, this.options, itemPath), ...(this._fields ? { fields: this._fields } : {}) };
  }

  /**
   * Whether the vendor changes this place of the body in place.
   *
   * @internal
   */
  public _changes(pointer: string): boolean {
    return this._method !== undefined && (this._fields?.some((field) => overlap(field, pointer)) ?? true);
  }
}

function checkFields(name: string, fields: string[] | undefined, carry: string[]): void {
  if (fields?.length === 0) {
    refuse(`${name} fields`, fields, 'let nothing change', 'name a member, or say VendorUpdate.none()');
  }
  for (const field of fields ?? []) {
    checkMemberPointer(`${name} fields`, field);
    if (carry.some((carried) => overlap(carried, field))) {
      refuse(
        `${name} carry`,
        carry,
        `holds '${field}', which fields send from the body`,
        'leave it out of one of the two',
      );
    }
  }
}
