/**
 * Properties as CloudFormation sends them: numbers and booleans become text, maps and lists keep their shape.
 *
 * @throws for values that a template cannot hold: null, a function, a date
 */
export function textOnly(value: unknown, place = 'Properties'): unknown {
  if (typeof value === 'string') {
    return value;
  }
  if (typeof value === 'number' || typeof value === 'boolean') {
    return String(value);
  }
  if (Array.isArray(value)) {
    return value.map((member, index) => textOnly(member, `${place}/${index}`));
  }
  if (typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype) {
    const members = Object.entries(value).filter(([, member]) => member !== undefined);
    return Object.fromEntries(members.map(([name, member]) => [name, textOnly(member, `${place}/${name}`)]));
  }
  throw new TypeError(`${place} is ${value === null ? 'null' : typeof value}: a template holds text, lists and maps.`);
}

/** Does the same as {@link textOnly}, for the properties of one resource. */
export function textOnlyMap(properties: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  return Object.fromEntries(Object.entries(properties).map(([name, value]) => [name, textOnly(value, name)]));
}
