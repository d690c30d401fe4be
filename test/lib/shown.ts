/** A part of a template in which every intrinsic is text: what is joined stands joined, what only AWS knows in `<>`. */
export function shown(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) {
    return value;
  }
  if (Array.isArray(value)) {
    return value.map(shown);
  }
  const [[name, argument] = ['', undefined], ...more] = Object.entries(value);
  if (more.length > 0 || !/^(Ref|Fn::.*)$/.test(name)) {
    return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, shown(member)]));
  }
  return name === 'Fn::Join' ? argument[1].map(shown).join(argument[0]) : `<${[argument].flat().join('.')}>`;
}

/** JSON text in a template, read. */
export function shownJson(value: unknown): unknown {
  return JSON.parse(String(shown(value)));
}
