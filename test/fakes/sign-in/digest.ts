import { createHash, randomBytes } from 'node:crypto';
import type { User } from './basic';

/** The algorithms of RFC 7616 that a vendor asks for here; the `-sess` forms are none of them. */
export type DigestAlgorithm = 'MD5' | 'SHA-256';

/** Why a sign-in was refused; undefined is a good one. */
export type DigestRefusal = 'missing' | 'stale' | string | undefined;

const HASHES = { MD5: 'md5', 'SHA-256': 'sha256' } as const;

/** HTTP Digest as a server sees it (RFC 7616): `qop=auth`, a nonce of the server's, each count used once. */
export class DigestGate {
  /** The highest count seen of each nonce that is still good. */
  private readonly counts = new Map<string, number>();
  private readonly opaque = randomBytes(8).toString('hex');

  constructor(
    /** @default - none is let in */
    private readonly who: User | undefined,
    private readonly realm: string,
    private readonly algorithm: DigestAlgorithm,
  ) {}

  /** Forgets every nonce: a request that uses one is then told that it is stale, and may try again with a new one. */
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
      // Left out it means MD5 (RFC 7616, 3.4).
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
