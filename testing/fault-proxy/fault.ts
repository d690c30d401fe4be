import { gzipSync } from 'node:zlib';

/** Whether the upstream performs the request all the same, so that only its answer is lost. Default: false. */
interface Acted {
  readonly acted?: boolean;
}

/** Where an answer breaks off: before its first byte, amid its headers, amid its body, or short of its own length. */
export type BreakPoint = 'start' | 'headers' | 'body' | 'end';

/** An answer in place of the upstream's. */
export interface ReplyFault extends Acted {
  readonly kind: 'reply';
  readonly status: number;
  /** In place of those that the body brings along: `content-type` and `content-length`. */
  readonly headers?: Readonly<Record<string, string>>;
  /** Text and bytes are sent as they are, anything else as JSON; absent: no body. */
  readonly body?: unknown;
}

/** An answer of 200 whose body comes in chunks and is so many bytes long. */
export interface FloodFault extends Acted {
  readonly kind: 'flood';
  /** `Infinity` never ends. */
  readonly bytes: number;
}

/** Bytes in place of an answer, after which the connection is closed in good order. */
export interface RawFault extends Acted {
  readonly kind: 'raw';
  readonly text: string;
}

/** An answer that breaks off with a reset of the connection. */
export interface ResetFault extends Acted {
  readonly kind: 'reset';
  readonly at: BreakPoint;
}

/** An answer that never comes: the connection stays open until the client, or the proxy's `stop`, closes it. */
export interface SilenceFault extends Acted {
  readonly kind: 'silence';
}

/** The upstream's own answer, whose body comes in drops. */
export interface DripFault {
  readonly kind: 'drip';
  /** In one drop. */
  readonly bytes: number;
  /** Between two drops, in milliseconds. */
  readonly every: number;
}

/**
 * A GET is answered as the same GET was before the writes among the last so many requests, or of the last so many
 * milliseconds. The proxy knows no more than it has seen: a GET that was never made before those writes is answered as
 * it is.
 */
export interface LagFault {
  readonly kind: 'lag';
  readonly requests?: number;
  readonly milliseconds?: number;
}

/** What goes wrong with one request, as data. */
export type Fault = ReplyFault | FloodFault | RawFault | ResetFault | SilenceFault | DripFault | LagFault;

/** Makes faults: `Fault.reset('headers', { acted: true })`. */
export const Fault = {
  /** Any answer: `Fault.reply(429, { headers: { 'retry-after': '7' } })`. */
  reply(status: number, options: Omit<ReplyFault, 'kind' | 'status'> = {}): ReplyFault {
    return { kind: 'reply', status, ...options };
  },

  /** A redirect to a URL, or to a path of the same host. */
  redirect(status: 301 | 302 | 303 | 307 | 308, location: string): ReplyFault {
    return { kind: 'reply', status, headers: { location } };
  },

  /** JSON of so many bytes, which travels as a thousandth of them (`content-encoding: gzip`). */
  gzipBomb(bytes: number, options: Acted = {}): ReplyFault {
    const body = gzipSync(
      Buffer.concat([Buffer.from('{'), Buffer.alloc(Math.max(0, bytes - 2), ' '), Buffer.from('}')]),
    );
    const headers = { 'content-type': 'application/json', 'content-encoding': 'gzip' };
    return { kind: 'reply', status: 200, headers, body, ...options };
  },

  /** A body of so many bytes; without a number, one that never ends. */
  flood(bytes = Number.POSITIVE_INFINITY, options: Acted = {}): FloodFault {
    return { kind: 'flood', bytes, ...options };
  },

  /** Bytes that need not be HTTP. */
  raw(text: string, options: Acted = {}): RawFault {
    return { kind: 'raw', text, ...options };
  },

  /** A reset of the connection, before the answer or in the middle of it. */
  reset(at: BreakPoint = 'start', options: Acted = {}): ResetFault {
    return { kind: 'reset', at, ...options };
  },

  /** No answer, for as long as the client waits. */
  silence(options: Acted = {}): SilenceFault {
    return { kind: 'silence', ...options };
  },

  /** So many bytes every so many milliseconds. The upstream acts: it is its answer that is slow. */
  drip(bytes: number, every: number): DripFault {
    return { kind: 'drip', bytes, every };
  },

  /** A list that does not show the latest writes yet: `Fault.lag({ milliseconds: 2_000 })`. */
  lag(behind: Omit<LagFault, 'kind'>): LagFault {
    return { kind: 'lag', ...behind };
  },
} as const;
