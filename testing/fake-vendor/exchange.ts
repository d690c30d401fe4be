/** One request as a fake vendor saw it. The key it was signed in with is never part of it. */
export interface VendorRequest {
  readonly method: string;
  /** The path as it was sent, with the vendor's base path and without the query. */
  readonly path: string;
  /** The query, decoded, without a key that was sent there. */
  readonly query: Readonly<Record<string, string>>;
  /** The organisation that the request named in the vendor's own header, if it named one. */
  readonly tenant?: string;
  /** The body parsed as JSON; its text where it is not JSON; absent where there was none. */
  readonly body?: unknown;
}

/** One answer. A body that is not text is sent as JSON. */
export interface VendorReply {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
}

/**
 * What happens to a request in place of its ordinary answer:
 * - a reply: it is sent, and the request is not performed;
 * - `drop-before`: the connection is closed and the request is not performed;
 * - `drop-after`: the request is performed, and the connection is closed without an answer.
 */
export type Interception = VendorReply | 'drop-before' | 'drop-after';

/** Looks at each request before it is performed; `undefined` lets it through. */
export type Intercept = (request: VendorRequest) => Interception | undefined;

/** What came of a request: the reply to send, or `drop`, and the status it was performed with. */
export interface Outcome {
  readonly reply: VendorReply | 'drop';
  /** Absent where the request was dropped before it was performed. */
  readonly status?: number;
}

/** Performs a request, unless the interception answers or drops it. */
export async function performUnlessIntercepted(
  request: VendorRequest,
  intercept: Intercept | undefined,
  perform: () => VendorReply | Promise<VendorReply>,
): Promise<Outcome> {
  const interception = intercept?.(request);
  if (interception === 'drop-before') {
    return { reply: 'drop' };
  }
  if (interception !== undefined && interception !== 'drop-after') {
    return { reply: interception, status: interception.status };
  }
  const reply = await perform();
  return { reply: interception === 'drop-after' ? 'drop' : reply, status: reply.status };
}
