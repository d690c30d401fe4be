import { randomUUID } from 'node:crypto';
import type { BitmovinCollection } from './collection';
import type { BitmovinFields, BitmovinRecord } from './record';

/** One organisation's world: its records, collection by collection, and the external ID that they share. */
export class Organisation {
  /** The external ID of every record in GLOBAL mode, of all collections. */
  readonly globalExternalId: string;
  readonly #newId: () => string;
  readonly #records: Record<BitmovinCollection, Map<string, BitmovinRecord>> = {
    'analytics/outputs': new Map(),
    'encoding/outputs': new Map(),
    'encoding/inputs': new Map(),
  };

  /** @param newId gives ids and external IDs */
  constructor(newId: () => string = randomUUID) {
    this.#newId = newId;
    this.globalExternalId = newId();
  }

  /** Oldest first. */
  all(collection: BitmovinCollection): BitmovinRecord[] {
    return [...this.#records[collection].values()];
  }

  find(collection: BitmovinCollection, id: string): BitmovinRecord | undefined {
    return this.#records[collection].get(id);
  }

  create(collection: BitmovinCollection, fields: BitmovinFields, now: Date): BitmovinRecord {
    const { externalId: sent, ...rest } = fields;
    const externalIdMode = fields.externalIdMode ?? 'CUSTOM';
    const externalId = this.#externalId(externalIdMode, sent);
    const timestamp = now.toISOString().replace(/\.\d{3}Z$/, 'Z');
    const record: BitmovinRecord = {
      ...rest,
      id: this.#newId(),
      type: 'S3_ROLE_BASED',
      externalIdMode,
      ...(externalId === undefined ? {} : { externalId }),
      createdAt: timestamp,
      modifiedAt: timestamp,
    };
    this.#records[collection].set(record.id, record);
    return record;
  }

  remove(collection: BitmovinCollection, id: string): void {
    this.#records[collection].delete(id);
  }

  /** CUSTOM is what was sent, and may be nothing: no source says that the vendor refuses it. */
  #externalId(mode: BitmovinRecord['externalIdMode'], sent: string | undefined): string | undefined {
    switch (mode) {
      case 'GLOBAL':
        return this.globalExternalId;
      case 'GENERATED':
        return this.#newId();
      case 'CUSTOM':
        return sent;
    }
  }
}
