import { createHash, createHmac, type Hash, type Hmac } from 'node:crypto';
import { SignatureV4 } from '@smithy/signature-v4';
import type { KeyValue } from '../../lib/vendors/dolby/media/contract';
import { type ObjectUrl, textOf } from './s3-url';

/** The use that a URL permits. */
export interface Permission {
  readonly method: 'GET' | 'PUT';
  /** The bucket's region, which the signature covers. */
  readonly region: string;
  /** The URL's lifetime, in seconds. */
  readonly seconds: number;
}

/**
 * Signs a URL by Signature Version 4. The signature covers the URL and the host alone, so that the vendor may send any
 * body and any content type. The SDK's own client would also sign a checksum, of an empty body.
 *
 * @param now when the URL's lifetime begins, in milliseconds since the epoch
 */
export async function presign(url: ObjectUrl, permission: Permission, key: KeyValue, now: number): Promise<string> {
  const { method, region, seconds } = permission;
  const { accessKeyId, secretAccessKey } = key;
  const signer = new SignatureV4({
    service: 's3',
    region,
    credentials: { accessKeyId, secretAccessKey },
    sha256: Sha256,
    // S3 signs the path as the client sends it. Other services of AWS encode the path once more.
    uriEscapePath: false,
  });
  const host = url.port === undefined ? url.hostname : `${url.hostname}:${url.port}`;
  const { query } = await signer.presign(
    { method, ...url, query: {}, headers: { host, [HASH]: 'UNSIGNED-PAYLOAD' } },
    // The signer reads the body's hash from this header, which is neither signed nor sent.
    { expiresIn: seconds, signingDate: new Date(now), unhoistableHeaders: HASHES, unsignableHeaders: HASHES },
  );
  return textOf(url, query);
}

const HASH = 'x-amz-content-sha256';
const HASHES = new Set([HASH]);

/** SHA-256, by the interface that the signer takes. */
class Sha256 {
  private hash: Hash | Hmac;

  public constructor(private readonly secret?: string | ArrayBuffer | ArrayBufferView) {
    this.hash = this.begin();
  }

  public update(data: Uint8Array): void {
    this.hash.update(data);
  }

  public async digest(): Promise<Uint8Array> {
    return this.hash.digest();
  }

  public reset(): void {
    this.hash = this.begin();
  }

  private begin(): Hash | Hmac {
    return this.secret === undefined ? createHash('sha256') : createHmac('sha256', bytesOf(this.secret));
  }
}

function bytesOf(data: string | ArrayBuffer | ArrayBufferView): Uint8Array {
  if (typeof data === 'string') {
    return Buffer.from(data);
  }
  return ArrayBuffer.isView(data)
    ? new Uint8Array(data.buffer, data.byteOffset, data.byteLength)
    : new Uint8Array(data);
}
