import { Aws } from 'aws-cdk-lib/core';
import { ExternalId } from '../../../lib';
import { refusalOf } from '../fixture';

const FORM = 'is not an external ID: write 2 to 1224 of letters, digits and _+=,.@:/-.';
const GUESSED =
  'is easily guessed, and anyone who does could use the role through the vendor: write a UUID, or at ' +
  'least 16 random letters and digits.';

/** A well-formed id of a length that nobody would guess. */
function ofLength(length: number): string {
  return '0b6E2a8c'.repeat(length).slice(0, length);
}

it.each([
  '0b6e2a8c-6f0e-4a53-9b0e-0c6a4c2b7f11',
  '0B6E2A8C-6F0E-4A53-9B0E-0C6A4C2B7F11',
  'A_z0+=,.@:/-bcdef1',
  'acme-7F3c-91Xk-40vQ',
  '9f86d081884c7d659a2feaa0c55ad015',
  'wJalr7XUtn4FEMI7MDENG',
  'd9f8b7c6a5e41234abcd',
])('E3 %s is an external ID', (value) => {
  expect(ExternalId.of(value).value).toBe(value);
});

it.each([
  ['a token', `a ${Aws.STACK_ID}`],
  ['text of 1224 characters', ofLength(1224)],
])('%s is an external ID', (_, value) => {
  expect(ExternalId.of(value).value).toBe(value);
});

it.each([[''], ['a'], ['a b'], ['a\nb'], ['äb'], ['a*'], ['a?b'], ['a#b'], ['ab\n']])('%j is none', (value) => {
  const shown = value.replace(/\n/g, '\\u000a');
  expect(refusalOf(() => ExternalId.of(value))).toBe(`externalId '${shown}' ${FORM}`);
  expect(refusalOf(() => ExternalId.acceptGuessable(value))).toBe(`externalId '${shown}' ${FORM}`);
});

it('of 1225 characters is none', () => {
  const message = `externalId '${ofLength(100)}…' ${FORM}`;
  expect(refusalOf(() => ExternalId.of(ofLength(1225)))).toBe(message);
  expect(refusalOf(() => ExternalId.acceptGuessable(ofLength(1225)))).toBe(message);
});

it.each(['{}', '{"id":null}', '{"id":42}'])('from a caller without a type checker, as %s, is none', (json) => {
  const { id } = JSON.parse(json);
  expect(refusalOf(() => ExternalId.of(id))).toBe(`externalId ${id} ${FORM}`);
  expect(refusalOf(() => ExternalId.acceptGuessable(id))).toBe(`externalId ${id} ${FORM}`);
});

it.each([
  '111122223333',
  '000000000000',
  'xx',
  'aaaaaaaa',
  '--',
  'id',
  'my-id',
  'myid',
  'external-id',
  'externalid',
  'ExternalId',
  'my-external-id',
  'test',
  'Test',
  'example',
  'default',
  'changeme',
  'secret',
  'password',
  'vendor',
  'ab',
  '12345',
  'abc',
  'acme',
  'bitmovin',
  'test1',
  '1111-2222-3333',
  'arn:aws:iam::111122223333:role/Acme-1a2B3c',
  '00000000-0000-0000-0000-000000000000',
  'ffffffff-ffff-ffff-ffff-ffffffffffff',
  'acme-id',
  'A_z0+=,.@:/-',
  'an-id-that-nobody',
  '12345678-1234-1234-1234-123456789012',
  'Password12345678',
  'acme-production-2026',
  'Bitmovin-Analytics-1',
  '111122223333-Acme-bitmovin',
  'Abcdefghijklmnop1',
  'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa1',
  'Aa1-Aa1-Aa1-Aa1-Aa1',
  '12345678901234567890123456789012',
])("E3 '%s' is guessed, unless its risk is accepted", (value) => {
  expect(refusalOf(() => ExternalId.of(value))).toBe(`externalId '${value}' ${GUESSED}`);
  expect(ExternalId.acceptGuessable(value).value).toBe(value);
});

it('can be accepted to be none', () => {
  expect(ExternalId.acceptNone().value).toBeUndefined();
});
