import { X509Certificate } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { createServer, request } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Certificate, writeCertificate } from '../../emulator/certificate';

const DAY = 24 * 60 * 60 * 1000;

let directory: string;
let files: Certificate;
let certificate: X509Certificate;

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'certificate-'));
  files = await writeCertificate(directory);
  certificate = new X509Certificate(await readFile(files.certificateFile));
});

afterAll(() => rm(directory, { recursive: true, force: true }));

test('it names loopback, by name and by address, and nothing else', () => {
  expect(certificate.subjectAltName).toBe('DNS:localhost, IP Address:127.0.0.1');
});

test('it is good for days, from now', () => {
  expect(Date.parse(certificate.validFrom)).toBeLessThan(Date.now());
  expect(Date.parse(certificate.validTo)).toBeGreaterThan(Date.now() + DAY);
  expect(Date.parse(certificate.validTo)).toBeLessThan(Date.now() + 7 * DAY);
});

test('whoever trusts it trusts no certificate that its key signs', () => {
  expect(certificate.ca).toBe(false);
});

test('its key is for its owner to read', async () => {
  const { mode } = await stat(files.keyFile);
  expect(mode & 0o077).toBe(0);
});

test.each(['127.0.0.1', 'localhost'])('a client that is given it, and only that one, reaches %s', async (host) => {
  const [cert, key] = await Promise.all([readFile(files.certificateFile), readFile(files.keyFile)]);
  const server = createServer({ cert, key }, (_request, response) => response.end());
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const statusOf = async (ca?: Buffer): Promise<number | undefined> => {
    const sent = request({ host, port, ca, agent: false }).end();
    const [response] = await once(sent, 'response');
    return response.resume().statusCode;
  };
  try {
    await expect(statusOf(cert)).resolves.toBe(200);
    await expect(statusOf()).rejects.toThrow('self-signed certificate');
  } finally {
    server.close();
  }
});
