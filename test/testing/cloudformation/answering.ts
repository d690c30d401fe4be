import type { CustomResourceEvent, Invocation, SimulatedFunction } from '../../../testing';

/** What a function under test makes of an event. */
export interface Answer {
  /** The physical id. */
  readonly id: string;
  /** Why it failed; absent, it succeeded. */
  readonly fails?: string;
  readonly data?: Record<string, unknown>;
  /** How long it works before it answers, in milliseconds. */
  readonly after?: number;
}

/** A function that answers each event as it is told, and says nothing where it is told nothing. */
export function answering(
  decide: (event: CustomResourceEvent, invocation: Invocation) => Answer | undefined,
): SimulatedFunction {
  return async (invocation) => {
    const answer = decide(invocation.event, invocation);
    if (answer === undefined) {
      return;
    }
    if (answer.after !== undefined) {
      await invocation.sleep(answer.after);
    }
    const { id, fails, data } = answer;
    await tell(invocation, {
      Status: fails === undefined ? 'SUCCESS' : 'FAILED',
      Reason: fails,
      PhysicalResourceId: id,
      Data: data,
    });
  };
}

/** Puts an answer, with what must be echoed, into the event's URL; gives the status that it got there. */
export function tell(invocation: Invocation, answer: Record<string, unknown>): Promise<number> {
  const { StackId, RequestId, LogicalResourceId, ResponseURL } = invocation.event;
  const body = Buffer.from(JSON.stringify({ StackId, RequestId, LogicalResourceId, ...answer }));
  return invocation.effect(async () => (await fetch(ResponseURL, { method: 'PUT', body })).status);
}
