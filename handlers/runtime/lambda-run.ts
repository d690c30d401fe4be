import type { StackEffects } from './effects';
import type { Redactor } from './redactor';

/** What Lambda tells a function of its own run. */
export interface LambdaContext {
  readonly awsRequestId: string;
  getRemainingTimeInMillis(): number;
}

/** What the guard shares with the run that it guards. */
export interface Run {
  readonly log: StackEffects['log'];
  readonly count: NonNullable<StackEffects['count']>;
  readonly redactor: Redactor;
  /** Whether the run is over, or the guard has answered in its place: nothing may be done any more. */
  readonly over: () => boolean;
}
