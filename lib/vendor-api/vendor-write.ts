import { checkBooleans, refuse } from '../validation/refuse';
import type { WriteWire } from './contract';
import { checkMemberPointer } from './pointer';

/** The options that every write has. */
export const WRITE_OPTIONS = ['carry', 'ifMatch', 'path'];

/** Refuses pointers that name no member. */
export function checkWrite(what: string, { carry = [] }: VendorWriteOptions): void {
  for (const pointer of carry) {
    checkMemberPointer(`${what} carry`, pointer);
    if (pointer === '/') {
      refuse(`${what} carry`, pointer, 'points to a member without a name', "write it as '/version'");
    }
  }
}

/** The write's part of the wire. */
export function writeWire<M extends WriteWire['method']>(method: M, options: VendorWriteOptions, itemPath: string) {
  checkBooleans(options, ['ifMatch']);
  const { carry = [], ifMatch = false, path = itemPath } = options;
  return {
    method,
    path,
    ...(carry.length > 0 ? { carry } : {}),
    ...(ifMatch ? { ifMatch: 'true' as const } : {}),
  };
}

/** What a request carries that changes or removes a record. */
export interface VendorWriteOptions {
  /**
   * JSON Pointers to members of the present record that the vendor wants to see again. The function reads the record
   * just before, and sends each value at the same place. Examples are a lock such as `/version`, or a required name.
   *
   * @default - nothing
   */
  readonly carry?: string[];

  /**
   * Whether the function sends the record's `ETag` as `If-Match` (RFC 9110), for a vendor that locks by it.
   *
   * @default false
   */
  readonly ifMatch?: boolean;

  /**
   * The path, with `{id}`. `{name}` takes a parameter, and a query stays.
   *
   * @default - the API's `itemPath`
   */
  readonly path?: string;
}
