import { refuse, refuseUnknown } from '../validation/refuse';
import { type Body, encodeBody } from './body';
import type { BodyWire, WriteWire } from './contract';
import { memberAt } from './json-pointer';
import type { VendorWriteOptions } from './vendor-write';
import { checkWrite, WRITE_OPTIONS, writeWire } from './vendor-write';

/** The request that disables a record. */
export interface VendorDisablingOptions extends VendorWriteOptions {
  /** The body, as the vendor's documents write it, such as `{ enabled: false }`. No secrets. */
  readonly body: { [name: string]: unknown };
}

/**
 * How the function removes a record, when it leaves the stack and after another took its place. A record that no longer
 * exists counts as removed.
 */
export class VendorRemoval {
  /**
   * DELETE. After a 202, the function reads the record until it is gone.
   *
   * @param options what the request carries
   */
  public static byDelete(options: VendorWriteOptions = {}): VendorRemoval {
    refuseUnknown('VendorRemoval.byDelete', options, WRITE_OPTIONS);
    checkWrite('VendorRemoval.byDelete', options);
    return new VendorRemoval(options, 'DELETE');
  }

  /**
   * Disables by a PUT. The record stays at the vendor, with its name and its marker.
   *
   * @param options the body, and what the request carries
   */
  public static byPut(options: VendorDisablingOptions): VendorRemoval {
    refuseUnknown('VendorRemoval.byPut', options, [...WRITE_OPTIONS, 'body']);
    checkWrite('VendorRemoval.byPut', options);
    const { body = {}, carry = [] } = options;
    if (Object.values(body).every((member) => member === undefined)) {
      refuse(
        'VendorRemoval.byPut body',
        body,
        'says nothing',
        'write what disables a record, such as { enabled: false }',
      );
    }
    checkNotCarried('removal.body', body, carry);
    return new VendorRemoval(options, 'PUT', encodeBody('removal.body', body));
  }

  /** @internal */
  public readonly _path?: string;

  private constructor(
    private readonly options: VendorWriteOptions,
    private readonly method: WriteWire['method'],
    private readonly body?: BodyWire,
  ) {
    this._path = options.path;
  }

  /**
   * @param itemPath the path of a record
   * @internal
   */
  public _wire(itemPath: string): WriteWire {
    return { ...writeWire(this.method, this.options, itemPath), ...(this.body ? { body: this.body } : {}) };
  }
}

/** Refuses a member that is both given and carried from the record, because one of the two would be lost. */
export function checkNotCarried(prop: string, body: Body, carry: readonly string[]): void {
  for (const pointer of carry) {
    const given = memberAt(body, pointer);
    if (given !== undefined) {
      refuse(`${prop}${pointer}`, given, 'is also carried from the record', 'leave it out');
    }
  }
}
