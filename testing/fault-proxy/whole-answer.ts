import type { ServerResponse } from 'node:http';
import type { ReplyFault } from './fault';
import type { UpstreamAnswer } from './upstream';

/** Sends the upstream's answer. */
export function sendAnswer(response: ServerResponse, { status, headers, body }: UpstreamAnswer): void {
  response.writeHead(status, { ...headers, 'content-length': body.length });
  response.end(body);
}

/** Sends an answer in place of the upstream's. */
export function sendReply(response: ServerResponse, { status, headers = {}, body }: ReplyFault): void {
  const { type, bytes } = encode(body);
  response.statusCode = status;
  if (type !== undefined) {
    response.setHeader('content-type', type);
  }
  response.setHeader('content-length', bytes.length);
  // Set one by one: a header of the reply replaces our header, whatever its letters' case.
  for (const [name, value] of Object.entries(headers)) {
    response.setHeader(name, value);
  }
  response.end(bytes);
}

function encode(body: unknown): { readonly type?: string; readonly bytes: Uint8Array } {
  if (body === undefined) {
    return { bytes: new Uint8Array() };
  }
  if (body instanceof Uint8Array) {
    return { type: 'application/octet-stream', bytes: body };
  }
  return typeof body === 'string'
    ? { type: 'text/plain; charset=utf-8', bytes: Buffer.from(body) }
    : { type: 'application/json', bytes: Buffer.from(JSON.stringify(body)) };
}
