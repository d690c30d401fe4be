/** Whether a value is a JSON object: neither null nor a list. */
export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Parses a text as JSON. Where the text is no JSON, the caller gets `otherwise`. */
export function parseJson(text: string, otherwise?: unknown): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return otherwise;
  }
}

/** A copy without the members that are undefined. */
export function withoutUndefined<Members extends object>(members: Members): Members {
  const copy = { ...members };
  for (const [name, value] of Object.entries(copy)) {
    if (value === undefined) {
      Reflect.deleteProperty(copy, name);
    }
  }
  return copy;
}
