import { isLiteral, refuse } from '../validation/refuse';

/**
 * Values that others can guess: an account id, one character again and again, and words that stand in examples. An
 * external ID is no secret, yet must be one that another customer of the vendor would not come up with (IAM user
 * guide, "Access to AWS accounts owned by third parties").
 */
const GUESSABLE = /^(\d{12}|(.)\2*|(my-?)?(external-?id|id)|test|example|default|changeme|secret|password|vendor)$/i;

/** What the vendor must say when it assumes the role: the condition on `sts:ExternalId` in its trust. */
export class ExternalId {
  /**
   * A known or returned external ID: 2 to 1224 of letters, digits and `_+=,.@:/-` (IAM API reference, AssumeRole).
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
   * The risk: another customer of the vendor who guesses it, and your role's ARN, has the vendor reach into your
   * bucket on their behalf (the confused deputy).
   */
  public static acceptGuessable(value: string): ExternalId {
    checkForm('externalId', value);
    return new ExternalId(value);
  }

  /**
   * No external ID, for a vendor that has none.
   *
   * The risk: whoever makes the vendor's principal use your role's ARN reaches your bucket (the confused deputy).
   */
  public static acceptNone(): ExternalId {
    return new ExternalId(undefined);
  }

  private constructor(
    /** The external ID; undefined where there is none. */
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
  // Not even undefined passes, though the type says text: a trust without a condition would come of it.
  if (typeof value !== 'string' || (isLiteral(value) && !/^[\w+=,.@:/-]{2,1224}$/.test(value))) {
    refuse(prop, value, 'is not an external ID', 'write 2 to 1224 of letters, digits and _+=,.@:/-');
  }
}
