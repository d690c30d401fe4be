import { checkText, holdParameters } from '../validation/check';
import { refuse } from '../validation/refuse';

/**
 * The external ID that the vendor must send when it assumes the role. The role's trust compares it with
 * `sts:ExternalId`.
 */
export class ExternalId {
  /**
   * An external ID that you know, or that the vendor returned: 2 to 1224 of letters, digits and `_+=,.@:/-` (IAM API
   * reference, AssumeRole).
   *
   * @throws if it is malformed, or easily guessed (see `acceptGuessable`)
   */
  public static of(value: string): ExternalId {
    checkExternalId('externalId', value);
    return new ExternalId(value);
  }

  /**
   * An external ID that others could guess, such as an account id, for a vendor that wants such a one.
   *
   * The risk: another customer of the vendor guesses it, and your role's ARN. The vendor then uses your bucket for that
   * customer (the confused deputy).
   */
  public static acceptGuessable(value: string): ExternalId {
    checkForm('externalId', value);
    return new ExternalId(value);
  }

  /**
   * No external ID, for a vendor that sends none.
   *
   * The risk: any customer who makes the vendor's principal use your role's ARN reaches your bucket (the confused
   * deputy).
   */
  public static acceptNone(): ExternalId {
    return new ExternalId(undefined);
  }

  private constructor(
    /** The external ID. Undefined where the vendor sends none. */
    public readonly value?: string,
  ) {}
}

/** Refuses an external ID that AWS would refuse, or that is easily guessed. Tokens pass. */
export function checkExternalId(prop: string, value: string): void {
  checkForm(prop, value);
  checkText(prop, value, 'externalId');
}

function checkForm(prop: string, value: string): void {
  // Undefined is refused, too, though the type excludes it: the trust would then have no condition.
  if (typeof value !== 'string') {
    refuse(prop, value, 'is not an external ID', 'write 2 to 1224 of letters, digits and _+=,.@:/-');
  }
  checkText(prop, value, 'externalIdForm');
  holdParameters(value, 'externalIdForm');
}
