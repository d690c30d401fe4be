/** A check of the demo failed. The message is one sentence for the user. */
export class DemoFailure extends Error {
  constructor(
    message: string,
    /** The cause at length, such as a tool's output. */
    readonly details = '',
  ) {
    super(message);
  }
}

/** @throws DemoFailure with the sentence `otherwise`, if `holds` is false */
export function ensure(holds: boolean, otherwise: string): asserts holds {
  if (!holds) throw new DemoFailure(otherwise);
}
