/** What a member must be: `?` at the end says that it may be missing. Nested members are maps of their own. */
export type Shape = 'text' | 'text?' | 'boolean?' | 'number?' | 'list?' | 'any?' | Members;

/** The members that an object may have; none other. */
export interface Members {
  readonly [name: string]: Shape;
}

/** One thing that is wrong with a body. */
export interface Fault {
  /** JSON Pointer (RFC 6901). */
  readonly at: string;
  readonly wrong: 'is missing' | 'is not known' | 'is of the wrong type';
}

/** Everything that is wrong with a body. */
export function faultsOf(value: unknown, members: Members, at = ''): Fault[] {
  if (!isObject(value)) {
    return [{ at, wrong: value === undefined ? 'is missing' : 'is of the wrong type' }];
  }
  const unknown = Object.keys(value)
    .filter((name) => !(name in members))
    .map((name): Fault => ({ at: `${at}/${name}`, wrong: 'is not known' }));
  const known = Object.entries(members).flatMap(([name, shape]) => faultOf(value[name], shape, `${at}/${name}`));
  return [...unknown, ...known];
}

/** The member at a path of names; undefined where there is none. */
export function memberOf(value: unknown, ...names: readonly string[]): unknown {
  return names.reduce<unknown>((inner, name) => (isObject(inner) ? inner[name] : undefined), value);
}

/** The text at a path of names; empty where there is none. */
export function textOf(value: unknown, ...names: readonly string[]): string {
  const member = memberOf(value, ...names);
  return typeof member === 'string' ? member : '';
}

export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function faultOf(value: unknown, shape: Shape, at: string): Fault[] {
  if (typeof shape !== 'string') {
    return faultsOf(value, shape, at);
  }
  const optional = shape.endsWith('?');
  if (value === undefined) {
    return optional ? [] : [{ at, wrong: 'is missing' }];
  }
  return matches(value, shape) ? [] : [{ at, wrong: 'is of the wrong type' }];
}

function matches(value: unknown, shape: string): boolean {
  switch (shape.replace('?', '')) {
    case 'any':
      return true;
    case 'list':
      return Array.isArray(value);
    case 'text':
      return typeof value === 'string';
    default:
      return typeof value === shape.replace('?', '');
  }
}
