import type { HttpRequest } from '../../handlers/runtime/effects';
import type { CustomResourceEvent, Intercept, Invocation, Weather } from '../../testing';

/** What a directed history decides, where chance decides in the others. Each member overrides the storm. */
export interface Script {
  /** When Lambda delivers an event, in milliseconds after CloudFormation sent it; undefined: once, at once. */
  readonly deliveries?: (event: CustomResourceEvent) => readonly number[] | undefined;
  /** Whether Lambda delivers an event again after a run that failed. Default: it does. */
  readonly redelivers?: (event: CustomResourceEvent) => boolean;
  /** Milliseconds that a run waits before it sends a request. */
  readonly before?: (request: HttpRequest, invocation: Invocation) => number;
  /** What happens to a run right after the answer to a request. */
  readonly after?: (request: HttpRequest, invocation: Invocation) => 'dies' | undefined;
  /** What happens to an answer on its way to CloudFormation. Default: it arrives. */
  readonly answers?: Weather['answers'];
  /** What happens to a request at the vendor. */
  readonly intercept?: Intercept;
}
