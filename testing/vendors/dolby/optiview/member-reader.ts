import type { Problem } from './answers';

/** Reads the members of an object, and gathers what is wrong with them. One that is null counts as not said. */
export class MemberReader {
  readonly problems: Problem[];
  readonly #members: Readonly<Record<string, unknown>>;
  readonly #at: string;

  /** @param known the members that there may be; the vendor's document allows no others (`additionalProperties`) */
  constructor(value: unknown, known: readonly string[], at = '', problems: Problem[] = []) {
    this.problems = problems;
    this.#at = at;
    this.#members = isObject(value) ? value : {};
    if (!isObject(value)) {
      this.#refuse('', 'is not an object');
    }
    for (const name of Object.keys(this.#members).filter((member) => !known.includes(member))) {
      this.#refuse(name, 'is not known');
    }
  }

  /** A text of so many characters; undefined where it is not said. */
  text(name: string, shortest: number, longest = Number.POSITIVE_INFINITY): string | undefined {
    const value = this.#value(name);
    if (value === undefined) {
      return undefined;
    }
    if (typeof value !== 'string' || value.length < shortest || value.length > longest) {
      this.#refuse(name, `is not a text of ${shortest} to ${longest} characters`);
      return undefined;
    }
    return value;
  }

  boolean(name: string): boolean | undefined {
    const value = this.#value(name);
    if (value === undefined || typeof value === 'boolean') {
      return value;
    }
    this.#refuse(name, 'is not a boolean');
    return undefined;
  }

  oneOf<Choice extends string>(name: string, choices: readonly Choice[]): Choice | undefined {
    const value = this.#value(name);
    const choice = choices.find((one) => one === value);
    if (value !== undefined && choice === undefined) {
      this.#refuse(name, `is none of ${choices.join(', ')}`);
    }
    return choice;
  }

  /** The reader of a member that is an object itself; undefined where it is not said. */
  inner(name: string, known: readonly string[]): MemberReader | undefined {
    const value = this.#value(name);
    return value === undefined ? undefined : new MemberReader(value, known, this.#place(name), this.problems);
  }

  /** Says that a member must be there. */
  require(name: string): void {
    if (this.#value(name) === undefined) {
      this.#refuse(name, 'is required');
    }
  }

  #refuse(name: string, wrong: string): void {
    this.problems.push({ at: this.#place(name), wrong });
  }

  #place(name: string): string {
    return [this.#at, name].filter(Boolean).join('.') || 'body';
  }

  #value(name: string): unknown {
    return this.#members[name] ?? undefined;
  }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
