import { refuse } from '../validation/refuse';

/** Refuses what is not a JSON Pointer (RFC 6901) to one member. */
export function checkMemberPointer(prop: string, pointer: string | undefined): void {
  checkPointer(prop, pointer);
  if (pointer === '') {
    refuse(prop, pointer, 'points to the whole, not to a member of it', "write it as '/name'");
  }
}

/** Refuses what is not a JSON Pointer (RFC 6901), with the pointer that a dotted path or JSONPath probably means. */
export function checkPointer(prop: string, pointer: string | undefined): void {
  if (pointer === undefined || /^(\/([^~/]|~[01])*)*$/.test(pointer)) {
    return;
  }
  const meant = pointer
    .replace(/^(\$\.?|\/)/, '')
    .replace(/\[(\d+)\]/g, '.$1')
    .replace(/~(?![01])/g, '~0');
  refuse(prop, pointer, 'is not a JSON Pointer (RFC 6901)', `write '/${meant.split('.').join('/')}'`);
}

/** Whether one points to the other's member, or to something around or inside it. */
export function overlap(one: string, other: string): boolean {
  return covers(one, other) || covers(other, one);
}

/** Whether the member that one points to is, or holds, the one that the other points to. */
export function covers(one: string, other: string): boolean {
  return other === one || other.startsWith(`${one}/`);
}
