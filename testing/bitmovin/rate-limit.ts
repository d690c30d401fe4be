/** How many requests a minute one access token may make to one collection, by method. Others are not limited. */
export interface RateLimits {
  readonly GET: number;
  readonly POST: number;
}

/** What the vendor says about encoding outputs and inputs; no row for analytics was found, so it has the same here. */
export const DEFAULT_RATE_LIMITS: RateLimits = { GET: 4000, POST: 1000 };

/** Whether a request may pass, and the headers that say how many more may. */
export interface RateLimitVerdict {
  readonly allowed: boolean;
  readonly headers: Readonly<Record<string, string>>;
}

const WINDOW_MS = 60_000;

/** Counts the requests of one access token in windows of a minute, GET and POST and each collection apart. */
export class RateLimiter {
  readonly #limits: RateLimits;
  readonly #now: () => Date;
  readonly #windows = new Map<string, { start: number; count: number }>();

  constructor(limits: RateLimits, now: () => Date) {
    this.#limits = limits;
    this.#now = now;
  }

  /** Counts one request; a method without a limit passes uncounted and has no headers. */
  take(method: string, collection: string): RateLimitVerdict {
    if (method !== 'GET' && method !== 'POST') {
      return { allowed: true, headers: {} };
    }
    const limit = this.#limits[method];
    const now = this.#now().getTime();
    const window = this.#window(`${method} ${collection}`, now);
    const allowed = window.count < limit;
    if (allowed) {
      window.count += 1;
    }
    const headers = {
      'x-ratelimit-limit': String(limit),
      'x-ratelimit-remaining': String(limit - window.count),
      // Whole seconds until the window is over, 1 to 60.
      'x-ratelimit-reset': String(Math.max(1, Math.ceil((window.start + WINDOW_MS - now) / 1000))),
    };
    return { allowed, headers };
  }

  #window(name: string, now: number): { start: number; count: number } {
    const open = this.#windows.get(name);
    if (open && now >= open.start && now < open.start + WINDOW_MS) {
      return open;
    }
    const fresh = { start: now, count: 0 };
    this.#windows.set(name, fresh);
    return fresh;
  }
}
