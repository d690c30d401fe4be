import { createHash } from 'node:crypto';
import type { VendorReply } from '../fake-vendor/exchange';
import { type FakeVendorTls, LoopbackServer, type WireRequest } from '../fake-vendor/loopback-server';
import type { FakeClock } from '../lambda/fake-clock';

/** Seconds until a pre-signed URL of CloudFormation expires (real events have `X-Amz-Expires=7200`). */
const EXPIRES = 7_200;

/** Receives an answer. The bucket gives the returned reply to the function. */
export type Receive = (body: Buffer) => VendorReply | 'drop';

/**
 * The bucket that receives the answers of functions. Its URLs on loopback look like pre-signed URLs of S3.
 *
 * It is as strict as S3. The signature covers the method, the empty content type and the query. A URL expires after two
 * hours.
 */
export class ResponseBucket {
  static async start(clock: FakeClock, tls?: FakeVendorTls): Promise<ResponseBucket> {
    const bucket = new ResponseBucket(clock);
    bucket.#server = await LoopbackServer.start({ tls, handler: (request) => bucket.#put(request) });
    return bucket;
  }

  readonly #clock: FakeClock;
  readonly #waiting = new Map<string, { expires: number; receive: Receive }>();
  #server: LoopbackServer | undefined;

  private constructor(clock: FakeClock) {
    this.#clock = clock;
  }

  async stop(): Promise<void> {
    await this.#server?.stop();
  }

  /** A URL for the answer to one request. */
  sign(key: string, receive: Receive): string {
    const query = new URLSearchParams({
      'X-Amz-Algorithm': 'AWS4-HMAC-SHA256',
      'X-Amz-Date': new Date(this.#clock.now()).toISOString().replace(/[-:]|\.\d+/g, ''),
      'X-Amz-SignedHeaders': 'host',
      'X-Amz-Expires': String(EXPIRES),
      'X-Amz-Credential': 'AKIAIOSFODNN7EXAMPLE/20260101/eu-west-1/s3/aws4_request',
      'X-Amz-Signature': createHash('sha256').update(`${key} ${this.#clock.now()}`).digest('hex'),
    });
    const url = `/${encodeURIComponent(key)}?${query}`;
    this.#waiting.set(url, { expires: this.#clock.now() + EXPIRES * 1000, receive });
    return `${this.#server?.origin}${url}`;
  }

  #put({ method, path, query, headers, bytes }: WireRequest): VendorReply | 'drop' {
    const refuse = (code: string, status = 403): VendorReply => ({
      status,
      headers: { 'content-type': 'application/xml' },
      body: `<?xml version="1.0" encoding="UTF-8"?><Error><Code>${code}</Code></Error>`,
    });
    const signed = this.#waiting.get(`${path}?${query}`);
    if (!signed || method !== 'PUT' || headers['content-type']) {
      return refuse('SignatureDoesNotMatch');
    }
    if (this.#clock.now() > signed.expires) {
      return refuse('AccessDenied');
    }
    // S3 accepts no body of unknown length (aws/aws-sdk-go#4944).
    if (headers['transfer-encoding'] !== undefined) {
      return refuse('NotImplemented', 501);
    }
    return signed.receive(bytes);
  }
}
