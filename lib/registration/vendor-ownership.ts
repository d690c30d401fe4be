import { checkMemberPointer } from './pointer';

/**
 * How a record at the vendor is known to be ours. It decides whether a lost answer can be repaired: what is not known
 * to be ours is never adopted, changed or deleted.
 */
export class VendorOwnership {
  /**
   * A marker is appended to the user's own text in a field that the vendor gives back, a blank between. It is 48
   * characters long.
   *
   * @param at JSON Pointer to that text field, in our body and in the vendor's record alike, such as `/description`
   */
  public static marker(at: string): VendorOwnership {
    checkMemberPointer('ownership marker', at);
    return new VendorOwnership(at);
  }

  private constructor(
    /** JSON Pointer to the field that holds the marker. */
    public readonly at: string,
  ) {}
}
