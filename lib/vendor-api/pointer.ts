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

/** The reference token of one member. */
export function pointerStep(name: string): string {
  return `/${name.replace(/~/g, '~0').replace(/\//g, '~1')}`;
}

/** The names on the way to a member. */
export function stepsOf(pointer: string): string[] {
  return pointer
    .split('/')
    .slice(1)
    .map((step) => step.replace(/~1/g, '/').replace(/~0/g, '~'));
}

/** Whether one points to the other's member, or to something around or inside it. */
export function overlap(one: string, other: string): boolean {
  return covers(one, other) || covers(other, one);
}

/** Whether the member that one points to is, or holds, the one that the other points to. */
export function covers(one: string, other: string): boolean {
  return other === one || other.startsWith(`${one}/`);
}

/** What a pointer points to in a body; undefined where there is nothing. Not what every object inherits. */
export function memberAt(body: unknown, pointer: string): unknown {
  return stepsOf(pointer).reduce<unknown>(
    (member, name) =>
      typeof member === 'object' && member !== null ? Object.getOwnPropertyDescriptor(member, name)?.value : undefined,
    body,
  );
}
