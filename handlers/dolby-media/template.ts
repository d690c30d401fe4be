import { PLACEHOLDERS } from '../../lib/vendors/dolby/media/contract';

/** A text in a body that is to be replaced. */
export type Placeholder = keyof typeof PLACEHOLDERS;

/** The placeholders in a body. */
export function placeholdersIn(body: unknown): ReadonlySet<Placeholder> {
  const found = new Set<Placeholder>();
  walk(body, (text) => {
    for (const name of names()) {
      if (text === PLACEHOLDERS[name]) {
        found.add(name);
      }
    }
    return text;
  });
  return found;
}

/** Every text in a body, at any depth. */
export function textsIn(body: unknown): string[] {
  const texts: string[] = [];
  walk(body, (text) => {
    texts.push(text);
    return text;
  });
  return texts;
}

/** Replaces the placeholders in a body. A placeholder is replaced only where it is the whole of a text. */
export function fill(body: unknown, values: { readonly [name in Placeholder]?: unknown }): unknown {
  return walk(body, (text) => {
    const name = names().find((known) => PLACEHOLDERS[known] === text);
    return name === undefined ? text : values[name];
  });
}

function names(): Placeholder[] {
  return ['input', 'output', 'accessKeyId', 'secretAccessKey'];
}

function walk(value: unknown, replace: (text: string) => unknown): unknown {
  if (typeof value === 'string') {
    return replace(value);
  }
  if (Array.isArray(value)) {
    return value.map((item) => walk(item, replace));
  }
  if (typeof value === 'object' && value !== null) {
    return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, walk(member, replace)]));
  }
  return value;
}
