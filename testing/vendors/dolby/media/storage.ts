import { request as httpRequest, type IncomingMessage } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { type FakeDolbyAuth, signedHeaders } from './sigv4';

/** An object of a job: a URL alone, or a URL and a key. */
export interface NamedObject {
  readonly url: string;
  readonly auth?: FakeDolbyAuth;
}

/** The place of S3. */
export interface FakeDolbyS3 {
  /** The endpoint for `s3://` URLs, with the bucket in the path. */
  readonly endpoint: string;
  /** The region in the signature of requests with a key. */
  readonly region: string;
}

export interface StorageOptions {
  readonly s3?: FakeDolbyS3;
  /** A certificate authority as PEM, to trust in place of the usual ones. */
  readonly ca?: string;
}

/** The longest time of a transfer, in milliseconds. */
const WITHIN = 30_000;

/** Reads and writes the objects of jobs over real HTTP or HTTPS: GET to read, PUT to write. It follows no redirect. */
export class Storage {
  readonly #options: StorageOptions;

  constructor(options: StorageOptions) {
    this.#options = options;
  }

  /** @throws an error with the answer's status, where it is not 200 */
  read(object: NamedObject): Promise<Buffer> {
    return this.#send('GET', object);
  }

  /** @throws an error with the answer's status, where it is not 200 */
  async write(object: NamedObject, content: Buffer): Promise<void> {
    await this.#send('PUT', object, content);
  }

  async #send(method: 'GET' | 'PUT', { url: given, auth }: NamedObject, content?: Buffer): Promise<Buffer> {
    const { s3, ca } = this.#options;
    const url = given.startsWith('s3://') ? s3Url(given, s3) : new URL(given);
    const headers = auth && s3 ? signedHeaders(method, url, auth, s3.region) : {};
    const length = content === undefined ? {} : { 'content-length': String(content.length) };
    const options = { method, ca, headers: { ...headers, ...length }, signal: AbortSignal.timeout(WITHIN) };
    return new Promise((resolve, reject) => {
      const answered = (response: IncomingMessage) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('error', reject);
        response.on('end', () => {
          const body = Buffer.concat(chunks);
          const code = /<Code>(\w+)<\/Code>/.exec(body.toString('utf8'))?.[1];
          const said = code === undefined ? '' : ` ${code}`;
          const answer = `${method} was answered ${response.statusCode}${said}`;
          response.statusCode === 200 ? resolve(body) : reject(new Error(answer));
        });
      };
      const send = url.protocol === 'https:' ? httpsRequest : httpRequest;
      send(url, options, answered).on('error', reject).end(content);
    });
  }
}

function s3Url(given: string, s3: FakeDolbyS3 | undefined): URL {
  if (s3 === undefined) {
    throw new Error('an s3:// URL was given, and no S3 to this fake');
  }
  const path = given.slice('s3://'.length).split('/').map(encodeURIComponent).join('/');
  return new URL(`${s3.endpoint.replace(/\/$/, '')}/${path}`);
}
