import { Duration } from 'aws-cdk-lib/core';
import { refuse, refuseUnknown } from '../validation/refuse';
import type { OutcomeWire } from './contract';
import { checkMemberPointer } from './pointer';

/** How the function reads the outcome. */
export interface VendorOutcomeOptions {
  /** The values, as text, that mean success. A boolean is `true` or `false`. */
  readonly success: string[];

  /**
   * The values that mean failure. A value in neither list means that the vendor has not decided yet.
   *
   * @default - none: the function asks until the value means success, or the time is over
   */
  readonly failure?: string[];

  /**
   * JSON Pointer to the vendor's reason, for the stack's event.
   *
   * @default - the vendor gives none
   */
  readonly reason?: string;

  /**
   * The path to ask. `{id}` is the id in the answer, at the API's `id`.
   *
   * @default - a registration reads the record itself; a call is repeated
   */
  readonly path?: string;

  /**
   * The time between two looks, from a second.
   *
   * @default Duration.seconds(5)
   */
  readonly every?: Duration;

  /**
   * The time for all looks, up to four minutes, because the function has five.
   *
   * @default Duration.minutes(2)
   */
  readonly within?: Duration;
}

const KNOWN = ['success', 'failure', 'reason', 'path', 'every', 'within'];

/** The function's five minutes, less one minute for its other work. */
const LONGEST = Duration.minutes(4);

/**
 * How the function learns whether a request succeeded after the vendor accepted it. Examples are a 202, a validation
 * that takes time, and a check that fails while IAM settles. A create that fails in the end removes the record that it
 * made.
 */
export class VendorOutcome {
  /**
   * A member of the answer holds the outcome.
   *
   * @param pointer JSON Pointer to it in the record, such as `/status`
   * @param options the meaning of its values, and how to ask
   */
  public static at(pointer: string, options: VendorOutcomeOptions): VendorOutcome {
    refuseUnknown('VendorOutcome.at', options, KNOWN);
    return new VendorOutcome(pointer, options);
  }

  /** @internal */
  public readonly _path?: string;

  private readonly wire: OutcomeWire;

  private constructor(at: string, options: VendorOutcomeOptions) {
    const { success, failure = [], reason, path } = options;
    checkMemberPointer('outcome', at);
    checkMemberPointer('reason', reason);
    checkValues(success, failure);
    this._path = path;
    this.wire = {
      at,
      success,
      ...(failure.length > 0 ? { failure } : {}),
      reason,
      path,
      ...times(options),
    };
  }

  /** @internal */
  public _wire(): OutcomeWire {
    return this.wire;
  }
}

function checkValues(success: string[], failure: string[]): void {
  if (success.length === 0) {
    refuse('success', success, 'lets nothing turn out well', "write the values that do, such as ['READY']");
  }
  for (const value of [...success, ...failure]) {
    if (typeof value !== 'string') {
      refuse('outcome', value, 'is not text, and values compare as text', `write '${String(value)}'`);
    }
  }
  for (const value of failure) {
    if (success.includes(value)) {
      refuse('failure', value, 'also means success', 'leave it out of one of the two');
    }
  }
}

function times({ every = Duration.seconds(5), within = Duration.minutes(2) }: VendorOutcomeOptions) {
  const [pause, whole] = [milliseconds('every', every), milliseconds('within', within)];
  if (whole > LONGEST.toMilliseconds()) {
    refuse('within', within.toHumanString(), 'is longer than the function has', 'write at most Duration.minutes(4)');
  }
  if (pause < 1000 || pause > whole) {
    refuse(
      'every',
      every.toHumanString(),
      `is less than a second, or more than ${within.toHumanString()} in all`,
      'write from Duration.seconds(1) to within',
    );
  }
  return { every: String(pause), within: String(whole) };
}

function milliseconds(prop: string, duration: Duration): number {
  if (duration.isUnresolved()) {
    refuse(prop, '<token>', 'is known to the deploy only', 'write the time out');
  }
  return duration.toMilliseconds();
}
