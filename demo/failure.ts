/** Something that the demo promises did not hold; its message is one sentence for the reader. */
export class DemoFailure extends Error {
  constructor(
    message: string,
    /** What led to it, such as a tool's output. */
    readonly details = '',
  ) {
    super(message);
  }
}

/** @throws DemoFailure with the sentence, where it does not hold */
export function ensure(holds: boolean, otherwise: string): asserts holds {
  if (!holds) throw new DemoFailure(otherwise);
}
