import { CfnDynamicReference, CfnDynamicReferenceService, CfnParameter, SecretValue, Token } from 'aws-cdk-lib/core';
import { refuseSecret } from '../../../lib/validation/secrets';
import { aStack, refusalOf } from '../fixture';

const LITERAL = '{{resolve:secretsmanager:prod/key:SecretString}}';
const SECRET = SecretValue.secretsManager('prod/key');
const REFUSED =
  'is a dynamic reference, which CloudFormation does not resolve here: give the secret itself, as VendorSecret.fromSecretsManager(secret).';

it('refuses a dynamic reference that is written out', () => {
  expect(refusalOf(() => refuseSecret('description', LITERAL))).toBe(`description '${LITERAL}' ${REFUSED}`);
});

it.each<[string, unknown]>([
  ['a secret as text', SECRET.toString()],
  ['a secret unwrapped', SECRET.unsafeUnwrap()],
  ['a secret amid text', `Bearer ${SECRET.unsafeUnwrap()}`],
  ['a secret itself', SECRET],
  ['a secret as a list', Token.asList(SECRET)],
  ['a secret as a number', Token.asNumber(SECRET)],
  ['plain text that was made a secret', SecretValue.unsafePlainText('S3CRET').toString()],
  ['a reference to a secure string', SecretValue.ssmSecure('/key', '1').toString()],
  ['a dynamic reference', new CfnDynamicReference(CfnDynamicReferenceService.SECRETS_MANAGER, 'prod/key').toString()],
])('refuses %s, and shows nothing of it', (_, given) => {
  expect(refusalOf(() => refuseSecret('description', given))).toBe(`description '<dynamic reference>' ${REFUSED}`);
});

it.each<[string, unknown]>([
  ['text', 'resolve me'],
  ['a text token', new CfnParameter(aStack(), 'Text').valueAsString],
  ['a number token', new CfnParameter(aStack(), 'Number', { type: 'Number' }).valueAsNumber],
  ['a list token', new CfnParameter(aStack(), 'List', { type: 'CommaDelimitedList' }).valueAsList],
  ['a number', 1],
  ['nothing', undefined],
])('lets %s pass', (_, given) => {
  expect(() => refuseSecret('description', given)).not.toThrow();
});
