import { VendorRecords } from '../../fake-vendor/vendor-records';
import type { PictoryConnectionFields, PictoryConnectionRecord } from './connection';

/** The members that a client can change. */
export interface ConnectionChange {
  readonly name: string;
  readonly description: string;
  readonly enabled?: boolean;
}

/** The connections of one organisation, oldest first. */
export class Connections {
  readonly #records = new VendorRecords<PictoryConnectionRecord>(({ connectionId }) => connectionId);
  readonly #now: () => Date;
  readonly #newId: () => string;

  constructor(now: () => Date, newId?: () => string) {
    this.#now = now;
    this.#newId = newId ?? (() => idOf(now()));
  }

  all(): PictoryConnectionRecord[] {
    return this.#records.all();
  }

  find(id: string): PictoryConnectionRecord | undefined {
    return this.#records.find(id);
  }

  /** @param but the id of a connection that may have the name */
  isTaken(name: string, but?: string): boolean {
    return this.all().some((record) => record.name === name && record.connectionId !== but);
  }

  create(fields: PictoryConnectionFields): PictoryConnectionRecord {
    const date = this.#now().toISOString();
    const connectionId = this.#newId();
    const added = { connectionId, version: 1, type: 'AWS', createdDate: date, updatedDate: date } as const;
    return this.#records.hold({ ...fields, ...added });
  }

  /** Absent members of the change stay as they are. */
  change(record: PictoryConnectionRecord, change: ConnectionChange): PictoryConnectionRecord {
    return this.#records.hold({
      ...record,
      ...change,
      enabled: change.enabled ?? record.enabled,
      version: record.version + 1,
      updatedDate: this.#now().toISOString(),
    });
  }

  remove(id: string): void {
    this.#records.remove(id);
  }
}

/** The time in milliseconds and random letters, like the ids in the vendor's examples. */
function idOf(now: Date): string {
  const random = Array.from({ length: 15 }, () => Math.floor(Math.random() * 36).toString(36)).join('');
  return `${now.toISOString().replace(/\D/g, '')}${random}`;
}
