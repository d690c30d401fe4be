import type { CustomResourceAnswer, CustomResourceEvent } from './custom-resource';

/**
 * What goes wrong between CloudFormation and the function. Each member decides one thing; absent, nothing goes wrong
 * there. Members may be set and unset while the simulator runs.
 */
export interface Weather {
  /**
   * When Lambda delivers an event, in milliseconds after it was sent: once for each number. `[0, 0]` is a concurrent
   * duplicate, `[0, 300_000]` one that comes late, `[]` a dropped event.
   *
   * @default - once, at once
   */
  deliveries?: (event: CustomResourceEvent) => readonly number[];

  /**
   * How many boundaries a delivery crosses before the function is killed; `undefined` lets it live. Every effect has two:
   * right before it, and right after it.
   *
   * @default - functions live
   */
  dies?: (event: CustomResourceEvent, delivery: number) => number | undefined;

  /**
   * Whether Lambda delivers an event again after a run that failed, was killed or timed out.
   *
   * @default - it does, twice: after one minute, and after two more
   */
  redelivers?: (event: CustomResourceEvent, delivery: number) => boolean;

  /**
   * How long each effect of a run takes on its way there, and again on its way back, in milliseconds.
   *
   * @default - no time
   */
  latency?: (event: CustomResourceEvent) => number;

  /**
   * What becomes of an answer on its way: a status, with which the ResponseURL refuses it; `lost`, and nobody hears of
   * it; `unconfirmed`, and CloudFormation has it, but the function never learns so.
   *
   * @default - it arrives
   */
  answers?: (event: CustomResourceEvent, attempt: number) => number | 'lost' | 'unconfirmed' | undefined;

  /** Called with each answer that CloudFormation takes: the first to a request, while it still waits. */
  onAnswer?: (event: CustomResourceEvent, answer: CustomResourceAnswer) => void;
}
