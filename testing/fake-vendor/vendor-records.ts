/** The records that a fake vendor holds, oldest first. */
export class VendorRecords<Item> {
  readonly #held = new Map<string, Item>();
  readonly #idOf: (item: Item) => string;

  constructor(idOf: (item: Item) => string) {
    this.#idOf = idOf;
  }

  /** A copy: later changes do not reach it. */
  all(): Item[] {
    return [...this.#held.values()];
  }

  find(id: string): Item | undefined {
    return this.#held.get(id);
  }

  /** Stores a record; it takes the place of an earlier one with the same id. */
  hold<Held extends Item>(item: Held): Held {
    this.#held.set(this.#idOf(item), item);
    return item;
  }

  remove(id: string): void {
    this.#held.delete(id);
  }
}

/** Names for records of other customers: `stranger-1` and on. */
export function strangerNames(count: number, first = 1): string[] {
  return Array.from({ length: count }, (_, index) => `stranger-${first + index}`);
}
