import { refuse, refuseUnknown } from '../validation/refuse';
import type { UpdateWire } from './contract';
import { checkMemberPointer, overlap } from './pointer';
import type { VendorWriteOptions } from './vendor-write';
import { checkWrite, WRITE_OPTIONS, writeWire } from './vendor-write';

/** What a vendor changes in place. */
export interface VendorUpdateOptions extends VendorWriteOptions {
  /**
   * JSON Pointers to the members of our body that the vendor can change, and that are sent. A change of any other makes
   * a new record.
   *
   * @default - all of the body
   */
  readonly fields?: string[];
}

type Method = 'PUT' | 'PATCH';

/** How a record is changed in place. */
export class VendorUpdate {
  /**
   * A PUT that puts what it says in place of the whole record. The marker's field must be among what it says.
   *
   * @param options what can change, and what must go along
   */
  public static byPut(options: VendorUpdateOptions = {}): VendorUpdate {
    return new VendorUpdate('VendorUpdate.byPut', options, 'PUT');
  }

  /**
   * A PATCH with the members that the vendor can change. One that is no longer in the body is not sent, and stays.
   *
   * @param options what can change, and what must go along
   */
  public static byPatch(options: VendorUpdateOptions = {}): VendorUpdate {
    return new VendorUpdate('VendorUpdate.byPatch', options, 'PATCH');
  }

  /** Nothing can be changed: every change makes a new record, and the old one goes last. */
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
   * @param itemPath where a record is
   * @internal
   */
  public _wire(itemPath: string): UpdateWire | undefined {
    if (this._method === undefined) {
      return undefined;
    }
    return { ...writeWire(this._method, this.options, itemPath), ...(this._fields ? { fields: this._fields } : {}) };
  }

  /**
   * Whether a change at a place in the body is made in place.
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
