import { request as httpRequest, type IncomingHttpHeaders, type OutgoingHttpHeaders } from 'node:http';

/** A whole request for the upstream. */
export interface Passed {
  readonly method: string;
  /** Path and query, as the client sent them. */
  readonly target: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

/** The upstream's whole answer. */
export interface UpstreamAnswer {
  readonly status: number;
  readonly headers: OutgoingHttpHeaders;
  readonly body: Buffer;
}

/** Headers that belong to one connection only (RFC 9110, section 7.6.1). */
const HOP_BY_HOP = ['connection', 'keep-alive', 'transfer-encoding', 'host', 'content-length', 'expect'];

/**
 * Passes a request on, and waits for the whole answer. Each request has its own connection, so that no fault reaches
 * the upstream.
 *
 * @param origin scheme, host and port, without a slash at the end
 * @throws the error of the connection
 */
export function passOn(origin: string, { method, target, headers, body }: Passed): Promise<UpstreamAnswer> {
  return new Promise((resolve, reject) => {
    const length = body.length > 0 || headers['content-length'] !== undefined ? { 'content-length': body.length } : {};
    const options = { method, headers: { ...endToEnd(headers), ...length }, agent: false };
    const outgoing = httpRequest(`${origin}${target}`, options, (incoming) => {
      const chunks: Buffer[] = [];
      incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
      incoming.on('error', reject);
      incoming.on('end', () => {
        const answer = Buffer.concat(chunks);
        resolve({ status: incoming.statusCode ?? 502, headers: endToEnd(incoming.headers), body: answer });
      });
    });
    outgoing.on('error', reject);
    outgoing.end(body);
  });
}

function endToEnd(headers: IncomingHttpHeaders): OutgoingHttpHeaders {
  return Object.fromEntries(Object.entries(headers).filter(([name]) => !HOP_BY_HOP.includes(name)));
}
