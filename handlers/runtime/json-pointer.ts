import { memberOf, pointerStep, stepsOf } from '../../lib/vendor-api/json-pointer';

export { memberAt as at, memberOf, pointerStep as step } from '../../lib/vendor-api/json-pointer';

/** A member that is text; empty where there is none, or it is not text. */
export function textOf(json: unknown, name: string): string {
  const value = memberOf(json, name);
  return typeof value === 'string' ? value : '';
}

/** A copy of the JSON with a value at a pointer. Makes the maps on the way that are not there. */
export function put(json: unknown, pointer: string, value: unknown): unknown {
  const [first, ...rest] = stepsOf(pointer);
  if (first === undefined) {
    return value;
  }
  const below = rest.map(pointerStep).join('');
  const members = typeof json === 'object' && json !== null ? Object.entries(json) : [];
  const old = members.find(([name]) => name === first)?.[1];
  return Object.fromEntries([...members.filter(([name]) => name !== first), [first, put(old, below, value)]]);
}
