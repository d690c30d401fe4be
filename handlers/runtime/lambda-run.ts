import type { StackEffects } from './effects';
import type { Redactor } from './redactor';

/** The part of Lambda's context that our functions read. */
export interface LambdaContext {
  readonly awsRequestId: string;
  getRemainingTimeInMillis(): number;
}

/** The run of one event, which the guard shares with the code that carries the event out. */
export interface Run {
  readonly log: StackEffects['log'];
  readonly count: NonNullable<StackEffects['count']>;
  readonly redactor: Redactor;
  /** Whether the guard has answered for this run. The run must then do nothing more. */
  readonly over: () => boolean;
}
