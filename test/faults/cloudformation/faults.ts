import type { Intercept, Interception, VendorRequest } from '../../../testing';

/**
 * What one request meets: a fault; the death of the function that sent it, before it is performed or after; or whatever
 * a function says, which may do something else first.
 */
export type Meets =
  | Interception
  | 'killed-before'
  | 'killed-after'
  | undefined
  | ((request: VendorRequest) => Interception | undefined);

/** What requests meet, method by method, each in turn; those that come after pass. */
export type Faults = Readonly<Record<string, readonly Meets[]>>;

/** The vendor, out of order. */
export function outOfOrder(faults: Faults, kill: () => void): Intercept {
  const seen: Record<string, number> = {};
  return (request) => {
    const { method } = request;
    const number = seen[method] ?? 0;
    seen[method] = number + 1;
    const meets = faults[method]?.[number];
    if (meets === 'killed-before' || meets === 'killed-after') {
      kill();
      return meets === 'killed-before' ? 'drop-before' : 'drop-after';
    }
    return typeof meets === 'function' ? meets(request) : meets;
  };
}

/** Every request of a method meets the fault; of all methods, where none is named. */
export function always(fault: Interception, method?: string): Intercept {
  return (request) => (method === undefined || request.method === method ? fault : undefined);
}

/** A refusal as the vendor words one. */
export function refusal(status: number, message = 'no', code = 1001): Interception {
  return { status, body: { requestId: 'request', status: 'ERROR', data: { code, message } } };
}

/** "Too many requests": try again after so many seconds. Nothing was done. */
export function later(seconds: number): Interception {
  return { status: 429, headers: { 'retry-after': String(seconds) } };
}
