import type { OwnershipWire } from '../../lib/vendor-api/contract';
import { Failure } from '../runtime/errors';
import { isSameLeaf, leafText } from '../runtime/json';
import { at, put, step } from '../runtime/json-pointer';
import { isSameMarker, type Marker, markerText, readMarker } from './marker';
import { ofRequest, type VendorRecord } from './vendor-record';

/**
 * When this function can find a record that a lost post may have made: at any time, because the record says that it is
 * ours; only at once after the post, because others may make a record of the same key later; or never.
 */
export type Recovery = 'at any time' | 'at once' | 'never';

/** The two questions that an ownership asks the vendor. */
export interface RecordLists {
  /** The records that say that they are ours. */
  list(narrowed: boolean): Promise<VendorRecord[]>;
  /** The records that have the key of ours, whoever made them. */
  withKey(): Promise<VendorRecord[]>;
}

/** How this function knows its own records. The description chooses one; each answers for itself. */
export interface Ownership {
  /** When a record that a lost post made can be found. */
  readonly canRecover: Recovery;
  /** Whether a list of the vendor's shows which records are ours. */
  readonly showsInList: boolean;
  /** Whether a record names the request that posted it, and not only the stack. */
  readonly namesRequest: boolean;
  /** JSON Pointer to the key that the vendor keeps unique; undefined where the record is known otherwise. */
  readonly keyAt?: string;
  /** What a user must know when the answer to a post was lost; empty where this function finds the record. */
  readonly lostAdvice: string;
  /** What tells apart two places in which records are looked for. */
  readonly place: readonly unknown[];

  /** The marker of a record that says that it is ours; undefined of any other record. */
  recognises(json: unknown): Marker | undefined;
  /** Whether a record has the key that ours has, or would have. */
  hasKey(json: unknown): boolean;
  /** Our body as this function sends it: with the marker, where records carry one. */
  marked(marker: Marker): unknown;
  /**
   * The records of this very request, the earliest first.
   *
   * @param lost whether the vendor may have made a record whose answer was lost
   */
  look(vendor: RecordLists, lost: boolean): Promise<VendorRecord[]>;
  /**
   * A record of somebody else's that has our key and that this function adopts.
   *
   * @param isCreate whether the request is a Create, for the reason
   * @param refuse refuses a record that must not be adopted
   * @throws Failure if the description says that an existing record fails the request
   */
  existing(
    vendor: RecordLists,
    isCreate: boolean,
    refuse: (record: VendorRecord) => void,
  ): Promise<VendorRecord | undefined>;
  /** @throws Failure if a record of ours, read back, does not say any more that it is ours */
  checkReadBack(record: VendorRecord | undefined): void;
}

/**
 * The ownership that a description chooses.
 *
 * @param body what the stack wants the record to say
 * @param marker the marker of a record that this request posts
 */
export function ownershipOf(wire: OwnershipWire, body: unknown, marker: Marker): Ownership {
  switch (wire.by) {
    case 'marker':
      return byMarker(wire.at, body, marker);
    case 'key':
      return wire.onExisting === undefined
        ? byOwnKey(wire.at, body, marker)
        : bySharedKey(wire.at, body, marker, wire.onExisting);
    case 'none':
      return unrecognisable(body);
  }
}

/** Records carry nothing of ours. */
function unrecognisable(body: unknown): Ownership {
  return {
    canRecover: 'never',
    showsInList: false,
    namesRequest: false,
    lostAdvice:
      ' Its records carry nothing of ours, so one that was made all the same could not be found, and none was asked for ' +
      'twice: look at the vendor, and remove what is there.',
    place: [],
    recognises: () => undefined,
    hasKey: () => false,
    marked: () => body,
    look: async () => [],
    existing: async () => undefined,
    checkReadBack: () => undefined,
  };
}

/** Records carry our marker in a text field that the vendor gives back. */
function byMarker(field: string, body: unknown, ours: Marker): Ownership {
  return {
    ...unrecognisable(body),
    canRecover: 'at any time',
    showsInList: true,
    namesRequest: true,
    lostAdvice: '',
    place: [field],
    recognises: (json) => readMarker(at(json, field)),
    marked: (marker) => {
      const own = at(body, field);
      const text = typeof own === 'string' && own !== '' ? `${own} ${markerText(marker)}` : markerText(marker);
      return put(body, field, text);
    },
    look: async (vendor) => ofRequest(await vendor.list(true), ours),
    checkReadBack: (record) => {
      if (record && !isSameMarker(record.marker, ours)) {
        throw new Failure(
          `The vendor does not give back whole what stands in '${field}', where our marker ` +
            'must, so the record could not be found again and is taken back: shorten that text, or describe another field.',
        );
      }
    },
  };
}

/** A member holds what only this stack can have, such as a role's ARN with the stack's UUID. */
function byOwnKey(keyAt: string, body: unknown, ours: Marker): Ownership {
  const key = at(body, keyAt);
  const hasKey = (json: unknown) => typeof key === 'string' && key !== '' && at(json, keyAt) === key;
  return {
    ...unrecognisable(body),
    canRecover: 'at any time',
    showsInList: true,
    keyAt,
    lostAdvice: '',
    place: [keyAt, key],
    recognises: (json) => (hasKey(json) ? ours : undefined),
    hasKey,
    look: async (vendor) => ofRequest(await vendor.list(true), ours),
  };
}

/**
 * A member holds a key that others could have, too. A record that was there before is theirs. The vendor keeps the key
 * unique, so what is there at once after our post is ours, if it says nothing else than our body. What comes later may be
 * theirs again.
 */
function bySharedKey(keyAt: string, body: unknown, ours: Marker, onExisting: 'fail' | 'adopt'): Ownership {
  return {
    ...byOwnKey(keyAt, body, ours),
    canRecover: 'at once',
    showsInList: false,
    lostAdvice:
      ' One that was made all the same has a key that others could have, too, so it is not looked for later, and none was ' +
      'asked for twice: look at the vendor, and remove what is there.',
    look: async (vendor, lost) =>
      lost ? (await vendor.withKey()).filter(({ json }) => saysAll(json, body, true)).slice(0, 1) : [],
    existing: async (vendor, isCreate, refuse) => {
      const [record] = await vendor.withKey();
      if (record) {
        refuse(record);
      }
      if (record && onExisting === 'fail') {
        throw new Failure(
          `The record ${record.id} has that value at '${keyAt}' already, and may be another's (onExisting: FAIL), so nothing ` +
            `was made${isCreate ? ', unless by an earlier try of this very request' : ''}: remove it, give ` +
            'another value, or adopt it.',
        );
      }
      return record;
    },
  };
}

/**
 * Whether a JSON says the same as another in each leaf.
 *
 * @param orNothing whether a member that the JSON does not have counts as the same
 */
export function saysAll(json: unknown, other: unknown, orNothing = false): boolean {
  if (json === undefined && orNothing) {
    return true;
  }
  return typeof other === 'object' && other !== null && leafText(other) === undefined
    ? Object.entries(other).every(([name, value]) => saysAll(at(json, step(name)), value, orNothing))
    : isSameLeaf(json, other);
}
