import type { CustomResourceAnswer, CustomResourceEvent } from './custom-resource';

/**
 * The faults between CloudFormation and the function. Each member decides one kind of fault. A test may set and unset
 * members while the simulator runs.
 */
export interface Weather {
  /**
   * When Lambda delivers an event, in milliseconds after CloudFormation sent it. Each number is one delivery. `[0, 0]`
   * is a concurrent duplicate, `[0, 300_000]` a late duplicate, and `[]` a lost event.
   *
   * @default - one delivery, at once
   */
  deliveries?: (event: CustomResourceEvent) => readonly number[];

  /**
   * The number of boundaries that a delivery crosses before the function is killed; `undefined` lets it live. Every
   * effect has two boundaries: one right before it, and one right after it.
   *
   * @default - functions live
   */
  dies?: (event: CustomResourceEvent, delivery: number) => number | undefined;

  /**
   * Whether Lambda delivers an event again after a run that failed, was killed or timed out.
   *
   * @default - twice: after one minute, and after two more minutes
   */
  redelivers?: (event: CustomResourceEvent, delivery: number) => boolean;

  /**
   * Milliseconds that each effect of a run takes on its way there, and again on its way back.
   *
   * @default - no time
   */
  latency?: (event: CustomResourceEvent) => number;

  /**
   * The fate of an answer on its way. With a status, the ResponseURL refuses the answer. `lost`: CloudFormation does
   * not receive it. `unconfirmed`: CloudFormation receives it, but the function gets no reply.
   *
   * @default - CloudFormation receives it
   */
  answers?: (event: CustomResourceEvent, attempt: number) => number | 'lost' | 'unconfirmed' | undefined;

  /**
   * The text of a resource's properties in an event of `DescribeStackEvents`; `undefined` leaves it out.
   *
   * @default - the whole text
   */
  eventProperties?: (text: string) => string | undefined;

  /** Called with each answer that CloudFormation accepts: the first to an open request. */
  onAnswer?: (event: CustomResourceEvent, answer: CustomResourceAnswer) => void;
}
