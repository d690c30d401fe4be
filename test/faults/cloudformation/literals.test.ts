import { CfnDynamicReference, CfnDynamicReferenceService, Fn, SecretValue } from 'aws-cdk-lib/core';
import { type VendorApiProps, VendorAuth, type VendorRegistrationProps, VendorSecret } from '../../../lib';
import { anApi, anOutput, aRegistration, aStack, refusalOf, registrationOf, SECRET_ARN } from '../../lib/fixture';

const REFERENCE = '{{resolve:secretsmanager:bitmovin:SecretString:key}}';
const LITERAL = 'canary-literal-key';

/** A value that no type of ours would let through: what a caller in another language, or without a checker, may send. */
const untyped = (json: unknown) => JSON.parse(JSON.stringify(json));

describe('a secret that would stand in the template', () => {
  it.each<[string, () => unknown]>([
    ['a dynamic reference in a body', () => aRegistration({ body: { note: `key: ${REFERENCE}` } })],
    ['a dynamic reference deep in a body', () => aRegistration({ body: { a: [{ b: REFERENCE }] } })],
    ['a dynamic reference by CDK’s own class', () => aRegistration({ body: { a: reference() } })],
    ['a secret of CDK’s', () => aRegistration({ body: { a: SecretValue.secretsManager('bitmovin').unsafeUnwrap() } })],
    ['a dynamic reference in a header', () => anApi({ headers: { 'X-Tenant': REFERENCE } })],
    ['a dynamic reference as a tenant', () => anOutput({ tenantOrgId: REFERENCE })],
    [
      'a dynamic reference as an external ID',
      () => anOutput(untyped({ externalIdMode: 'CUSTOM', externalId: REFERENCE })),
    ],
    [
      'a dynamic reference as the id of what is adopted',
      () => aRegistration({ body: undefined, adoptExisting: REFERENCE }),
    ],
  ])('39 is refused: %s, because CloudFormation does not resolve it here', (_, act) => {
    expect(refusalOf(act)).toMatch(/dynamic reference, which CloudFormation does not resolve here/);
  });

  it.each<[string, () => unknown]>([
    ['for the secret', () => VendorSecret.fromSecretsManager(untyped(LITERAL))],
    ['for the sign-in', () => anApi({ authentication: untyped([LITERAL]) })],
    ['for the sign-in’s secret', () => VendorAuth.header('X-Api-Key', untyped(LITERAL))],
    ['for an output’s key', () => anOutput({ apiKey: untyped(LITERAL) })],
    ['in a header that is one for keys', () => anApi({ headers: { 'X-Api-Key': LITERAL } })],
  ])('39 is refused: a literal key %s, and it is not shown', (_, act) => {
    const message = refusalOf(act);
    expect(message).not.toContain(LITERAL);
    expect(message).toMatch(/secret|VendorSecret|VendorAuth/);
  });

  it('39 travels as an ARN, and nothing else of it', () => {
    const { Api } = registrationOf(aRegistration());
    expect(Api.authentication).toEqual([{ kind: 'header', name: 'X-Api-Key', secret: { arn: SECRET_ARN } }]);
  });

  const reference = () => new CfnDynamicReference(CfnDynamicReferenceService.SECRETS_MANAGER, 'bitmovin').toString();
});

describe('a value that is hostile', () => {
  it.each<[string, Partial<VendorApiProps>]>([
    ['a header of two lines', { headers: { 'X-Tenant': 'a\r\nX-Api-Key: b' } }],
    ['a header’s name of two lines', { headers: { 'X-Tenant\r\nX': 'a' } }],
    ['a header in Cyrillic', { headers: { 'X-Tenant': 'жук' } }],
    ['a path that climbs', { path: '/a/../b' }],
    ['a path with more than one name in braces', { path: '/a{?b}' }],
    ['a base URL with a line break', { baseUrl: 'https://api.acme.example/\nX' }],
    ['a base URL with credentials', { baseUrl: 'https://user:key@api.acme.example' }],
    ['a pointer to __proto__ that is none', { id: '__proto__' }],
  ])('38 is refused at synth: %s', (_, props) => {
    expect(refusalOf(() => anApi(props))).toBeTruthy();
  });

  it.each<[string, Partial<VendorRegistrationProps>]>([
    ['a member __proto__', { body: JSON.parse('{"a":{"__proto__":{"admin":true}}}') }],
    ['a marker of ours', { body: { notes: 'va1:AAAAAAAAAAAAAA.BBBBBBBBBBBBBB.CCCCCCCCCCCCCC' } }],
    ['a number that is none', { body: { a: Number.NaN } }],
    ['a function', { body: { a: () => 1 } }],
    ['an id of what is adopted that climbs', { body: undefined, adoptExisting: '..' }],
    ['an id of what is adopted of two lines', { body: undefined, adoptExisting: 'a\nb' }],
  ])('38 is refused at synth: %s', (_, props) => {
    expect(refusalOf(() => aRegistration(props))).toBeTruthy();
  });

  it.each<[string, unknown]>([
    ['line breaks', 'a\r\nb'],
    ['every script', 'ж 漢 🎬 \u2028 \u0000'],
    ['quotes and braces', '"},{"x":"'],
    ['an intrinsic’s words', '{"Ref":"X"} {"Fn::Sub":"Y"}'],
    ['100 KB', 'ж'.repeat(50_000)],
  ])('38 stands in the template as it is: a text with %s', (_, value) => {
    expect(registrationOf(aRegistration({ body: { a: value } })).Body).toEqual({ value: { a: value } });
  });

  it('38 that only the deploy knows cannot end the text that it stands in', () => {
    const stack = aStack();
    const { Body } = registrationOf(aRegistration({ body: { a: `x ${Fn.importValue('V')}`, b: true } }, stack));
    // Each leaf is a value of its own, never a piece of JSON.
    expect(Body).toEqual({
      value: { a: { 'Fn::Join': ['', ['x ', { 'Fn::ImportValue': 'V' }]] }, b: 'true' },
      types: { '/b': 'boolean' },
    });
  });
});
