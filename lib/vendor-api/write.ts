import { refuse } from '../validation/refuse';
import type { WriteWire } from './contract';
import { checkMemberPointer } from './pointer';
import type { VendorWriteOptions } from './vendor-write-options';

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
