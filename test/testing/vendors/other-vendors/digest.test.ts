import { type DigestAlgorithm, DigestGate } from '../../../fakes/sign-in/digest';
import { type DigestParts, digestResponse } from './call';

const MUFASA = { user: 'Mufasa', password: 'Circle of Life' };
const RFC: DigestParts = {
  ...MUFASA,
  realm: 'http-auth@example.org',
  nonce: '7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v',
  nc: '00000001',
  cnonce: 'f2/wE4q74E6zIJEtWaHKaf5wv/H5QzzpXusqGemxURZJ',
  method: 'GET',
  uri: '/dir/index.html',
  algorithm: 'MD5',
};

it('the client of these tests computes what RFC 7616, 3.9.1, prints', () => {
  expect(digestResponse(RFC)).toBe('8ca523f5e9506fed4657c9700eebdbec');
  expect(digestResponse({ ...RFC, algorithm: 'SHA-256' })).toBe(
    '753927fa0e85d155564e2e272a28d1802ca10daf4496794697cf8db5856cb6c1',
  );
});

describe.each<DigestAlgorithm>(['MD5', 'SHA-256'])('a gate of %s', (algorithm) => {
  const gate = () => new DigestGate(MUFASA, RFC.realm, algorithm);

  /** What a client answers a challenge with; `said` is put over it. */
  function answer(challenge: string, parts: Partial<DigestParts> = {}, said: Record<string, string> = {}): string {
    const [, nonce = ''] = /nonce="([^"]*)"/.exec(challenge) ?? [];
    const [, opaque = ''] = /opaque="([^"]*)"/.exec(challenge) ?? [];
    const all: DigestParts = { ...RFC, nonce, algorithm, ...parts };
    const { user: username, realm, nc, cnonce, uri } = all;
    const header = { username, realm, nonce: all.nonce, uri, cnonce, opaque, response: digestResponse(all), ...said };
    const quoted = Object.entries(header).map(([name, value]) => `${name}="${value}"`);
    return `Digest ${[...quoted, `nc=${nc}`, `qop=${said.qop ?? 'auth'}`, `algorithm=${all.algorithm}`].join(', ')}`;
  }

  it('challenges with all that a client needs', () => {
    expect(gate().challenge()).toMatch(
      new RegExp(`^Digest realm="http-auth@example.org", .*nonce="[^"]+", .*algorithm=${algorithm}, qop="auth"`),
    );
  });

  it('lets the right answer in, and each count of a nonce once', () => {
    const one = gate();
    const challenge = one.challenge();
    const first = answer(challenge);
    expect(one.refusalOf(first, 'GET', RFC.uri)).toBeUndefined();
    expect(one.refusalOf(first, 'GET', RFC.uri)).toBe('a count that was used already');
    expect(one.refusalOf(answer(challenge, { nc: '00000002' }), 'GET', RFC.uri)).toBeUndefined();
  });

  it.each([
    ['no header', () => undefined, 'missing'],
    ['another scheme', () => 'Bearer x', 'missing'],
    ['another password', (c: string) => answer(c, { password: 'x' }), 'wrong response'],
    ['another user', (c: string) => answer(c, { user: 'Scar' }), 'wrong username, response'],
    ['another path', (c: string) => answer(c, { uri: '/dir/other' }), 'wrong uri'],
    ['another method', (c: string) => answer(c, { method: 'POST' }), 'wrong response'],
    ['another realm', (c: string) => answer(c, { realm: 'x' }), 'wrong realm, response'],
    ['no qop', (c: string) => answer(c, {}, { qop: '' }), 'wrong qop'],
    ['no cnonce', (c: string) => answer(c, { cnonce: '' }), 'wrong cnonce'],
    ['another opaque', (c: string) => answer(c, {}, { opaque: 'x' }), 'wrong opaque'],
    ['a count that is none', (c: string) => answer(c, { nc: '1' }), 'wrong nc'],
    ['a nonce that it never gave', (c: string) => answer(c, { nonce: 'x' }), 'stale'],
  ])('refuses %s', (_, header, refusal) => {
    const one = gate();
    expect(one.refusalOf(header(one.challenge()), 'GET', RFC.uri)).toBe(refusal);
  });

  it('refuses the other algorithm', () => {
    const one = gate();
    const other = algorithm === 'MD5' ? 'SHA-256' : 'MD5';
    expect(one.refusalOf(answer(one.challenge(), { algorithm: other }), 'GET', RFC.uri)).toContain('algorithm');
  });

  it('calls a nonce that it forgot stale, if only that is wrong', () => {
    const one = gate();
    const header = answer(one.challenge());
    one.expire();
    expect(one.refusalOf(header, 'GET', RFC.uri)).toBe('stale');
    expect(one.challenge(true)).toContain('stale=true');
  });

  it('lets nobody in where it knows nobody', () => {
    const one = new DigestGate(undefined, RFC.realm, algorithm);
    const header = answer(one.challenge(), { user: 'undefined', password: 'undefined' });
    expect(one.refusalOf(header, 'GET', RFC.uri)).toBe('wrong username');
  });
});
