import { isPlaceholder, refuse } from '../validation/refuse';

/** Refuses a text that is no JSON Pointer (RFC 6901) to one member. */
export function checkMemberPointer(prop: string, pointer: string | undefined): void {
  checkPointer(prop, pointer);
  if (pointer === '') {
    refuse(prop, pointer, 'points to the whole, not to a member of it', "write it as '/name'");
  }
}

/**
 * Refuses a text that is no JSON Pointer (RFC 6901). The message gives the pointer that a dotted path or JSONPath
 * probably means.
 */
export function checkPointer(prop: string, pointer: string | undefined): void {
  if (pointer === undefined || isPlaceholder(pointer) || /^(\/([^~/]|~[01])*)*$/.test(pointer)) {
    return;
  }
  const meant = pointer
    .replace(/^(\$\.?|\/)/, '')
    .replace(/\[(\d+)\]/g, '.$1')
    .replace(/~(?![01])/g, '~0');
  refuse(prop, pointer, 'is not a JSON Pointer (RFC 6901)', `write '/${meant.split('.').join('/')}'`);
}

/** Whether one of two members is or holds the other member. */
export function overlap(one: string, other: string): boolean {
  return covers(one, other) || covers(other, one);
}

/** Whether the first pointer's member is or holds the second pointer's member. */
export function covers(one: string, other: string): boolean {
  return other === one || other.startsWith(`${one}/`);
}
