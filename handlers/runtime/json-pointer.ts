/** What a JSON Pointer (RFC 6901) points to; undefined where there is nothing. */
export function at(json: unknown, pointer: string): unknown {
  let value = json;
  for (const name of steps(pointer)) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, name)) {
      return undefined;
    }
    value = Object.getOwnPropertyDescriptor(value, name)?.value;
  }
  return value;
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
