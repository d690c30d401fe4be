import { isObject } from './json';

/** One fault that a reader found in a body. */
export interface BodyProblem {
  /** The names and indices that lead to the place; empty for the body itself. */
  readonly path: readonly (string | number)[];
  /** The same place in dots, such as `acl[0].permission`; `body` for the body itself. */
  readonly at: string;
  readonly wrong: string;
}

/** The words in which a vendor says that a body is wrong. */
export interface BodyWords {
  readonly missing: string;
  readonly unknown: string;
  readonly object: string;
  readonly list: string;
  readonly boolean: string;
  readonly text: (shortest: number, longest: number) => string;
  readonly choice: (choices: readonly string[], value: unknown) => string;
}

const PLAIN_WORDS: BodyWords = {
  missing: 'is required',
  unknown: 'is not known',
  object: 'must be an object',
  list: 'must be a list',
  boolean: 'must be true or false',
  text: () => 'must be text',
  choice: (choices, value) => `must be one of ${choices.join(', ')}; it was ${JSON.stringify(value)}`,
};

export interface BodyReaderOptions {
  /** Words that replace the plain ones. */
  readonly words?: Partial<BodyWords>;
  /** Whether the vendor treats a member that is null like an absent member. Default: null has the wrong type. */
  readonly nullIsAbsent?: boolean;
}

/** Reads the members of a JSON object that a client sent, and collects every problem. */
export class JsonBodyReader {
  /** All problems so far, with those of the inner readers. */
  readonly problems: BodyProblem[];
  readonly #members: Readonly<Record<string, unknown>>;
  readonly #options: BodyReaderOptions;
  readonly #words: BodyWords;
  readonly #path: BodyProblem['path'];

  /**
   * @param value the body; a value that is no object is a problem, and has no members
   * @param path the body's own place
   * @param problems the list that receives the problems
   */
  constructor(
    value: unknown,
    options: BodyReaderOptions = {},
    path: BodyProblem['path'] = [],
    problems: BodyProblem[] = [],
  ) {
    this.problems = problems;
    this.#options = options;
    this.#words = { ...PLAIN_WORDS, ...options.words };
    this.#path = path;
    this.#members = isObject(value) ? value : {};
    if (!isObject(value)) {
      this.#report(path, this.#words.object);
    }
  }

  /** A member as the client sent it; undefined where it is absent. */
  value(name: string): unknown {
    const value = Object.hasOwn(this.#members, name) ? this.#members[name] : undefined;
    return value === null && this.#options.nullIsAbsent ? undefined : value;
  }

  /** Reports a member that is absent. */
  require(name: string): void {
    if (this.value(name) === undefined) {
      this.refuse(name, this.#words.missing);
    }
  }

  /** A text of at least one character. The caller gets `''` where there is a problem. */
  requiredText(name: string): string {
    const value = this.value(name);
    if (value === undefined || value === '') {
      this.refuse(name, this.#words.missing);
      return '';
    }
    return this.text(name) ?? '';
  }

  /** @param longest in characters, as is `shortest` */
  text(name: string, shortest = 0, longest = Number.POSITIVE_INFINITY): string | undefined {
    const value = this.value(name);
    const fits = typeof value === 'string' && value.length >= shortest && value.length <= longest;
    return fits ? value : this.#unlessAbsent(name, this.#words.text(shortest, longest));
  }

  boolean(name: string): boolean | undefined {
    const value = this.value(name);
    return typeof value === 'boolean' ? value : this.#unlessAbsent(name, this.#words.boolean);
  }

  oneOf<Choice extends string>(name: string, choices: readonly Choice[]): Choice | undefined {
    const value = this.value(name);
    return choices.find((one) => one === value) ?? this.#unlessAbsent(name, this.#words.choice(choices, value));
  }

  /** A reader of a member that is an object; undefined where the member is absent. */
  object(name: string): JsonBodyReader | undefined {
    const value = this.value(name);
    return value === undefined ? undefined : this.#inner(value, name);
  }

  /** A reader of each object in a list; undefined where the list is absent or has a problem. */
  objects(name: string): JsonBodyReader[] | undefined {
    const value = this.value(name);
    return Array.isArray(value)
      ? value.map((entry: unknown, index) => this.#inner(entry, name, index))
      : this.#unlessAbsent(name, this.#words.list);
  }

  /** Reports every member that the vendor does not know. */
  refuseUnknown(known: readonly string[]): void {
    for (const name of Object.keys(this.#members).filter((member) => !known.includes(member))) {
      this.refuse(name, this.#words.unknown);
    }
  }

  /** Reports a problem of the vendor's own. */
  refuse(name: string, wrong: string): void {
    this.#report([...this.#path, name], wrong);
  }

  #unlessAbsent(name: string, wrong: string): undefined {
    if (this.value(name) !== undefined) {
      this.refuse(name, wrong);
    }
  }

  #inner(value: unknown, ...steps: BodyProblem['path']): JsonBodyReader {
    return new JsonBodyReader(value, this.#options, [...this.#path, ...steps], this.problems);
  }

  #report(path: BodyProblem['path'], wrong: string): void {
    this.problems.push({ path, at: inDots(path), wrong });
  }
}

function inDots(path: BodyProblem['path']): string {
  const steps = path.map((step) => (typeof step === 'number' ? `[${step}]` : `.${step}`));
  return steps.join('').replace(/^\./, '') || 'body';
}
