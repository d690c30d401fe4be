import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { generate } from 'selfsigned';

/** How long a certificate is valid: longer than any run, and too short to be worth stealing. */
const VALID_DAYS = 3;

/** The two files of a TLS server, in PEM. */
export interface Certificate {
  readonly certificateFile: string;
  readonly keyFile: string;
}

/**
 * Writes a fresh self-signed certificate for loopback into a folder.
 *
 * It names the address as well as `localhost`, because our clients call the address. It is no certificate authority, so
 * a client that trusts it trusts no other certificate because of it. Node.js (`NODE_EXTRA_CA_CERTS`) and OpenSSL
 * (`AWS_CA_BUNDLE`) both accept such a certificate as its own anchor.
 */
export async function writeCertificate(directory: string): Promise<Certificate> {
  const now = Date.now();
  const day = 24 * 60 * 60 * 1000;
  const pem = await generate([{ name: 'commonName', value: 'localhost' }], {
    keyType: 'ec',
    curve: 'P-256',
    algorithm: 'sha256',
    // An hour ago, for a container whose clock is a little behind.
    notBeforeDate: new Date(now - day / 24),
    notAfterDate: new Date(now + VALID_DAYS * day),
    extensions: [
      { name: 'basicConstraints', cA: false, critical: true },
      { name: 'keyUsage', digitalSignature: true, critical: true },
      { name: 'extKeyUsage', serverAuth: true },
      {
        name: 'subjectAltName',
        altNames: [
          { type: 2, value: 'localhost' },
          { type: 7, ip: '127.0.0.1' },
        ],
      },
    ],
  });
  const certificateFile = join(directory, 'certificate.pem');
  const keyFile = join(directory, 'key.pem');
  await writeFile(certificateFile, pem.cert);
  await writeFile(keyFile, pem.private, { mode: 0o600 });
  return { certificateFile, keyFile };
}
