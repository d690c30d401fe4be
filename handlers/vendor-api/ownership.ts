import type { OwnershipWire } from '../../lib/vendor-api/contract';
import { Failure } from '../runtime/errors';
import { at, put } from '../runtime/json-pointer';
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
      return new ByMarker(wire.at, body, marker);
    case 'key':
      return wire.onExisting === undefined
        ? new ByOwnKey(wire.at, body, marker)
        : new BySharedKey(wire.at, body, marker, wire.onExisting);
    case 'none':
      return new Unrecognisable(body);
  }
}

/** Records carry nothing of ours. */
class Unrecognisable implements Ownership {
  public readonly canRecover: Recovery = 'never';
  public readonly showsInList: boolean = false;
  public readonly namesRequest: boolean = false;
  public readonly keyAt?: string;
  public readonly lostAdvice: string =
    ' Its records carry nothing of ours, so one that was made all the same could not be found, and none was asked for ' +
    'twice: look at the vendor, and remove what is there.';

  public constructor(protected readonly body: unknown) {}

  public get place(): readonly unknown[] {
    return ['none'];
  }

  public recognises(_json: unknown): Marker | undefined {
    return undefined;
  }

  public hasKey(_json: unknown): boolean {
    return false;
  }

  public marked(_marker: Marker): unknown {
    return this.body;
  }

  public async look(_vendor: RecordLists, _lost: boolean): Promise<VendorRecord[]> {
    return [];
  }

  public async existing(
    _vendor: RecordLists,
    _isCreate: boolean,
    _refuse: (record: VendorRecord) => void,
  ): Promise<VendorRecord | undefined> {
    return undefined;
  }

  public checkReadBack(_record: VendorRecord | undefined): void {}
}

/** Records carry our marker in a text field that the vendor gives back. */
class ByMarker extends Unrecognisable {
  public override readonly canRecover = 'at any time';
  public override readonly showsInList = true;
  public override readonly namesRequest = true;
  public override readonly lostAdvice = '';

  public constructor(
    private readonly field: string,
    body: unknown,
    private readonly ours: Marker,
  ) {
    super(body);
  }

  public override get place(): readonly unknown[] {
    return ['marker', this.field];
  }

  public override recognises(json: unknown): Marker | undefined {
    return readMarker(at(json, this.field));
  }

  public override marked(marker: Marker): unknown {
    const own = at(this.body, this.field);
    const text = typeof own === 'string' && own !== '' ? `${own} ${markerText(marker)}` : markerText(marker);
    return put(this.body, this.field, text);
  }

  public override async look(vendor: RecordLists): Promise<VendorRecord[]> {
    return ofRequest(await vendor.list(true), this.ours);
  }

  public override checkReadBack(record: VendorRecord | undefined): void {
    if (record && !isSameMarker(record.marker, this.ours)) {
      throw new Failure(
        `The vendor does not give back whole what stands in '${this.field}', where our marker ` +
          'must, so the record could not be found again and is taken back: shorten that text, or describe another field.',
      );
    }
  }
}

/** A member holds what only this stack can have, such as a role's ARN with the stack's UUID. */
class ByOwnKey extends Unrecognisable {
  public override readonly canRecover: Recovery = 'at any time';
  public override readonly showsInList: boolean = true;
  public override readonly lostAdvice: string = '';

  public constructor(
    public override readonly keyAt: string,
    body: unknown,
    protected readonly ours: Marker,
  ) {
    super(body);
  }

  public override get place(): readonly unknown[] {
    return ['key', this.keyAt, this.key];
  }

  public override recognises(json: unknown): Marker | undefined {
    return this.hasKey(json) ? this.ours : undefined;
  }

  public override hasKey(json: unknown): boolean {
    const { key } = this;
    return typeof key === 'string' && key !== '' && at(json, this.keyAt) === key;
  }

  public override async look(vendor: RecordLists, _lost: boolean): Promise<VendorRecord[]> {
    return ofRequest(await vendor.list(true), this.ours);
  }

  private get key(): unknown {
    return at(this.body, this.keyAt);
  }
}

/**
 * A member holds a key that others could have, too. A record that was there before is theirs. The vendor keeps the key
 * unique, so what is there at once after our post is ours; what comes later may be theirs again.
 */
class BySharedKey extends ByOwnKey {
  public override readonly canRecover = 'at once';
  public override readonly showsInList = false;
  public override readonly lostAdvice =
    ' One that was made all the same has a key that others could have, too, so it is not looked for later, and none was ' +
    'asked for twice: look at the vendor, and remove what is there.';

  public constructor(
    keyAt: string,
    body: unknown,
    ours: Marker,
    private readonly onExisting: 'fail' | 'adopt',
  ) {
    super(keyAt, body, ours);
  }

  public override async look(vendor: RecordLists, lost: boolean): Promise<VendorRecord[]> {
    return lost ? (await vendor.withKey()).slice(0, 1) : [];
  }

  public override async existing(
    vendor: RecordLists,
    isCreate: boolean,
    refuse: (record: VendorRecord) => void,
  ): Promise<VendorRecord | undefined> {
    const [record] = await vendor.withKey();
    if (!record) {
      return undefined;
    }
    refuse(record);
    if (this.onExisting === 'fail') {
      throw new Failure(
        `The record ${record.id} has that value at '${this.keyAt}' already, and may be another's (onExisting: FAIL), so nothing ` +
          `was made${isCreate ? ', unless by an earlier try of this very request' : ''}: remove it, give ` +
          'another value, or adopt it.',
      );
    }
    return record;
  }
}
