import type { Fault } from './fault';

/** A request as the proxy sees it, before anything is done with it. */
export interface ProxiedRequest {
  /** From 1, counted over all requests since the start. */
  readonly number: number;
  readonly method: string;
  /** As it was sent, without the query. */
  readonly path: string;
  /** Decoded. */
  readonly query: Readonly<Record<string, string>>;
  /** Which connection it came over, from 1. */
  readonly connection: number;
  /** Whether an earlier request came over the same connection. */
  readonly reused: boolean;
}

/** Says what goes wrong with a request; undefined passes it through. */
export type FaultPlan = (request: ProxiedRequest) => Fault | undefined;

/** Makes plans out of faults and of other plans: `FaultPlan.on('POST', FaultPlan.times(1, Fault.reset('headers')))`. */
export const FaultPlan = {
  /** Every request meets the fault. */
  always(fault: Fault): FaultPlan {
    return () => fault;
  },

  /** The first so many requests that the plan is asked about meet the fault. */
  times(count: number, fault: Fault): FaultPlan {
    let asked = 0;
    return () => (asked++ < count ? fault : undefined);
  },

  /** Each request meets the next of the faults; undefined lets one pass, and so does the end of the list. */
  sequence(faults: readonly (Fault | undefined)[]): FaultPlan {
    let asked = 0;
    return () => faults[asked++];
  },

  /** The first so many requests pass; the plan is asked about those that follow. */
  after(count: number, plan: FaultPlan): FaultPlan {
    let asked = 0;
    return (request) => (asked++ < count ? undefined : plan(request));
  },

  /** The plan is asked only about requests of this method. */
  on(method: string, plan: FaultPlan): FaultPlan {
    return (request) => (request.method === method ? plan(request) : undefined);
  },

  /** The plan is asked only about requests of this path, or of paths that match. */
  at(path: string | RegExp, plan: FaultPlan): FaultPlan {
    return (request) =>
      (typeof path === 'string' ? request.path === path : request.path.search(path) >= 0) ? plan(request) : undefined;
  },

  /** The plans are asked in turn, until one names a fault. */
  any(...plans: readonly FaultPlan[]): FaultPlan {
    return (request) => {
      for (const plan of plans) {
        const fault = plan(request);
        if (fault !== undefined) {
          return fault;
        }
      }
      return undefined;
    };
  },
} as const;
