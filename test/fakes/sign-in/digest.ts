import { createHash, randomBytes } from 'node:crypto';
import type { User } from './basic';

/** The algorithms of RFC 7616 that a vendor uses here. The `-sess` forms are not among them. */
export type DigestAlgorithm = 'MD5' | 'SHA-256';

/** Why the server refused a sign-in; undefined for a valid one. */
export type DigestRefusal = 'missing' | 'stale' | string | undefined;

const HASHES = { MD5: 'md5', 'SHA-256': 'sha256' } as const;

/** The server's side of HTTP Digest (RFC 7616): `qop=auth`, a nonce from the server, and each count once. */
export class DigestGate {
  /** The highest count of each valid nonce. */
  private readonly counts = new Map<string, number>();
  private readonly opaque = randomBytes(8).toString('hex');

  constructor(
    /** @default - no user is accepted */
    private readonly who: User | undefined,
    private readonly realm: string,
    private readonly algorithm: DigestAlgorithm,
  ) {}

  /** Forgets every nonce. A request with an old nonce then hears that it is stale, and may try again with a new one. */
  public expire(): void {
    this.counts.clear();
  }

  /** A `WWW-Authenticate` with a new nonce. */
  public challenge(stale = false): string {
    const nonce = randomBytes(16).toString('base64');
    this.counts.set(nonce, 0);
    const { realm, opaque, algorithm } = this;
    return `Digest realm="${realm}", domain="", nonce="${nonce}", opaque="${opaque}", algorithm=${algorithm}, qop="auth", stale=${stale}`;
  }

  /**
   * Judges a request.
   *
   * @param target path and query of the request
   */
  public refusalOf(authorization: string | undefined, method: string, target: string): DigestRefusal {
    if (authorization === undefined || !/^digest /i.test(authorization)) {
      return 'missing';
    }
    const said = parameters(authorization.slice('digest '.length));
    const { uri = '', nonce = '', nc = '', cnonce = '', qop, response } = said;
    const wrong = Object.entries({
      username: this.who !== undefined && said.username === this.who.user,
      realm: said.realm === this.realm,
      opaque: said.opaque === this.opaque,
      // An absent algorithm means MD5 (RFC 7616, 3.4).
      algorithm: (said.algorithm ?? 'MD5') === this.algorithm,
      qop: qop === 'auth',
      nc: /^[0-9a-f]{8}$/.test(nc),
      cnonce: cnonce !== '',
      uri: sameTarget(uri, target),
      response: response === this.expected(method, uri, `${nonce}:${nc}:${cnonce}:auth`),
    }).flatMap(([name, right]) => (right ? [] : [name]));
    if (wrong.length > 0) {
      return `wrong ${wrong.join(', ')}`;
    }
    const last = this.counts.get(nonce);
    if (last === undefined) {
      return 'stale';
    }
    if (Number.parseInt(nc, 16) <= last) {
      return 'a count that was used already';
    }
    this.counts.set(nonce, Number.parseInt(nc, 16));
    return undefined;
  }

  private expected(method: string, uri: string, middle: string): string {
    const hash = (text: string) => createHash(HASHES[this.algorithm]).update(text).digest('hex');
    const secret = hash(`${this.who?.user}:${this.realm}:${this.who?.password}`);
    return hash(`${secret}:${middle}:${hash(`${method}:${uri}`)}`);
  }
}

/** `name=value` and `name="value"`, between commas. */
function parameters(text: string): Record<string, string | undefined> {
  const found = text.matchAll(/([a-z]+)=(?:"((?:[^"\\]|\\.)*)"|([^\s,"]+))/gi);
  return Object.fromEntries([...found].map(([, name = '', quoted, bare]) => [name, quoted ?? bare]));
}

function sameTarget(one: string, other: string): boolean {
  const whole = (target: string) => {
    const { pathname, searchParams } = new URL(target, 'http://host');
    return `${pathname}?${searchParams}`;
  };
  return one.startsWith('/') && whole(one) === whole(other);
}
