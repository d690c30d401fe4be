import * as http from 'node:http';
import * as https from 'node:https';
import { HttpFailure, type HttpRequest, type HttpResponse } from './effects';

/** The longest that a connection may take to come about, TLS included, in milliseconds. */
export const CONNECT_TIMEOUT = 5_000;
const MAX_BODY_BYTES = 1_048_576;

/**
 * One exchange over HTTP. Node's own client and not `fetch`: it can bound the connect apart from the answer, and it
 * follows no redirect, where `fetch` would send our key's header along to another host.
 *
 * Each exchange has a connection of its own, because one that was kept may have died while the function was frozen;
 * certificates are verified whatever NODE_TLS_REJECT_UNAUTHORIZED says; nothing is decompressed.
 *
 * @param connectWithin milliseconds for the connection, within those for the whole
 */
export function exchange(request: HttpRequest, connectWithin = CONNECT_TIMEOUT): Promise<HttpResponse> {
  return new Promise((resolve, reject) => {
    let connected = false;
    const url = new URL(request.url);
    const secure = url.protocol === 'https:';
    const options = { method: request.method, headers: { ...request.headers }, agent: false };
    const outgoing = secure
      ? https.request(url, { ...options, rejectUnauthorized: true, minVersion: 'TLSv1.2' })
      : http.request(url, options);

    const fail = (message: string) => {
      over();
      reject(new HttpFailure(message, connected));
      outgoing.destroy();
    };
    // The first to be set is the first to go off where both are due at once, and knows better what is wrong.
    const patience = Math.min(connectWithin, request.timeout);
    const connect = setTimeout(() => fail(`no connection within ${patience} ms`), patience);
    const whole = setTimeout(() => fail(`no whole answer within ${request.timeout} ms`), request.timeout);
    const over = () => {
      clearTimeout(whole);
      clearTimeout(connect);
    };

    outgoing.on('socket', (socket) => {
      socket.once(secure ? 'secureConnect' : 'connect', () => {
        connected = true;
        clearTimeout(connect);
      });
    });
    outgoing.on('error', (error) => fail(error.message));
    // After an upgrade that nobody asked for, say, there is neither an error nor a response.
    let responded = false;
    outgoing.on('close', () => {
      if (!responded) {
        fail('the connection was closed without an answer');
      }
    });
    outgoing.on('response', (incoming) => {
      responded = true;
      const chunks: Buffer[] = [];
      let bytes = 0;
      incoming.on('data', (chunk: Buffer) => {
        bytes += chunk.length;
        chunks.push(chunk);
        if (bytes > MAX_BODY_BYTES) {
          fail(`an answer of more than ${MAX_BODY_BYTES} bytes`);
        }
      });
      incoming.on('error', (error) => fail(error.message));
      incoming.on('end', () => {
        over();
        const headers = Object.entries(incoming.headers).map(([name, value]) => [name, [value].flat().join(', ')]);
        resolve({
          status: incoming.statusCode ?? 0,
          headers: Object.fromEntries(headers),
          body: Buffer.concat(chunks).toString('utf8'),
        });
      });
    });
    outgoing.end(request.body);
  });
}
