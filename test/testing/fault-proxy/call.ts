import { request as httpRequest, type IncomingHttpHeaders, type RequestOptions } from 'node:http';
import { request as httpsRequest } from 'node:https';
import type { ConnectionOptions } from 'node:tls';

/** All that a client heard of one request, up to the end, the error or its own time-out. */
export interface Heard {
  /** Absent: not even the headers came. */
  readonly status?: number;
  readonly headers?: IncomingHttpHeaders;
  readonly body: string;
  /** The code of what went wrong; `late` where the client's patience ended, `enough` where it had enough. */
  readonly error?: string;
}

export interface CallOptions extends Pick<RequestOptions, 'method' | 'headers' | 'agent'>, ConnectionOptions {
  readonly body?: string;
  /** The client's patience, in milliseconds. Default: it has no end. */
  readonly within?: number;
  /** The client hangs up when it has so many bytes of a body. */
  readonly upTo?: number;
}

/** Makes one request, on a connection of its own unless an agent says otherwise. */
export function call(url: string, { body, within, upTo, ...options }: CallOptions = {}): Promise<Heard> {
  return new Promise((resolve) => {
    const request = (url.startsWith('https:') ? httpsRequest : httpRequest)(url, { agent: false, ...options });
    let heard: Heard = { body: '' };
    const over = (error?: string) => {
      clearTimeout(timer);
      resolve({ ...heard, ...(error === undefined ? {} : { error }) });
      if (error !== undefined) {
        request.destroy();
      }
    };
    const timer = within === undefined ? undefined : setTimeout(() => over('late'), within);
    const failed = (error: NodeJS.ErrnoException) => over(error.code ?? error.message);
    request.on('error', failed);
    request.on('response', (response) => {
      heard = { status: response.statusCode, headers: response.headers, body: '' };
      response.on('data', (chunk: Buffer) => {
        heard = { ...heard, body: heard.body + chunk.toString('latin1') };
        if (upTo !== undefined && heard.body.length >= upTo) {
          over('enough');
        }
      });
      response.on('error', failed);
      response.on('end', () => over());
    });
    request.end(body);
  });
}
