/** A failure whose message the user reads: what was tried, what came back, and what to do. */
export class Failure extends Error {
  public override readonly name: string = 'Failure';
}

/** The vendor gave no usable answer: a time-out, a reset or a 5xx. It may have acted, so a record of ours may exist. */
export class Unsettled extends Failure {
  public override readonly name = 'Unsettled';
}

/** The vendor made a record of ours before this failure, and still has it. */
export class LeftBehind extends Failure {
  public override readonly name = 'LeftBehind';
  public constructor(
    message: string,
    /** The vendor's id of the record. */
    public readonly id: string,
  ) {
    super(message);
  }
}

/** The message of anything that was thrown. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
