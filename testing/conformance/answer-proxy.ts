import type { IncomingMessage, ServerResponse } from 'node:http';
import { parseJson } from '../fake-vendor/json';
import { LOOPBACK } from '../fake-vendor/loopback-server';
import { listenHttp, type ServedListener } from '../fault-proxy/listener';
import { passOn } from '../fault-proxy/upstream';
import { sendAnswer } from '../fault-proxy/whole-answer';

/** One answer of the vendor, with its request. */
export interface ProxiedAnswer {
  readonly method: string;
  /** The path as the client sent it, without the query. */
  readonly path: string;
  readonly status: number;
  /** Undefined where the body is not JSON. */
  readonly json: unknown;
}

/**
 * A proxy right before a fake, which records the fake's answers. It can also change them: a real vendor may store
 * shorter fields than its documents say.
 */
export class AnswerProxy {
  static async start(upstream: string): Promise<AnswerProxy> {
    const proxy = new AnswerProxy(new URL(upstream));
    proxy.#listener = await listenHttp(0, undefined, (incoming, response) => proxy.#serve(incoming, response));
    return proxy;
  }

  /** The vendor's answers, in their order. */
  readonly answers: ProxiedAnswer[] = [];
  /** Returns the JSON that the client gets in place of the vendor's; `undefined` keeps the vendor's. */
  change: ((answer: ProxiedAnswer) => unknown) | undefined;

  readonly #upstream: URL;
  #listener: ServedListener | undefined;

  private constructor(upstream: URL) {
    this.#upstream = upstream;
  }

  /** The upstream's URL, with this proxy's address. */
  get url(): string {
    return `http://${LOOPBACK}:${this.#listener?.port}${this.#upstream.pathname}`;
  }

  async stop(): Promise<void> {
    await this.#listener?.close();
  }

  #serve(incoming: IncomingMessage, response: ServerResponse): void {
    const chunks: Buffer[] = [];
    incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
    incoming.on('end', () => {
      // A fake may close the connection without an answer. The client must see the same.
      this.#pass(incoming, Buffer.concat(chunks), response).catch(() => response.destroy());
    });
  }

  async #pass({ method = 'GET', url = '/', headers }: IncomingMessage, body: Buffer, response: ServerResponse) {
    const answer = await passOn(this.#upstream.origin, { method, target: url, headers, body });
    const [path = ''] = url.split('?');
    const answered = { method, path, status: answer.status, json: parseJson(answer.body.toString('utf8')) };
    this.answers.push(answered);
    const shown = this.change?.(answered);
    sendAnswer(response, shown === undefined ? answer : { ...answer, body: Buffer.from(JSON.stringify(shown)) });
  }
}
