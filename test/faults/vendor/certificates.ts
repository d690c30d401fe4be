import { generate } from 'selfsigned';
import type { FaultProxyTls } from '../../../testing/fault-proxy/listener';

const DAY = 24 * 60 * 60_000;

/** What is good or bad about a certificate. */
export interface CertificateOptions {
  /** The host that it is for. Default: `127.0.0.1`. */
  readonly host?: string;
  /** For how many days it is good; a negative number is how long ago it ended. Default: 1. */
  readonly days?: number;
  /** Who signs it. Default: it signs itself, and Node takes it as its own anchor where it is told to trust it. */
  readonly by?: FaultProxyTls;
}

/** A certificate for TLS servers, and its key. */
export async function certificate({
  host = '127.0.0.1',
  days = 1,
  by,
}: CertificateOptions = {}): Promise<FaultProxyTls> {
  const now = Date.now();
  const isAddress = /^[\d.]+$/.test(host);
  const { private: key, cert } = await generate([{ name: 'commonName', value: host }], {
    keyType: 'ec',
    curve: 'P-256',
    algorithm: 'sha256',
    ...(by && { ca: { key: by.key.toString(), cert: by.cert.toString() } }),
    notBeforeDate: new Date(now - 30 * DAY),
    notAfterDate: new Date(now + days * DAY),
    extensions: [{ name: 'subjectAltName', altNames: [isAddress ? { type: 7, ip: host } : { type: 2, value: host }] }],
  });
  return { key, cert };
}
