import * as http from 'node:http';
import * as https from 'node:https';
import { decodeContent, tooLarge } from './content-encoding';
import { HttpFailure, type HttpRequest, type HttpResponse } from './effects';
import { isForbiddenLoopback } from './environment';
import { messageOf } from './errors';
import { proxyAgent } from './proxy-agent';

/** The time-out of a connection, its TLS handshake included, in milliseconds. */
export const CONNECT_TIMEOUT = 5_000;
const MAX_BODY_BYTES = 1_048_576;

/**
 * Sends one HTTP request. Rejects with an HttpFailure.
 *
 * It uses Node's own client, because `fetch` cannot bound the connection apart from the response. `fetch` also follows
 * redirects, and would send our key's header to another host.
 *
 * Each exchange opens a connection, because Lambda may freeze the function, and a kept connection dies meanwhile.
 * Certificates are verified even where NODE_TLS_REJECT_UNAUTHORIZED says no. No compression is asked for, and a body that
 * comes compressed all the same is decompressed. HTTPS goes through the proxy of the environment, see {@link proxyAgent}.
 *
 * @param connectTimeout the time-out of the connection, in milliseconds; the request's own time-out bounds it, too
 */
export function exchange(request: HttpRequest, connectTimeout = CONNECT_TIMEOUT): Promise<HttpResponse> {
  return new Promise((resolve, reject) => {
    let connected = false;
    const url = new URL(request.url);
    if (isForbiddenLoopback(url)) {
      // Whoever named the URL: a base URL, a vendor's next page, or the event.
      reject(new HttpFailure(`${url.host} is this machine, where a deployed function has no vendor`, false));
      return;
    }
    const secure = url.protocol === 'https:';
    const options = {
      method: request.method,
      headers: { 'accept-encoding': 'identity', ...request.headers },
    };
    const outgoing = secure
      ? https.request(url, {
          ...options,
          agent: proxyAgent() ?? false,
          rejectUnauthorized: true,
          minVersion: 'TLSv1.2',
        })
      : http.request(url, { ...options, agent: false });

    const fail = (message: string) => {
      over();
      reject(new HttpFailure(message, connected));
      outgoing.destroy();
    };
    // Set first, so that it fires first where both time-outs are equal: its message is the more exact one.
    const connectWithin = Math.min(connectTimeout, request.timeout);
    const connect = setTimeout(() => fail(`no connection within ${connectWithin} ms`), connectWithin);
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
    // Node emits neither an error nor a response where the server upgrades the connection, for example.
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
          fail(tooLarge(MAX_BODY_BYTES));
        }
      });
      incoming.on('error', (error) => fail(error.message));
      incoming.on('end', () => {
        over();
        const entries = Object.entries(incoming.headers).map(([name, value]) => [name, [value].flat().join(', ')]);
        const headers = Object.fromEntries(entries);
        decodeContent(Buffer.concat(chunks), headers['content-encoding'], MAX_BODY_BYTES).then(
          (body) => resolve({ status: incoming.statusCode ?? 0, headers, body: body.toString('utf8') }),
          (error: unknown) => fail(messageOf(error)),
        );
      });
    });
    outgoing.end(request.body);
  });
}
