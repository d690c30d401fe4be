import { createHash, createHmac, type Hash, type Hmac } from 'node:crypto';
import { SignatureV4 } from '@smithy/signature-v4';
import type { KeyValue } from '../../lib/vendors/dolby/media/contract';
import { type ObjectUrl, textOf } from './s3-url';

/** What may be done with a URL. */
export interface Permission {
  readonly method: 'GET' | 'PUT';
  /** The bucket's region, which is a part of what is signed. */
  readonly region: string;
  /** How long it lives, in seconds. */
  readonly seconds: number;
}

/**
 * A URL pre-signed by Signature Version 4. Nothing but the host is signed beside the URL itself, so that whoever has it
 * may send any body and any content type: a checksum, which the SDK's own client adds unless it is told not to, would be
 * one of an empty body.
 *
 * @param now milliseconds since the epoch, from which it lives
 */
export async function presign(url: ObjectUrl, permission: Permission, key: KeyValue, now: number): Promise<string> {
  const { method, region, seconds } = permission;
  const { accessKeyId, secretAccessKey } = key;
  const signer = new SignatureV4({
    service: 's3',
    region,
    credentials: { accessKeyId, secretAccessKey },
    sha256: Sha256,
    // S3 alone has the path signed as it is sent.
    uriEscapePath: false,
  });
  const host = url.port === undefined ? url.hostname : `${url.hostname}:${url.port}`;
  const { query } = await signer.presign(
    { method, ...url, query: {}, headers: { host, [HASH]: 'UNSIGNED-PAYLOAD' } },
    // The signer takes the body's hash from this header, which is neither signed nor sent.
    { expiresIn: seconds, signingDate: new Date(now), unhoistableHeaders: HASHES, unsignableHeaders: HASHES },
  );
  return textOf(url, query);
}

const HASH = 'x-amz-content-sha256';
const HASHES = new Set([HASH]);

/** SHA-256 in the form that the signer takes. */
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
