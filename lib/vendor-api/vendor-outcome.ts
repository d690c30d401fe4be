import { Duration } from 'aws-cdk-lib/core';
import { refuse, refuseUnknown } from '../validation/refuse';
import type { OutcomeWire } from './contract';
import { checkMemberPointer } from './pointer';

/** What the outcome is told by. */
export interface VendorOutcomeOptions {
  /** The values, as text, that mean that it turned out well; a boolean is `true` or `false`. */
  readonly success: string[];

  /**
   * The values that mean that it did not. One in neither list means that it is not decided yet.
   *
   * @default - none: it is asked until it turned out well, or the time is over
   */
  readonly failure?: string[];

  /**
   * JSON Pointer to the vendor's reason, for the stack's event.
   *
   * @default - the vendor gives none
   */
  readonly reason?: string;

  /**
   * Where it is asked; `{id}` is the id in the answer, at the API's `id`.
   *
   * @default - of a registration: the record itself; a call is made again
   */
  readonly path?: string;

  /**
   * How long to wait between two looks, from a second.
   *
   * @default Duration.seconds(5)
   */
  readonly every?: Duration;

  /**
   * How long to look in all, up to four minutes: the function has five.
   *
   * @default Duration.minutes(2)
   */
  readonly within?: Duration;
}

const KNOWN = ['success', 'failure', 'reason', 'path', 'every', 'within'];

/** The function's five minutes, less one for what comes before and after. */
const LONGEST = Duration.minutes(4);

/**
 * How a request that the vendor accepted turned out: a 202 that is worked off, a validation that takes its time, a check
 * that fails while IAM settles. A create that turned out badly removes the record that it has just made.
 */
export class VendorOutcome {
  /**
   * The outcome stands in a member of the answer.
   *
   * @param pointer JSON Pointer to it in the record, such as `/status`
   * @param options what its values mean, and how it is asked
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
