import { refuse, refuseUnknown } from '../validation/refuse';
import { MARKER_LENGTH, type OwnershipWire } from './contract';
import { OnExisting } from './enums';
import { checkMemberPointer } from './pointer';

/** Facts about the field that holds the marker. */
export interface VendorMarkerOptions {
  /**
   * The most characters that the vendor keeps in that field. Synth refuses a user's text that leaves no room for a
   * blank and the marker of 48 characters. The vendor would cut the marker off, and the create would fail.
   *
   * @default - not known, so synth refuses nothing
   */
  readonly maxLength?: number;
}

/** Facts about a key. */
export interface VendorKeyOptions {
  /**
   * What the function does with an earlier record that has the key. No other stack can have a key with this stack's id
   * (`AWS::StackId`, as in the names of `VendorApi.ownName` and `VendorRoleName.unique`). Such a key needs no choice, but may have one.
   *
   * @default - none; required where another stack might have the key
   */
  readonly onExisting?: OnExisting;
}

/**
 * How the function recognises its own records at the vendor. This decides whether it can repair a lost answer. It never
 * adopts, changes or deletes a record that it does not recognise.
 */
export class VendorOwnership {
  /**
   * The function appends a marker to the user's text in a field that the vendor returns, after a blank. The marker has
   * 48 characters, and distinguishes even the requests of one stack. Use it where a vendor has such a field.
   *
   * @param at JSON Pointer to that text field, in the body and in the vendor's record, such as `/description`
   * @param options how many characters the field holds
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
   * A member of the body that is unique at the vendor. The vendor must refuse a second record with the same value
   * (409). The function takes the record with the body's value for its own. Such a key does not name the request that
   * made the record. So `onExisting` must say what to do with earlier records.
   *
   * In a replacement, the function makes the new record before the old one is removed. An unchanged key would collide:
   * see `VendorApi.fingerprint`.
   *
   * @param at JSON Pointer to that member, in the body and in the vendor's record, such as `/config/role_arn`
   * @param options what to do with an earlier record
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
   * Nothing in a record tells who made it. The function adopts no record. A create whose answer was lost fails, and
   * names the record that may have stayed at the vendor.
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
