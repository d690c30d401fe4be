import type { CustomResourceEvent } from '../cloudformation/custom-resource';

/** What the process of a run is told. Every message says what time it is, in milliseconds since the epoch. */
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

/** What it tells. */
export type FromChild =
  | { readonly kind: 'set'; readonly timer: number; readonly milliseconds: number }
  | { readonly kind: 'clear'; readonly timer: number }
  /** It neither computes nor has a request open: it waits for a timer, or for nothing at all. */
  | { readonly kind: 'idle' }
  /** The handler has returned, or thrown. */
  | { readonly kind: 'over'; readonly error?: string };
