import { randomUUID } from 'node:crypto';
import { VendorRecords } from '../../fake-vendor/vendor-records';
import type { BitmovinCollection } from './collection';
import type { BitmovinFields, BitmovinRecord } from './record';

/** The records of one organisation, by collection, and the external ID that they share. */
export class Organisation {
  /** The external ID of every record in GLOBAL mode, in all collections. */
  readonly globalExternalId: string;
  readonly #newId: () => string;
  readonly #records: Record<BitmovinCollection, VendorRecords<BitmovinRecord>> = {
    'analytics/outputs': new VendorRecords(({ id }) => id),
    'encoding/outputs': new VendorRecords(({ id }) => id),
    'encoding/inputs': new VendorRecords(({ id }) => id),
  };

  /** @param newId makes ids and external IDs */
  constructor(newId: () => string = randomUUID) {
    this.#newId = newId;
    this.globalExternalId = newId();
  }

  /** Oldest first. */
  all(collection: BitmovinCollection): BitmovinRecord[] {
    return this.#records[collection].all();
  }

  find(collection: BitmovinCollection, id: string): BitmovinRecord | undefined {
    return this.#records[collection].find(id);
  }

  create(collection: BitmovinCollection, fields: BitmovinFields, now: Date): BitmovinRecord {
    const { externalId: sent, ...rest } = fields;
    const externalIdMode = fields.externalIdMode ?? 'CUSTOM';
    const externalId = this.#externalId(externalIdMode, sent);
    const timestamp = now.toISOString().replace(/\.\d{3}Z$/, 'Z');
    return this.#records[collection].hold({
      ...rest,
      id: this.#newId(),
      type: 'S3_ROLE_BASED',
      externalIdMode,
      ...(externalId === undefined ? {} : { externalId }),
      createdAt: timestamp,
      modifiedAt: timestamp,
    });
  }

  remove(collection: BitmovinCollection, id: string): void {
    this.#records[collection].remove(id);
  }

  /** CUSTOM is the ID that the client sent. It may be absent: no source says that the vendor refuses this. */
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
