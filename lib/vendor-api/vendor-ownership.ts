import { refuse, refuseUnknown } from '../validation/refuse';
import { MARKER_LENGTH, type OwnershipWire } from './contract';
import { OnExisting } from './enums';
import { checkMemberPointer } from './pointer';

/** What is known of the field that the marker goes to. */
export interface VendorMarkerOptions {
  /**
   * The most characters that the vendor keeps in that field. A text of the user's that leaves no room for a blank and
   * the marker's 48 is refused at synth; the vendor would cut the marker off, and the create would fail.
   *
   * @default - not known, so nothing is refused at synth
   */
  readonly maxLength?: number;
}

/** What is known of a key. */
export interface VendorKeyOptions {
  /**
   * What becomes of a record that has the key and was there before. A key that holds the stack's own id (`AWS::StackId`,
   * as in the names of `VendorRoleName.unique`) can be no other's, and needs no choice; it may stand here all the same.
   *
   * @default - none; required of a registration whose key others might have
   */
  readonly onExisting?: OnExisting;
}

/**
 * How a record at the vendor is known to be ours. It decides whether a lost answer can be repaired: what is not known
 * to be ours is never adopted, changed or deleted.
 */
export class VendorOwnership {
  /**
   * A marker is appended to the user's own text in a field that the vendor gives back, a blank between. It is 48
   * characters long, and tells even the requests of one stack apart: where a vendor has such a field, take this.
   *
   * @param at JSON Pointer to that text field, in our body and in the vendor's record alike, such as `/description`
   * @param options how much the field holds
   */
  public static marker(at: string, options: VendorMarkerOptions = {}): VendorOwnership {
    refuseUnknown('VendorOwnership.marker', options, ['maxLength']);
    checkMemberPointer('ownership marker', at);
    const { maxLength } = options;
    if (maxLength !== undefined && !(Number.isSafeInteger(maxLength) && maxLength >= MARKER_LENGTH)) {
      refuse(
        'maxLength',
        maxLength,
        `has no room for our marker of ${MARKER_LENGTH}`,
        'mark another field, or recognise the record otherwise',
      );
    }
    return new VendorOwnership('marker', at, maxLength);
  }

  /**
   * A member of our body that no two records of the vendor have the same: the vendor must refuse a second (409). The
   * record that has our value is ours. Such a key carries nothing of the request that made it, hence `onExisting`.
   *
   * A key that stays while something else makes a replacement necessary stands in its own way, because the new record is
   * made before the old one goes: see `VendorApi.fingerprint`.
   *
   * @param at JSON Pointer to that member, in our body and in the vendor's record alike, such as `/config/role_arn`
   * @param options what becomes of a record that was there before
   */
  public static key(at: string, options: VendorKeyOptions = {}): VendorOwnership {
    refuseUnknown('VendorOwnership.key', options, ['onExisting']);
    checkMemberPointer('ownership key', at);
    const { onExisting } = options;
    if (onExisting !== undefined && !Object.values(OnExisting).includes(onExisting)) {
      refuse('onExisting', onExisting, 'is no OnExisting', 'write OnExisting.FAIL or OnExisting.ADOPT');
    }
    return new VendorOwnership('key', at, undefined, onExisting);
  }

  /**
   * Nothing in a record says whose it is. Nothing is adopted; a create whose answer was lost fails, and says what may
   * have stayed at the vendor.
   */
  public static none(): VendorOwnership {
    return new VendorOwnership('none');
  }

  /** @internal */
  public readonly _by: OwnershipWire['by'];

  /** @internal */
  public readonly _at: string;

  /** @internal */
  public readonly _maxLength?: number;

  /** @internal */
  public readonly _onExisting?: OnExisting;

  private constructor(by: OwnershipWire['by'], at = '', maxLength?: number, onExisting?: OnExisting) {
    this._by = by;
    this._at = at;
    this._maxLength = maxLength;
    this._onExisting = onExisting;
  }

  /**
   * @param isOnlyOurs whether no other stack can have the key
   * @internal
   */
  public _wire(isOnlyOurs = false): OwnershipWire {
    switch (this._by) {
      case 'marker':
        return { by: 'marker', at: this._at };
      case 'key':
        return { by: 'key', at: this._at, ...(isOnlyOurs ? {} : onExistingWire(this._onExisting)) };
      case 'none':
        return { by: 'none' };
    }
  }
}

function onExistingWire(onExisting: OnExisting | undefined): { readonly onExisting?: 'fail' | 'adopt' } {
  switch (onExisting) {
    case undefined:
      return {};
    case OnExisting.FAIL:
      return { onExisting: 'fail' };
    case OnExisting.ADOPT:
      return { onExisting: 'adopt' };
  }
}
