/** The requests a minute of one access token to one collection, by method. Other methods have no limit. */
export interface RateLimits {
  readonly GET: number;
  readonly POST: number;
  /** All requests together, of any method and to any collection. It replaces the limits by method. */
  readonly all?: number;
}

/** How a refusal says when the client may try again: as the vendor does, by `Retry-After` alone, or not at all. */
export type RateLimitDialect = 'x-ratelimit' | 'retry-after' | 'silent';

/**
 * The vendor's limits for encoding outputs and inputs. It documents none for analytics, which has the same limits here.
 */
export const DEFAULT_RATE_LIMITS: RateLimits = { GET: 4000, POST: 1000 };

/** Whether a request may pass, and the headers with the rest of the limit. */
export interface RateLimitVerdict {
  readonly allowed: boolean;
  readonly headers: Readonly<Record<string, string>>;
}

const WINDOW_MS = 60_000;

/**
 * Counts the requests of one access token in windows of a minute. It counts GET and POST and each collection apart,
 * unless there is a limit for all.
 */
export class RateLimiter {
  readonly #limits: RateLimits;
  readonly #now: () => Date;
  readonly #dialect: RateLimitDialect;
  readonly #windows = new Map<string, { start: number; count: number }>();

  constructor(limits: RateLimits, now: () => Date, dialect: RateLimitDialect = 'x-ratelimit') {
    this.#limits = limits;
    this.#now = now;
    this.#dialect = dialect;
  }

  /** Counts one request. A method without a limit passes, and gets no headers. */
  take(method: string, collection: string): RateLimitVerdict {
    const { all } = this.#limits;
    const limit = all ?? (method === 'GET' || method === 'POST' ? this.#limits[method] : undefined);
    if (limit === undefined) {
      return { allowed: true, headers: {} };
    }
    const now = this.#now().getTime();
    const window = this.#window(all === undefined ? `${method} ${collection}` : 'all', now);
    const allowed = window.count < limit;
    if (allowed) {
      window.count += 1;
    }
    // Whole seconds until the window ends, 1 to 60.
    const reset = Math.max(1, Math.ceil((window.start + WINDOW_MS - now) / 1000));
    return { allowed, headers: this.#headers(allowed, limit, limit - window.count, reset) };
  }

  #headers(allowed: boolean, limit: number, remaining: number, reset: number): Readonly<Record<string, string>> {
    if (this.#dialect === 'x-ratelimit') {
      return {
        'x-ratelimit-limit': String(limit),
        'x-ratelimit-remaining': String(remaining),
        'x-ratelimit-reset': String(reset),
      };
    }
    return this.#dialect === 'retry-after' && !allowed ? { 'retry-after': String(reset) } : {};
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
