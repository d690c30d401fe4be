import { Failure } from './errors';

/** Reads properties of an unknown shape. Each method throws a Failure with the place and the reason. */
export class PropertiesReader {
  public static of(place: string, value: unknown): PropertiesReader {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) {
      throw new Failure(`${place} is not a map: the stack was not written by this library.`);
    }
    return new PropertiesReader(place, new Map(Object.entries(value)));
  }

  private constructor(
    private readonly place: string,
    private readonly members: ReadonlyMap<string, unknown>,
  ) {}

  public has(name: string): boolean {
    return this.members.get(name) !== undefined;
  }

  public text(name: string): string {
    const value = this.members.get(name);
    return typeof value === 'string' ? value : this.wrong(name, 'text');
  }

  /** Text that is not empty. */
  public someText(name: string): string {
    return this.text(name) || this.wrong(name, 'text that is not empty');
  }

  public optionalText(name: string): string | undefined {
    return this.has(name) ? this.text(name) : undefined;
  }

  public oneOf<T extends string>(name: string, choices: readonly T[]): T {
    const value = this.members.get(name);
    return choices.find((choice) => choice === value) ?? this.wrong(name, `one of ${choices.join(', ')}`);
  }

  public map(name: string): PropertiesReader {
    return PropertiesReader.of(`${this.place}.${name}`, this.members.get(name));
  }

  /** A map whose members `read` reads one by one; empty where there is no map. */
  public mapOf<T>(name: string, read: (reader: PropertiesReader, member: string) => T): Record<string, T> {
    if (!this.has(name)) {
      return {};
    }
    const inner = this.map(name);
    return Object.fromEntries([...inner.members.keys()].map((member) => [member, read(inner, member)]));
  }

  public list(name: string): unknown[] {
    const value = this.members.get(name);
    return Array.isArray(value) ? value : this.wrong(name, 'a list');
  }

  /** A list; empty where there is none, because CloudFormation may leave out an empty list. */
  public optionalList(name: string): unknown[] {
    return this.has(name) ? this.list(name) : [];
  }

  /** The texts in a list, without its other members; empty where there is no list. */
  public texts(name: string): string[] {
    return this.optionalList(name).filter((text) => typeof text === 'string');
  }

  public raw(name: string): unknown {
    return this.members.get(name);
  }

  private wrong(name: string, expected: string): never {
    throw new Failure(`${this.place}.${name} is not ${expected}: the stack was not written by this library.`);
  }
}
