import { refuse } from '../validation/refuse';
import type { WriteWire } from './contract';
import { checkMemberPointer } from './pointer';

/** The options that every write has. */
export const WRITE_OPTIONS = ['carry', 'ifMatch', 'path'];

/** Refuses pointers that lead nowhere. */
export function checkWrite(what: string, { carry = [] }: VendorWriteOptions): void {
  for (const pointer of carry) {
    checkMemberPointer(`${what} carry`, pointer);
    if (pointer === '/') {
      refuse(`${what} carry`, pointer, 'points to a member without a name', "write it as '/version'");
    }
  }
}

/** A write as the function reads it. */
export function writeWire<M extends WriteWire['method']>(method: M, options: VendorWriteOptions, itemPath: string) {
  const { carry = [], ifMatch = false, path = itemPath } = options;
  return {
    method,
    path,
    ...(carry.length > 0 ? { carry } : {}),
    ...(ifMatch ? { ifMatch: 'true' as const } : {}),
  };
}

/** What a request that changes or removes a record takes along. */
export interface VendorWriteOptions {
  /**
   * JSON Pointers to members of the record as it stands, which the vendor wants to see again: it is read just before,
   * and each value goes to the same place in the request. So a lock such as `/version`, or a name that is required.
   *
   * @default - nothing
   */
  readonly carry?: string[];

  /**
   * Whether the record's `ETag` goes along as `If-Match` (RFC 9110), for a vendor that locks by it.
   *
   * @default false
   */
  readonly ifMatch?: boolean;

  /**
   * The path, with `{id}`; `{name}` takes a parameter, and a query stays.
   *
   * @default - the API's `itemPath`
   */
  readonly path?: string;
}
