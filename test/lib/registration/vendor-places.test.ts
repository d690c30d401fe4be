import { Lazy, Token } from 'aws-cdk-lib/core';
import { VendorPlaces } from '../../../lib/registration/vendor-places';
import { UNKNOWN_HOST } from '../../../lib/vendor-api/contract';
import { placeOf, placeOfAnySecret, type SignIn } from '../../../lib/vendor-api/place';

/** Lambda's limit for all variables of a function together, in bytes. */
const MOST = 4_096;
/** What the other variables take, at most: the names, the ARN of a stack with the longest name, and the emulator's. */
const OTHERS = 'VENDOR_STACKVENDOR_PLACESVENDOR_SHARERSVENDOR_LOOPBACKemulator'.length + 260;

const at = (baseUrl: string, arn = 'arn:aws:secretsmanager:eu-west-1:111122223333:secret:a-AbCdEf'): SignIn => ({
  baseUrl,
  authentication: [{ kind: 'header', name: 'X-Api-Key', secret: { arn } }],
});

function places(...signIns: SignIn[]): VendorPlaces {
  const made = new VendorPlaces();
  for (const signIn of signIns) {
    made.add(signIn);
  }
  return made;
}

const many = (count: number, of: (number: number) => SignIn) =>
  places(...Array.from({ length: count }, (_, n) => of(n)));
const token = () => Lazy.string({ produce: () => 'later' });

it('B1 lists a place once, whatever the path', () => {
  const text = places(at('https://a.example/v1'), at('https://a.example/v2')).textBeside('');
  expect(text).toBe(placeOf(at('https://a.example')));
});

it('B1 lists the host alone where only the deploy knows the ARN of a secret', () => {
  expect(places(at('https://a.example', token())).textBeside('')).toBe(placeOfAnySecret(at('https://a.example')));
});

it('B1 says where only the deploy knows a host', () => {
  const text = places(at('https://a.example'), at(`https://${Token.asString(token())}/`)).textBeside('');
  expect(text).toBe(`${placeOf(at('https://a.example'))} ${UNKNOWN_HOST}`);
});

it.each([
  ['200 secrets', 200, '', 'exact'],
  ['1,000 secrets of one host', 1_000, '', 'wide'],
  ['100 secrets beside 1,700 characters of rate-limit sharers', 100, 'x'.repeat(1_700), 'exact'],
  ['200 secrets beside 1,700 characters of rate-limit sharers', 200, 'x'.repeat(1_700), 'wide'],
])('B1 the environment has room for %s', (_, count, other, kind) => {
  const text = many(count, (n) => at('https://a.example', `arn:${n}`)).textBeside(other);
  expect(text.split(' ')).toHaveLength(kind === 'exact' ? count : 1);
  expect(text.length + other.length + OTHERS).toBeLessThanOrEqual(MOST);
});

it('B1 of more hosts than have room, the events must show each', () => {
  expect(many(300, (n) => at(`https://a${n}.example`)).textBeside('')).toBe(UNKNOWN_HOST);
});

it('B3 loopback is allowed only where a base URL is there', () => {
  expect(places(at('https://a.example')).loopbackVariable).toBeUndefined();
  expect(places(at('https://a.example'), at('http://127.0.0.1:8080')).loopbackVariable).toBeDefined();
});
