import { refuse, refuseUnknown } from '../validation/refuse';
import { type Body, encodeBody } from './body';
import type { BodyWire, WriteWire } from './contract';
import { memberAt } from './json-pointer';
import type { VendorWriteOptions } from './vendor-write';
import { checkWrite, WRITE_OPTIONS, writeWire } from './vendor-write';

/** What is said instead of DELETE. */
export interface VendorDisablingOptions extends VendorWriteOptions {
  /** What is sent, as the vendor's documents write it, such as `{ enabled: false }`. No secrets. */
  readonly body: { [name: string]: unknown };
}

/**
 * How a record is taken away, when it leaves the stack and after another took its place. A record that is not there any
 * more counts as taken away.
 */
export class VendorRemoval {
  /**
   * DELETE. One that is answered by 202 is followed by reading, until the record is gone.
   *
   * @param options what must go along
   */
  public static byDelete(options: VendorWriteOptions = {}): VendorRemoval {
    refuseUnknown('VendorRemoval.byDelete', options, WRITE_OPTIONS);
    checkWrite('VendorRemoval.byDelete', options);
    return new VendorRemoval(options, 'DELETE');
  }

  /**
   * Disables by a PUT. The record stays at the vendor, with its name and our marker.
   *
   * @param options what is sent
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
   * @param itemPath where a record is
   * @internal
   */
  public _wire(itemPath: string): WriteWire {
    return { ...writeWire(this.method, this.options, itemPath), ...(this.body ? { body: this.body } : {}) };
  }
}

/** Refuses a member that is given and carried from the record: one of the two would be lost. */
export function checkNotCarried(prop: string, body: Body, carry: readonly string[]): void {
  for (const pointer of carry) {
    const given = memberAt(body, pointer);
    if (given !== undefined) {
      refuse(`${prop}${pointer}`, given, 'is also carried from the record', 'leave it out');
    }
  }
}
