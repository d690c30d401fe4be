import type { IncomingMessage, ServerResponse } from 'node:http';
import { parseJson } from '../fake-vendor/json';
import { LOOPBACK } from '../fake-vendor/loopback-server';
import { listenHttp, type ServedListener } from '../fault-proxy/listener';
import { passOn } from '../fault-proxy/upstream';
import { sendAnswer } from '../fault-proxy/whole-answer';

/** An answer of the vendor's, to what. */
export interface SeenAnswer {
  readonly method: string;
  /** As it was sent, without the query. */
  readonly path: string;
  readonly status: number;
  /** Undefined where it is not JSON. */
  readonly json: unknown;
}

/**
 * Stands right before a fake: shows what it answers, and may show it otherwise than it is, as a vendor would whose fields
 * are shorter than its documents say.
 */
export class Glass {
  static async start(upstream: string): Promise<Glass> {
    const glass = new Glass(new URL(upstream));
    glass.#listener = await listenHttp(0, undefined, (incoming, response) => glass.#serve(incoming, response));
    return glass;
  }

  /** What the vendor answered, in the order in which it did. */
  readonly seen: SeenAnswer[] = [];
  /** Gives the JSON that is shown instead of the vendor's. */
  tint: ((answer: SeenAnswer) => unknown) | undefined;

  readonly #upstream: URL;
  #listener: ServedListener | undefined;

  private constructor(upstream: URL) {
    this.#upstream = upstream;
  }

  /** The upstream's URL, at this address. */
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
      // A fake that closes the connection in place of an answer is seen to do just that.
      this.#pass(incoming, Buffer.concat(chunks), response).catch(() => response.destroy());
    });
  }

  async #pass({ method = 'GET', url = '/', headers }: IncomingMessage, body: Buffer, response: ServerResponse) {
    const answer = await passOn(this.#upstream.origin, { method, target: url, headers, body });
    const [path = ''] = url.split('?');
    const seen = { method, path, status: answer.status, json: parseJson(answer.body.toString('utf8')) };
    this.seen.push(seen);
    const shown = this.tint?.(seen);
    sendAnswer(response, shown === undefined ? answer : { ...answer, body: Buffer.from(JSON.stringify(shown)) });
  }
}
