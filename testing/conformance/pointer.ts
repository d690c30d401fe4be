/** The value at a JSON Pointer (RFC 6901); undefined where there is none. */
export function at(value: unknown, pointer: string): unknown {
  const steps = pointer.split('/').slice(1);
  return steps.reduce((parent: unknown, step) => {
    const name = step.replaceAll('~1', '/').replaceAll('~0', '~');
    return typeof parent === 'object' && parent !== null && Object.hasOwn(parent, name)
      ? Reflect.get(parent, name)
      : undefined;
  }, value);
}

/** One step of a JSON Pointer. */
export function step(name: string): string {
  return `/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`;
}

/** The text at a JSON Pointer; undefined where there is none, or another type. */
export function textAt(value: unknown, pointer: string): string | undefined {
  const found = at(value, pointer);
  return typeof found === 'string' ? found : undefined;
}

/** Every leaf of a JSON value, with the pointer to it. Empty lists and maps are leaves. */
export function leavesOf(value: unknown, pointer = ''): [pointer: string, leaf: unknown][] {
  const members = typeof value === 'object' && value !== null ? Object.entries(value) : [];
  return members.length === 0 ? [[pointer, value]] : members.flatMap(([name, m]) => leavesOf(m, pointer + step(name)));
}

/** A copy of the JSON with another value at a JSON Pointer. */
export function put(json: unknown, pointer: string, value: unknown): unknown {
  const [, name, rest] = /^\/([^/]*)(.*)$/s.exec(pointer) ?? [];
  if (name === undefined) {
    return value;
  }
  const key = name.replaceAll('~1', '/').replaceAll('~0', '~');
  return { ...Object(json), [key]: put(at(json, `/${name}`), rest ?? '', value) };
}
