import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import { VendorSecret } from '../../../lib';
import { checkVendorSecret } from '../../../lib/vendor-api/vendor-secret';
import { aKey, aStack, refusalOf, SECRET_ARN } from '../fixture';

const STORE_IT = "store the key there and give Secret.fromSecretCompleteArn(this, 'Key', arn).";
const GIVE_IT = 'store the key in Secrets Manager and give VendorSecret.fromSecretsManager(secret).';

it.each([undefined, 'apiKey'])('holds a secret, and its field %s', (field) => {
  const secret = Secret.fromSecretCompleteArn(aStack(), 'Key', SECRET_ARN);
  expect(VendorSecret.fromSecretsManager(secret, field)).toMatchObject({ secret, field });
});

it.each([
  ['"S3CRET"', 'string'],
  ['"{{resolve:secretsmanager:prod/key}}"', 'string'],
  ['null', 'object'],
  ['{"secretValue":"S3CRET"}', 'object'],
  ['42', 'number'],
])('a secret is not %s, which a caller without a type checker may give, and it is not shown', (json, type) => {
  expect(refusalOf(() => VendorSecret.fromSecretsManager(JSON.parse(json)))).toBe(
    `secret '<${type}>' is not a secret of Secrets Manager: ${STORE_IT}`,
  );
});

it('G8 an ARN that is given as a name is refused', () => {
  expect(refusalOf(() => VendorSecret.fromSecretsManager(Secret.fromSecretNameV2(aStack(), 'Key', SECRET_ARN)))).toBe(
    `secret '${SECRET_ARN}' is an ARN, given as a name: write Secret.fromSecretCompleteArn(this, 'Key', '…').`,
  );
});

it.each(['', '{{resolve:secretsmanager:prod/key}}'])("'%s' is no field", (field) => {
  const { secret } = aKey(aStack());
  expect(refusalOf(() => VendorSecret.fromSecretsManager(secret, field))).toBe(
    `field '${field}' names no member of the secret: write the member's name, such as 'apiKey'.`,
  );
});

it.each([
  ['"S3CRET"', 'string'],
  ['"{{resolve:secretsmanager:prod/key}}"', 'string'],
  ['null', 'object'],
  ['{"secret":"S3CRET"}', 'object'],
])('what is no VendorSecret, as %s, is not shown', (json, type) => {
  expect(refusalOf(() => checkVendorSecret('apiKey', JSON.parse(json)))).toBe(
    `apiKey '<${type}>' is not a VendorSecret; a key or a dynamic reference would stand in the template: ${GIVE_IT}`,
  );
});

it('nor is nothing at all', () => {
  const { apiKey } = JSON.parse('{}');
  expect(refusalOf(() => checkVendorSecret('apiKey', apiKey))).toBe(
    `apiKey '<undefined>' is not a VendorSecret; a key or a dynamic reference would stand in the template: ${GIVE_IT}`,
  );
});
