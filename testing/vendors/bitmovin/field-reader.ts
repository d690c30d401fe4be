import type { ErrorDetail } from './envelope';
import { ACL_PERMISSIONS, type BitmovinAclEntry } from './record';

/** True for a JSON object: neither null nor a list. */
export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Reads typed fields from a body and gathers what is wrong with them. A field that is null counts as not sent. */
export class FieldReader {
  readonly details: ErrorDetail[] = [];
  /** True once a required field was not there. */
  missing = false;
  readonly #body: Readonly<Record<string, unknown>>;

  constructor(body: Readonly<Record<string, unknown>>) {
    this.#body = body;
  }

  requiredText(field: string): string {
    const value = this.#value(field);
    if (value === undefined || value === '') {
      this.missing = true;
      this.#refuse(field, `${field} is required`);
      return '';
    }
    return this.text(field) ?? '';
  }

  text(field: string): string | undefined {
    const value = this.#value(field);
    if (value === undefined || typeof value === 'string') {
      return value;
    }
    this.#refuse(field, `${field} must be text`);
    return undefined;
  }

  oneOf<Choice extends string>(field: string, choices: readonly Choice[]): Choice | undefined {
    const value = this.#value(field);
    return value === undefined ? undefined : this.#choice(field, value, choices);
  }

  acl(field: string): readonly BitmovinAclEntry[] | undefined {
    const value = this.#value(field);
    if (value === undefined) {
      return undefined;
    }
    if (!Array.isArray(value)) {
      this.#refuse(field, `${field} must be a list`);
      return undefined;
    }
    return value.map((entry, index) => this.#aclEntry(`${field}[${index}]`, entry));
  }

  anything(field: string): unknown {
    return this.#value(field);
  }

  #aclEntry(field: string, entry: unknown): BitmovinAclEntry {
    if (!isObject(entry)) {
      this.#refuse(field, `${field} must be an object`);
      return {};
    }
    const permission =
      entry.permission == null ? undefined : this.#choice(`${field}.permission`, entry.permission, ACL_PERMISSIONS);
    return { ...(entry.scope == null ? {} : { scope: entry.scope }), ...(permission && { permission }) };
  }

  #choice<Choice extends string>(field: string, value: unknown, choices: readonly Choice[]): Choice | undefined {
    const choice = choices.find((one) => one === value);
    if (choice === undefined) {
      this.#refuse(field, `${field} must be one of ${choices.join(', ')}; it was ${JSON.stringify(value)}`);
    }
    return choice;
  }

  #value(field: string): unknown {
    return Object.hasOwn(this.#body, field) ? (this.#body[field] ?? undefined) : undefined;
  }

  #refuse(field: string, text: string): void {
    this.details.push({ type: 'ERROR', text, field });
  }
}
