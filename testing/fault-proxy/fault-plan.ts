import type { Fault } from './fault';

/** A request as the proxy sees it, before any fault. */
export interface ProxiedRequest {
  /** The number of the request since the start, from 1. */
  readonly number: number;
  readonly method: string;
  /** The path as the client sent it, without the query. */
  readonly path: string;
  /** The decoded query. */
  readonly query: Readonly<Record<string, string>>;
  /** The number of the connection, from 1. */
  readonly connection: number;
  /** Whether an earlier request used the same connection. */
  readonly reused: boolean;
}

/** Chooses the fault of a request; undefined passes the request on. */
export type FaultPlan = (request: ProxiedRequest) => Fault | undefined;

/** Makes plans from faults and from other plans: `FaultPlan.on('POST', FaultPlan.times(1, Fault.reset('headers')))`. */
export const FaultPlan = {
  /** Every request meets the fault. */
  always(fault: Fault): FaultPlan {
    return () => fault;
  },

  /** The first requests that reach the plan meet the fault. */
  times(count: number, fault: Fault): FaultPlan {
    let asked = 0;
    return () => (asked++ < count ? fault : undefined);
  },

  /** Each request meets the next fault of the list. Undefined, and the end of the list, pass a request on. */
  sequence(faults: readonly (Fault | undefined)[]): FaultPlan {
    let asked = 0;
    return () => faults[asked++];
  },

  /** The first requests pass; the plan decides about the later ones. */
  after(count: number, plan: FaultPlan): FaultPlan {
    let asked = 0;
    return (request) => (asked++ < count ? undefined : plan(request));
  },

  /** The plan decides only about requests of this method. */
  on(method: string, plan: FaultPlan): FaultPlan {
    return (request) => (request.method === method ? plan(request) : undefined);
  },

  /** The plan decides only about requests with this path, or with a matching path. */
  at(path: string | RegExp, plan: FaultPlan): FaultPlan {
    return (request) =>
      (typeof path === 'string' ? request.path === path : request.path.search(path) >= 0) ? plan(request) : undefined;
  },

  /** The plans decide in turn, until one names a fault. */
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
