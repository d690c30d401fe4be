import type { CustomResourceEvent } from '../cloudformation/custom-resource';

/** The messages to the process of a run. Every message has the time, in milliseconds since the epoch. */
export type ToChild =
  | {
      readonly kind: 'start';
      readonly now: number;
      readonly file: string;
      readonly handler: string;
      readonly event: CustomResourceEvent;
      readonly awsRequestId: string;
      readonly deadline: number;
    }
  /** A timer is due. */
  | { readonly kind: 'due'; readonly now: number; readonly timer: number };

/** The messages from the process of a run. */
export type FromChild =
  | { readonly kind: 'set'; readonly timer: number; readonly milliseconds: number }
  | { readonly kind: 'clear'; readonly timer: number }
  /** The process neither computes nor has an open request. It waits for a timer, or for nothing. */
  | { readonly kind: 'idle' }
  /** The handler has returned or thrown. */
  | { readonly kind: 'over'; readonly error?: string };
