import { answerTo, DigestSignIn, readChallenge } from '../../../../handlers/vendor-api/authentication/digest';
import { Secrets } from '../../../../handlers/vendor-api/authentication/secrets';

/** The example of RFC 7616, 3.9.1. */
const HEADER =
  'Digest realm="http-auth@example.org", qop="auth, auth-int", algorithm=SHA-256, ' +
  'nonce="7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v", opaque="FQhe/qaU925kfnzjCev0ciny7QMkPqMAFRtzCUYo5tdS", ' +
  'Digest realm="http-auth@example.org", qop="auth, auth-int", algorithm=MD5, ' +
  'nonce="7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v", opaque="FQhe/qaU925kfnzjCev0ciny7QMkPqMAFRtzCUYo5tdS"';
const ASKED = { method: 'GET', url: 'https://www.example.org/dir/index.html' };
const ANSWERING = {
  user: 'Mufasa',
  password: 'Circle of Life',
  nc: '00000001',
  cnonce: 'f2/wE4q74E6zIJEtWaHKaf5wv/H5QzzpXusqGemxURZJ',
};

describe('SX.1 Digest, as RFC 7616 has it', () => {
  it.each([
    ['SHA-256', '753927fa0e85d155564e2e272a28d1802ca10daf4496794697cf8db5856cb6c1'],
    ['MD5', '8ca523f5e9506fed4657c9700eebdbec'],
  ] as const)('answers the example by %s', (algorithm, response) => {
    const challenge = { ...challengeIn(HEADER), algorithm };
    expect(answerTo(challenge, ASKED, ANSWERING)).toBe(
      `Digest username="Mufasa", realm="http-auth@example.org", uri="/dir/index.html", algorithm=${algorithm}, ` +
        'nonce="7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v", nc=00000001, ' +
        'cnonce="f2/wE4q74E6zIJEtWaHKaf5wv/H5QzzpXusqGemxURZJ", qop=auth, ' +
        `response="${response}", opaque="FQhe/qaU925kfnzjCev0ciny7QMkPqMAFRtzCUYo5tdS"`,
    );
  });

  it('takes the stronger of two challenges', () => {
    expect(readChallenge(HEADER)?.algorithm).toBe('SHA-256');
  });

  it.each([
    ['no digest', 'Basic realm="a"'],
    ['an algorithm that is not ours', 'Digest realm="a", nonce="b", algorithm=MD5-sess'],
    ['a body that is to be signed, too', 'Digest realm="a", nonce="b", qop="auth-int"'],
    ['no nonce', 'Digest realm="a"'],
  ])('answers no challenge of %s', (_, header) => {
    expect(readChallenge(header)).toBeUndefined();
  });

  it('quotes what a quote in a name would end', () => {
    const challenge = { ...challengeIn('Digest realm="a \\"b\\"", nonce="n"') };
    expect(challenge.realm).toBe('a "b"');
    expect(answerTo(challenge, ASKED, { ...ANSWERING, user: 'a", uri="/' })).toMatch(
      /^Digest username="a\\", uri=\\"\/", realm="a \\"b\\""/,
    );
  });

  it('counts the uses of a nonce, and begins anew with another', async () => {
    const signIn = digest();
    expect(await signIn.headers(ASKED)).toEqual({});
    expect(signIn.refused(refusal('n1'))).toBe(true);
    expect(await counted(signIn)).toBe('00000001');
    expect(await counted(signIn)).toBe('00000002');
    expect(signIn.refused(refusal('n2', ', stale=true'))).toBe(true);
    expect(await counted(signIn)).toBe('00000001');
  });

  it('takes a refusal of its answer for one of the password', async () => {
    const signIn = digest();
    signIn.refused(refusal('n1'));
    expect(signIn.refused(refusal('n1'))).toBe(false);
    expect(signIn.refused(refusal('n2'))).toBe(false);
  });
});

function challengeIn(header: string) {
  const challenge = readChallenge(header);
  if (!challenge) {
    throw new Error('no challenge');
  }
  return challenge;
}

const refusal = (nonce: string, more = '') => ({
  status: 401,
  headers: { 'www-authenticate': `Digest realm="r", nonce="${nonce}", qop="auth"${more}` },
  body: '',
});

function digest(): DigestSignIn {
  const effects = { getSecretValue: async (arn: string) => arn, redact: () => undefined, now: () => 0 };
  const secrets = new Secrets(effects as never, 60_000);
  return new DigestSignIn({ kind: 'digest', user: { arn: 'user' }, password: { arn: 'password' } }, secrets);
}

async function counted(signIn: DigestSignIn): Promise<string | undefined> {
  return /nc=(\w+)/.exec((await signIn.headers(ASKED)).authorization ?? '')?.[1];
}
