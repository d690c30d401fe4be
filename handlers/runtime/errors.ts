/** Something went wrong, and this is what the user is told: what was tried, what came back, what to do. */
export class Failure extends Error {
  public override readonly name: string = 'Failure';
}

/** The vendor did not say how it turned out: a time-out, a reset, a 5xx. Something of ours may be there. */
export class Unsettled extends Failure {
  public override readonly name = 'Unsettled';
}

/** A record of ours was made on the way to this failure, and is there. */
export class LeftBehind extends Failure {
  public override readonly name = 'LeftBehind';
  public constructor(
    message: string,
    /** The vendor's id of it. */
    public readonly id: string,
  ) {
    super(message);
  }
}

/** An error's message, whatever was thrown. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
