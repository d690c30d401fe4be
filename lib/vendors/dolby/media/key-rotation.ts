import { Duration } from 'aws-cdk-lib/core';
import { refuse } from '../../../validation/refuse';

/** When a new access key takes the place of the present one. */
export class DolbyKeyRotation {
  /**
   * Secrets Manager rotates the key every so often.
   *
   * @param interval whole days, from 2 to 1,000 (Secrets Manager API reference, `RotationRulesType`); at least a day more
   * than a URL may live, because the key before the present one goes as the next is made, at any hour of its day
   */
  public static every(interval: Duration): DolbyKeyRotation {
    const days = interval.toDays({ integral: false });
    if (!Number.isInteger(days) || days < 2 || days > 1_000) {
      refuse('interval', `${days} days`, 'is not 2 to 1,000 whole days', 'write Duration.days(30)');
    }
    return new DolbyKeyRotation(Duration.days(days));
  }

  /** Nothing is scheduled: you set the secret's rotation up yourself, with the construct's `keysFunction`. */
  public static unscheduled(): DolbyKeyRotation {
    return new DolbyKeyRotation();
  }

  private constructor(
    /** How often; undefined where nothing is scheduled. */
    public readonly interval?: Duration,
  ) {}
}
