import { randomUUID } from 'node:crypto';
import { VendorRecords } from '../../../fake-vendor/vendor-records';
import type { OptiViewProfile, OptiViewProfileChange, OptiViewProfileFields } from './profile';

/** The storage profiles of an account. At most one of them is the default. */
export class Profiles {
  readonly #newId: () => string;
  readonly #held = new VendorRecords<OptiViewProfile>(({ id }) => id);

  constructor(newId: () => string = randomUUID) {
    this.#newId = newId;
  }

  /** Oldest first. */
  all(): OptiViewProfile[] {
    return this.#held.all();
  }

  find(id: string): OptiViewProfile | undefined {
    return this.#held.find(id);
  }

  create(fields: OptiViewProfileFields): OptiViewProfile {
    return this.#hold({ id: this.#newId(), ...fields, default: fields.default ?? false });
  }

  change(profile: OptiViewProfile, { options, ...change }: OptiViewProfileChange): OptiViewProfile {
    return this.#hold({ ...profile, ...change, options: { ...profile.options, ...options } });
  }

  remove(id: string): void {
    this.#held.remove(id);
  }

  /** A new default profile takes the place of the former one (vendor's OpenAPI document, `default`). */
  #hold(profile: OptiViewProfile): OptiViewProfile {
    if (profile.default) {
      for (const other of this.all()) {
        this.#held.hold({ ...other, default: false });
      }
    }
    return this.#held.hold(profile);
  }
}
