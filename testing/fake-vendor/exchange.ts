/** One request as a fake vendor saw it, without the key of its sign-in. */
export interface VendorRequest {
  readonly method: string;
  /** The path as the client sent it, with the vendor's base path and without the query. */
  readonly path: string;
  /** The decoded query, without a key. */
  readonly query: Readonly<Record<string, string>>;
  /** The organisation in the vendor's own header, where the request has one. */
  readonly tenant?: string;
  /** The body parsed as JSON; its text where it is not JSON; absent without a body. */
  readonly body?: unknown;
}

/** One answer. The fake sends a body that is not text as JSON. */
export interface VendorReply {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
}

/**
 * What happens to a request in place of its ordinary answer:
 * - a reply: the fake sends it, and does not perform the request;
 * - `drop-before`: the fake closes the connection, and does not perform the request;
 * - `drop-after`: the fake performs the request, and closes the connection without an answer.
 */
export type Interception = VendorReply | 'drop-before' | 'drop-after';

/** Looks at each request before it is performed; `undefined` lets it through. */
export type Intercept = (request: VendorRequest) => Interception | undefined;

/** The result of a request: the reply or `drop`, and the status. */
export interface Outcome {
  readonly reply: VendorReply | 'drop';
  /** Absent where the fake dropped the request before it performed it. */
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
