/** What a JSON Pointer (RFC 6901) points to; undefined where there is nothing. */
export function at(json: unknown, pointer: string): unknown {
  let value = json;
  for (const name of steps(pointer)) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, name)) {
      return undefined;
    }
    value = memberOf(value, name);
  }
  return value;
}

/** A member that the value itself has, not one that it inherits; undefined where there is none. */
export function memberOf(json: unknown, name: string): unknown {
  return typeof json === 'object' && json !== null ? Object.getOwnPropertyDescriptor(json, name)?.value : undefined;
}

/** A member that is text; empty where there is none, or it is not text. */
export function textOf(json: unknown, name: string): string {
  const value = memberOf(json, name);
  return typeof value === 'string' ? value : '';
}

/** A copy of the JSON with a value put where the pointer points to; maps that are not there are made. */
export function put(json: unknown, pointer: string, value: unknown): unknown {
  const [first, ...rest] = steps(pointer);
  if (first === undefined) {
    return value;
  }
  const below = rest.map(step).join('');
  const members = typeof json === 'object' && json !== null ? Object.entries(json) : [];
  const old = members.find(([name]) => name === first)?.[1];
  return Object.fromEntries([...members.filter(([name]) => name !== first), [first, put(old, below, value)]]);
}

/** The reference token of one member. */
export function step(name: string): string {
  return `/${name.replace(/~/g, '~0').replace(/\//g, '~1')}`;
}

function steps(pointer: string): string[] {
  return pointer
    .split('/')
    .slice(1)
    .map((name) => name.replace(/~1/g, '/').replace(/~0/g, '~'));
}
