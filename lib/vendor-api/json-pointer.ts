/** Evaluates JSON Pointers (RFC 6901). This file imports nothing, so that the constructs and the functions share it. */

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

/** A member that the value itself has. Inherited members do not count. Undefined where there is none. */
export function memberOf(json: unknown, name: string): unknown {
  return typeof json === 'object' && json !== null ? Object.getOwnPropertyDescriptor(json, name)?.value : undefined;
}

/** The member that a pointer points to. Undefined where there is none. */
export function memberAt(json: unknown, pointer: string): unknown {
  return stepsOf(pointer).reduce(memberOf, json);
}
