import { createHash, randomBytes } from 'node:crypto';
import type { UserWire } from '../../../lib/vendor-api/contract';
import type { HttpResponse } from '../../runtime/effects';
import type { Secrets } from './secrets';
import type { SignIn, Unsigned } from './sign-in';

/** The server's challenge (RFC 7616, 3.3). */
export interface Challenge {
  readonly realm: string;
  readonly nonce: string;
  readonly algorithm: 'MD5' | 'SHA-256';
  readonly qop: boolean;
  readonly opaque?: string;
}

/**
 * Digest (RFC 7616), with MD5 or SHA-256 and `qop=auth`, or without `qop` as in RFC 2069. The server refuses the first
 * request, which carries no answer, with a challenge. The repeated request and all later ones answer the challenge.
 */
export class DigestSignIn implements SignIn {
  private challenge: Challenge | undefined;
  private count = 0;

  public constructor(
    private readonly wire: UserWire,
    private readonly secrets: Secrets,
    private readonly newNonce: () => string = () => randomBytes(12).toString('hex'),
  ) {}

  public async headers(request: Unsigned): Promise<Readonly<Record<string, string>>> {
    const { challenge } = this;
    // Before the first request: where this function cannot read the secret, it asks the vendor nothing.
    const user = await this.secrets.name(this.wire.user);
    const password = await this.secrets.text(this.wire.password);
    if (!challenge) {
      return {};
    }
    this.count += 1;
    const nc = this.count.toString(16).padStart(8, '0');
    return { authorization: answerTo(challenge, request, { user, password, nc, cnonce: this.newNonce() }) };
  }

  public refused({ headers }: HttpResponse): boolean {
    const challenge = readChallenge(headers['www-authenticate'] ?? '');
    const fresh = challenge !== undefined && challenge.nonce !== this.challenge?.nonce;
    // A challenge to an answered nonce refuses the password, unless it says that the nonce is too old.
    const worth = fresh && (this.challenge === undefined || /stale="?true/i.test(headers['www-authenticate'] ?? ''));
    if (worth) {
      this.challenge = challenge;
      this.count = 0;
    }
    return worth;
  }
}

/** The parts of an answer besides the challenge. */
export interface Answering {
  readonly user: string;
  readonly password: string;
  /** How often the nonce was used, as eight hexadecimal digits. */
  readonly nc: string;
  readonly cnonce: string;
}

/** The value of `Authorization` (RFC 7616, 3.4). */
export function answerTo(
  challenge: Challenge,
  { method, url }: Unsigned,
  { user, password, nc, cnonce }: Answering,
): string {
  const { realm, nonce, algorithm, qop, opaque } = challenge;
  const hash = (...parts: string[]) =>
    createHash(algorithm === 'MD5' ? 'md5' : 'sha256')
      .update(parts.join(':'), 'utf8')
      .digest('hex');
  const { pathname, search } = new URL(url);
  const uri = `${pathname}${search}`;
  const secret = hash(user, realm, password);
  const request = hash(method, uri);
  const response = qop ? hash(secret, nonce, nc, cnonce, 'auth', request) : hash(secret, nonce, request);
  return [
    `Digest username=${quoted(user)}`,
    `realm=${quoted(realm)}`,
    `uri=${quoted(uri)}`,
    `algorithm=${algorithm}`,
    `nonce=${quoted(nonce)}`,
    ...(qop ? [`nc=${nc}`, `cnonce=${quoted(cnonce)}`, 'qop=auth'] : []),
    `response=${quoted(response)}`,
    ...(opaque === undefined ? [] : [`opaque=${quoted(opaque)}`]),
  ].join(', ');
}

/** The strongest challenge of a `WWW-Authenticate` that this function can answer; undefined where there is none. */
export function readChallenge(header: string): Challenge | undefined {
  const challenges = header
    .split(/(?=\bDigest\s)/i)
    .filter((part) => /^Digest\s/i.test(part))
    .map(parameters)
    .flatMap((of): Challenge[] => {
      const algorithm = { MD5: 'MD5', 'SHA-256': 'SHA-256' }[(of.get('algorithm') ?? 'MD5').toUpperCase()];
      const nonce = of.get('nonce');
      const qop = of.get('qop')?.split(/[\s,]+/);
      return (algorithm !== 'MD5' && algorithm !== 'SHA-256') || nonce === undefined || (qop && !qop.includes('auth'))
        ? []
        : [{ realm: of.get('realm') ?? '', nonce, algorithm, qop: qop !== undefined, opaque: of.get('opaque') }];
    });
  return challenges.find(({ algorithm }) => algorithm === 'SHA-256') ?? challenges[0];
}

function parameters(challenge: string): ReadonlyMap<string, string> {
  const found = challenge.matchAll(/(\w+)\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^\s,"]+))/g);
  return new Map(
    [...found].map(([, name = '', text, token = '']) => [name.toLowerCase(), text?.replace(/\\(.)/g, '$1') ?? token]),
  );
}

function quoted(text: string): string {
  return `"${text.replace(/["\\]/g, '\\$&')}"`;
}
