import type { FieldError } from './answers';

/** True for a JSON object: neither null nor a list. */
export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Reads the fields of a body and gathers what is wrong with them. Null is no value: it is refused as another type is. */
export class Fields {
  readonly errors: FieldError[] = [];
  readonly #body: Readonly<Record<string, unknown>>;
  readonly #read = new Set<string>();

  /** @param body a JSON object; anything else is an error of its own, beside those of the fields that it then has not */
  constructor(body: unknown) {
    if (!isObject(body)) {
      this.refuse('body', 'must be a JSON object');
    }
    this.#body = isObject(body) ? body : {};
  }

  /** Text of at least one character. */
  text(name: string): string {
    const value = this.optionalText(name);
    if (value === undefined || value === '') {
      this.refuse(name, 'is required');
    }
    return value ?? '';
  }

  optionalText(name: string): string | undefined {
    const value = this.#value(name);
    if (value === undefined || typeof value === 'string') {
      return value;
    }
    this.refuse(name, 'must be text');
    return undefined;
  }

  optionalBoolean(name: string): boolean | undefined {
    const value = this.#value(name);
    if (value === undefined || typeof value === 'boolean') {
      return value;
    }
    this.refuse(name, 'must be true or false');
    return undefined;
  }

  wholeNumber(name: string): number {
    const value = this.#value(name);
    if (typeof value === 'number' && Number.isInteger(value)) {
      return value;
    }
    this.refuse(name, 'must be a whole number');
    return 0;
  }

  list(name: string): readonly unknown[] {
    const value = this.#value(name);
    if (Array.isArray(value) && value.length > 0) {
      return value;
    }
    this.refuse(name, 'must be a list of at least one');
    return [];
  }

  refuse(name: string, errors: string): void {
    this.errors.push({ name, errors });
  }

  /** Refuses every field that nobody asked for. */
  refuseOthers(): void {
    for (const name of Object.keys(this.#body).filter((key) => !this.#read.has(key))) {
      this.refuse(name, 'is not known, or cannot be changed');
    }
  }

  #value(name: string): unknown {
    this.#read.add(name);
    return Object.hasOwn(this.#body, name) ? this.#body[name] : undefined;
  }
}
