import { isLiteral, refuse } from '../validation/refuse';

/**
 * Values that others can guess: an account id, one repeated character, and words of examples. An external ID is no
 * secret. But another customer of the vendor must not be able to guess it (IAM user guide, "Access to AWS accounts
 * owned by third parties").
 */
const GUESSABLE = /^(\d{12}|(.)\2*|(my-?)?(external-?id|id)|test|example|default|changeme|secret|password|vendor)$/i;

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
   * An external ID that others could guess, such as an account id.
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
  if (isLiteral(value) && GUESSABLE.test(value)) {
    refuse(prop, value, 'is easily guessed, and anyone who does could use the role through the vendor', 'write a UUID');
  }
}

function checkForm(prop: string, value: string): void {
  // Undefined is refused, too, though the type excludes it: the trust would then have no condition.
  if (typeof value !== 'string' || (isLiteral(value) && !/^[\w+=,.@:/-]{2,1224}$/.test(value))) {
    refuse(prop, value, 'is not an external ID', 'write 2 to 1224 of letters, digits and _+=,.@:/-');
  }
}
