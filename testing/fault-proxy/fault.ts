import { gzipSync } from 'node:zlib';

/** Whether the upstream performs the request, so that only its answer is lost. Default: false. */
interface Acted {
  readonly acted?: boolean;
}

/** Where an answer breaks off: before its first byte, in its headers, in its body, or before its announced end. */
export type BreakPoint = 'start' | 'headers' | 'body' | 'end';

/** An answer in place of the upstream's answer. */
export interface ReplyFault extends Acted {
  readonly kind: 'reply';
  readonly status: number;
  /** These replace the headers that the body needs: `content-type` and `content-length`. */
  readonly headers?: Readonly<Record<string, string>>;
  /** The proxy sends text and bytes as they are, and any other value as JSON. Absent: no body. */
  readonly body?: unknown;
}

/** An answer of 200 with a body of this number of bytes, in chunks. */
export interface FloodFault extends Acted {
  readonly kind: 'flood';
  /** `Infinity`: the body never ends. */
  readonly bytes: number;
}

/** Bytes in place of an answer. Then the proxy closes the connection without a reset. */
export interface RawFault extends Acted {
  readonly kind: 'raw';
  readonly text: string;
}

/** An answer that breaks off with a reset of the connection. */
export interface ResetFault extends Acted {
  readonly kind: 'reset';
  readonly at: BreakPoint;
}

/** An answer that never comes. The connection stays open until the client or the proxy's `stop` closes it. */
export interface SilenceFault extends Acted {
  readonly kind: 'silence';
}

/** The upstream's own answer, with its body in drops. */
export interface DripFault {
  readonly kind: 'drip';
  /** The bytes of one drop. */
  readonly bytes: number;
  /** Milliseconds between two drops. */
  readonly every: number;
}

/**
 * A GET gets the answer that it had before the latest writes: those in the last requests, or in the last milliseconds.
 * The proxy knows only the answers that it has seen. A GET that is new since then gets the present answer.
 */
export interface LagFault {
  readonly kind: 'lag';
  readonly requests?: number;
  readonly milliseconds?: number;
}

/** The fault of one request, as data. */
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

  /** JSON of this number of bytes, which travels as a thousandth of them (`content-encoding: gzip`). */
  gzipBomb(bytes: number, options: Acted = {}): ReplyFault {
    const body = gzipSync(
      Buffer.concat([Buffer.from('{'), Buffer.alloc(Math.max(0, bytes - 2), ' '), Buffer.from('}')]),
    );
    const headers = { 'content-type': 'application/json', 'content-encoding': 'gzip' };
    return { kind: 'reply', status: 200, headers, body, ...options };
  },

  /** A body of this number of bytes. Without a number it never ends. */
  flood(bytes = Number.POSITIVE_INFINITY, options: Acted = {}): FloodFault {
    return { kind: 'flood', bytes, ...options };
  },

  /** Bytes that may be no HTTP. */
  raw(text: string, options: Acted = {}): RawFault {
    return { kind: 'raw', text, ...options };
  },

  /** A reset of the connection, before the answer or in the middle of it. */
  reset(at: BreakPoint = 'start', options: Acted = {}): ResetFault {
    return { kind: 'reset', at, ...options };
  },

  /** No answer while the client waits. */
  silence(options: Acted = {}): SilenceFault {
    return { kind: 'silence', ...options };
  },

  /** Sends this number of bytes at this interval, in milliseconds. The upstream acts; only its answer is slow. */
  drip(bytes: number, every: number): DripFault {
    return { kind: 'drip', bytes, every };
  },

  /** A list that does not show the latest writes yet: `Fault.lag({ milliseconds: 2_000 })`. */
  lag(behind: Omit<LagFault, 'kind'>): LagFault {
    return { kind: 'lag', ...behind };
  },
} as const;
