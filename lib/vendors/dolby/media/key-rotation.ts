import { Duration } from 'aws-cdk-lib/core';
import { refuse } from '../../../validation/refuse';

/** When a new access key replaces the present one. */
export class DolbyKeyRotation {
  /**
   * Secrets Manager rotates the key at this interval.
   *
   * @param interval whole days, from 2 to 1,000 (Secrets Manager API reference, `RotationRulesType`). It must be at
   * least a day longer than a URL may live. Each rotation deletes the key before the present one, at any hour of its
   * day.
   */
  public static every(interval: Duration): DolbyKeyRotation {
    const days = interval.toDays({ integral: false });
    if (!Number.isInteger(days) || days < 2 || days > 1_000) {
      refuse('interval', `${days} days`, 'is not 2 to 1,000 whole days', 'write Duration.days(30)');
    }
    return new DolbyKeyRotation(Duration.days(days));
  }

  /** Schedules no rotation. Set up the secret's rotation yourself, with the construct's `keysFunction`. */
  public static unscheduled(): DolbyKeyRotation {
    return new DolbyKeyRotation();
  }

  private constructor(
    /** The interval. Undefined where no rotation is scheduled. */
    public readonly interval?: Duration,
  ) {}
}
