import { CfnParameter, Lazy } from 'aws-cdk-lib/core';
import { VendorAuth, VendorOwnership, VendorRoleName, VendorUpdate, VendorValue } from '../../../lib';
import { aKey, anApi, aStack, OTHER_ARN } from '../fixture';

type Props = Parameters<typeof anApi>[0];

const stack = aStack();
const parameter = new CfnParameter(stack, 'Text');
const other = new CfnParameter(stack, 'Other');
const BODY = { name: 'a', size: 1, labels: { team: 'x', tags: ['t'] } };
const BASE: Props = {
  path: '/g/{group}',
  parameters: { group: 'g' },
  headers: { 'X-Tenant': 't' },
  ownership: VendorOwnership.key('/arn'),
  update: VendorUpdate.byPatch({ fields: ['/size', '/labels/tags'] }),
};
const print = (body: object = BODY, props: Props = {}) => anApi({ ...BASE, ...props }).fingerprint(stack, { ...body });

it('is eight characters that fit any name, and the same each time', () => {
  expect(print()).toMatch(/^[0-9a-f]{8}$/);
  expect(print()).toBe(print({ labels: { tags: ['t'], team: 'x' }, size: 1, name: 'a' }));
});

it.each<[string, object, Props?]>([
  ['a member that cannot change', { ...BODY, name: 'b' }],
  ['a member’s type', { ...BODY, name: true }],
  ['a member that goes', { size: 1, labels: BODY.labels }],
  ['a member that comes', { ...BODY, more: '' }],
  ['a member beside one that can', { ...BODY, labels: { ...BODY.labels, team: 'y' } }],
  ['which token it is', { ...BODY, name: other.valueAsString }],
  ['the base URL', BODY, { baseUrl: 'https://other.example' }],
  ['the collection', BODY, { path: '/h/{group}' }],
  ['a parameter', BODY, { parameters: { group: 'h' } }],
  ['a header', BODY, { headers: { 'X-Tenant': 'u' } }],
])('changes with %s', (what, body, ...[props]) => {
  const before = what === 'which token it is' ? print({ ...BODY, name: parameter.valueAsString }) : print();
  expect(print(body, props)).not.toBe(before);
});

it.each<[string, object, Props?]>([
  ['a member that can change', { ...BODY, size: 2 }],
  ['one within a map', { ...BODY, labels: { ...BODY.labels, tags: ['u', 'v'] } }],
  ['what is left out', { ...BODY, more: undefined }],
  ['how one signs in', BODY, { authentication: [VendorAuth.header('X-Other', aKey(stack, 'Key', OTHER_ARN))] }],
  ['how the vendor refuses', BODY, { errorText: ['/words'] }],
])('does not change with %s', (_, body, ...[props]) => {
  expect(print(body, props)).toBe(print());
});

it('is read out of tokens, as far as synth knows them', () => {
  expect(print({ name: Lazy.string({ produce: () => 'a' }) })).toBe(print({ name: 'a' }));
  expect(print({ name: VendorValue.asJson(parameter.valueAsString) })).not.toBe(
    print({ name: parameter.valueAsString }),
  );
});

it('makes a key change along with what is replaced', () => {
  const named = (size: number, region: string) => {
    const api = anApi({ ...BASE });
    const rest = { size, region };
    return VendorRoleName.of(stack, `acme-${api.fingerprint(stack, rest)}`).roleName;
  };
  expect(named(1, 'a')).toBe(named(2, 'a'));
  expect(named(1, 'a')).not.toBe(named(1, 'b'));
});

it('where all of the body can change, only the place makes it another', () => {
  const all = { update: VendorUpdate.byPut(), ownership: VendorOwnership.marker('/notes') };
  expect(print({ name: 'a' }, all)).toBe(print({ name: 'b' }, all));
  expect(print({}, all)).not.toBe(print({}, { ...all, path: '/h/{group}' }));
});
